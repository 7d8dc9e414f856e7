import type { LandCells } from '#lib/model/land-cells.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import type { Ring } from '#lib/model/polygon.ts';
import type { EntryOf, Reference, RegisterFile } from '#lib/model/registers/registers.ts';
import { type RegisterNames, registerFaults } from '#lib/model/registers/register-faults.ts';
import { publishedShapes, territoryRings } from '#lib/model/territory-shapes.ts';
import { landsOf } from '../territories/land-outlines.ts';
import type { References, Report } from './declaration-references.ts';
import { blocOf } from './declaration-territories.ts';
import { declaredEntries } from './register-entries.ts';

/** That a register names only what there is: countries, places, codes, other entries, programmes. */
export function checkRegister(file: RegisterFile, references: References, report: Report) {
	const names = new DeclaredNames(references);
	for (const { path, message } of registerFaults(file, names)) report(path, message);
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

/** Names of declarations that have a file each. */
type FileReference = Exclude<Extract<Reference, string>, 'territories' | 'actors'>;

const isOneFile = (reference: Reference | 'countries'): reference is FileReference =>
	typeof reference === 'string' && !['countries', 'territories', 'actors'].includes(reference);

/** What may be named. A register that has errors is left out: what names it is not checked. */
class DeclaredNames implements RegisterNames {
	readonly today: string;
	readonly #countries: ReadonlySet<string>;
	readonly #references: References;
	#lands: Readonly<Record<string, LandCells>> | undefined;

	constructor(references: References) {
		this.#references = references;
		this.today = references.today;
		this.#countries = references.territories('country');
	}

	readonly unknown = (reference: Reference | 'countries', name: string) => {
		if (isOneFile(reference)) {
			let said: string | undefined;
			this.#references.find(reference, name, (message) => (said = message));
			return said === undefined ? undefined : { message: said };
		}
		const [what, known] = this.#names(reference);
		if (!known || known.includes(name)) return undefined;
		return { message: unknownName(what, name, known) };
	};

	readonly place = (id: string) =>
		declaredEntries(this.#references, 'places')?.find((place) => place.id === id);

	readonly plane = (country: string): ReadonlyMap<string, readonly Ring[]> | undefined => {
		const { read } = this.#references;
		const lists = [...read.territories.declared.values()].filter(
			({ value }) => value.parent === country
		);
		const drawn = lists.flatMap(({ id }) => read.shapes.declared.get(id)?.value ?? []);
		const abstract = drawn.find(({ kilometres }) => kilometres === undefined);
		return abstract && territoryRings(publishedShapes(abstract));
	};

	readonly land = (country: string): LandCells | undefined => {
		const { declared } = this.#references.read.territories;
		this.#lands ??= landsOf([...declared.values()].map(({ value }) => value));
		return this.#lands[country];
	};

	#names(
		reference: Exclude<Reference | 'countries', FileReference>
	): [string, readonly string[] | undefined] {
		if (reference === 'actors') {
			const lists = [...this.#references.read.actors.declared.values()];
			return ['actor', lists.flatMap(({ value }) => value.map(({ id }) => id))];
		}
		if (reference === 'countries') return ['country', [...this.#countries]];
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
