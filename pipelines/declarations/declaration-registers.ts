import type { Path } from '#lib/model/problems.ts';
import {
	type EntryOf,
	type Reference,
	type RegisterFile,
	registerReferences
} from '#lib/model/registers/registers.ts';
import { type References, type Report, unknownName } from './declaration-references.ts';
import { blocOf } from './declaration-territories.ts';
import { checkCoordinates } from './register-coordinates.ts';
import { declaredEntries } from './register-entries.ts';

/** That a register names only what there is: countries, places, codes, other entries, programmes. */
export function checkRegister(file: RegisterFile, references: References, report: Report) {
	const named: Readonly<Partial<Record<string, Reference>>> = {
		...registerReferences[file.id],
		place: places
	};
	const known = new Known(references);
	file.entries.forEach((entry, i) => {
		const at = (field: string, ...more: Path): Path => ['entries', i, field, ...more];
		if (entry.country !== undefined && !known.countries.has(entry.country))
			report(at('country'), unknownName('country', entry.country, known.countries));
		if (entry.lastChecked > references.today)
			report(at('lastChecked'), `a day that has not come yet: ${entry.lastChecked}`);
		for (const [field, reference] of Object.entries(named))
			for (const [path, name] of namesIn(entry, field))
				if (reference)
					known.check(reference, name, (message) => report(at(field, ...path), message));
	});
	if (file.id === 'tourism')
		file.entries.forEach((entry, i) =>
			checkMonthly(entry, references, (field, message) => report(['entries', i, field], message))
		);
	if (file.id === 'attendance')
		file.entries.forEach(({ country, bloc }, i) => {
			const other = blocOf(country, references);
			if (other !== undefined && other !== bloc)
				report(['entries', i, 'bloc'], `${country} is in another one, ${other}: ${bloc}`);
		});
	if (file.id === 'services')
		file.entries.forEach((service, i) =>
			checkCoordinates(service, references, (field, message) =>
				report(['entries', i, field], message)
			)
		);
}

/** That series which stand one above the other are monthly, undivided, open and of the territory. */
function checkMonthly(
	entry: EntryOf<'tourism'>,
	{ read }: References,
	report: (field: string, message: string) => void
) {
	for (const field of ['arrivals', 'local'] as const) {
		const series = read.series.declared.get(entry[field])?.value;
		if (!series) continue;
		if (series.frequency !== 'month') report(field, `not a series by month: ${series.id}`);
		if (series.dimensions.length > 0) report(field, `a series with dimensions: ${series.id}`);
		if (series.tier !== 'open') report(field, `a series that is not open: ${series.id}`);
		const lists = series.geography.lists.map((id) => read.territories.declared.get(id)?.value);
		if (!lists.some((list) => list?.territories.some(({ id }) => id === entry.territory)))
			report('territory', `not of the series ${series.id}: ${entry.territory}`);
	}
}

const places: Reference = { register: 'places' };

/** What a field names, and where: a list names one a place. */
function namesIn(entry: object, field: string): [Path, string][] {
	const value = (entry as Readonly<Record<string, unknown>>)[field];
	if (typeof value === 'string') return [[[], value]];
	return Array.isArray(value) ? value.map((name, i): [Path, string] => [[i], String(name)]) : [];
}

/** What may be named. A register that has errors is left out: what names it is not checked. */
class Known {
	readonly countries: ReadonlySet<string>;
	readonly #references: References;

	constructor(references: References) {
		this.#references = references;
		this.countries = new Set(territoryIds(references, (level) => level === 'country'));
	}

	check(reference: Reference, name: string, report: (message: string) => void): void {
		if (typeof reference === 'string' && reference !== 'territories' && reference !== 'actors')
			return void this.#references.find(reference, name, report);
		const [what, known] = this.#names(reference);
		if (known && !known.includes(name)) report(unknownName(what, name, known));
	}

	#names(
		reference: Exclude<Reference, string> | 'actors' | 'territories'
	): [string, readonly string[] | undefined] {
		if (reference === 'actors') {
			const lists = [...this.#references.read.actors.declared.values()];
			return ['actor', lists.flatMap(({ value }) => value.map(({ id }) => id))];
		}
		if (reference === 'territories')
			return ['territory', territoryIds(this.#references, (level) => level !== 'country')];
		if ('register' in reference) {
			const entries = declaredEntries(this.#references, reference.register);
			return [`entry of ${reference.register}`, entries?.map(({ id }) => id)];
		}
		const { list } = reference;
		const codes = declaredEntries(this.#references, 'codes');
		const own = codes?.filter((code) => code.list === list).map(({ id }) => id);
		return [`code of ${list}`, own];
	}
}

const territoryIds = ({ read }: References, isWanted: (level: string) => boolean): string[] =>
	[...read.territories.declared.values()]
		.filter(({ value }) => isWanted(value.level))
		.flatMap(({ value }) => value.territories.map(({ id }) => id));
