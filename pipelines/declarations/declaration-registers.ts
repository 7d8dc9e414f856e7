import type { Path } from '#lib/model/problems.ts';
import {
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
		if (reference === 'concepts' || reference === 'programmes')
			return void this.#references.find(reference, name, report);
		const [what, known] = this.#names(reference);
		if (known && !known.includes(name)) report(unknownName(what, name, known));
	}

	#names(
		reference: Exclude<Reference, 'concepts' | 'programmes'>
	): [string, readonly string[] | undefined] {
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
