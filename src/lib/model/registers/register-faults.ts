import type { Path, ProblemReason } from '../problems.ts';
import type { LandCells } from '../land-cells.ts';
import { type TerritoryPlane, coordinateFaults } from './coordinate-faults.ts';
import { type Reference, type RegisterFile, registerReferences } from './registers.ts';

/** What is wrong with an entry beside its schema: it names what nothing is called. */
export interface RegisterFault {
	readonly path: Path;
	readonly message: string;
	readonly reason: ProblemReason;
	readonly meant?: string | undefined;
}

/** Everything that entries may name. */
export interface RegisterNames {
	/** The day of the check: nothing was checked after it. */
	readonly today: string;
	/** Why nothing is called so; undefined where something is, or where nobody can tell. */
	readonly unknown: (
		reference: Reference | 'countries',
		name: string
	) => Pick<RegisterFault, 'message' | 'meant'> | undefined;
	/** Where a place of the register of places lies. */
	readonly place: (
		id: string
	) => { readonly country: string; readonly territory?: string | undefined } | undefined;
	readonly plane: (country: string) => TerritoryPlane | undefined;
	readonly land: (country: string) => LandCells | undefined;
}

const places: Reference = { register: 'places' };

/** That a register names only what there is: countries, places, codes, other entries, programmes. */
export function registerFaults(file: RegisterFile, names: RegisterNames): RegisterFault[] {
	const named: Readonly<Partial<Record<string, Reference>>> = {
		...registerReferences[file.id],
		place: places
	};
	const own = new Set(file.entries.map(({ id }) => id));
	return file.entries.flatMap((entry, i) => {
		const at = (field: string, ...more: Path): Path => ['entries', i, field, ...more];
		const unknown = (reference: Reference | 'countries', name: string, path: Path) => {
			if (typeof reference === 'object' && 'register' in reference)
				if (reference.register === file.id && own.has(name)) return [];
			const found = names.unknown(reference, name);
			return found ? [{ path, reason: 'unknown' as const, ...found }] : [];
		};
		return [
			...(entry.country === undefined ? [] : unknown('countries', entry.country, at('country'))),
			...checkedTooLate(entry, names.today, at('lastChecked')),
			...Object.entries(named).flatMap(([field, reference]) =>
				namesIn(entry, field).flatMap(([path, name]) =>
					reference ? unknown(reference, name, at(field, ...path)) : []
				)
			),
			...locationFaults(entry, names).map((fault) => ({ ...fault, path: at(fault.path[0]) }))
		];
	});
}

function checkedTooLate(
	{ lastChecked }: { readonly lastChecked: string },
	today: string,
	path: Path
): RegisterFault[] {
	const message = `a day that has not come yet: ${lastChecked}`;
	return lastChecked > today ? [{ path, message, reason: 'order' }] : [];
}

/** Of entries that have coordinates and name their place. */
function locationFaults(
	entry: object,
	names: RegisterNames
): (RegisterFault & { readonly path: readonly [string] })[] {
	const { longitude, latitude, place } = entry as Readonly<Record<string, unknown>>;
	const lies = typeof place === 'string' ? names.place(place) : undefined;
	if (!lies || typeof longitude !== 'number' || typeof latitude !== 'number') return [];
	const [plane, land] = [names.plane(lies.country), names.land(lies.country)];
	return coordinateFaults({ longitude, latitude }, { ...lies, plane, land }).map(
		([path, message, reason = 'place']) => ({ path: [String(path[0])] as const, message, reason })
	);
}

/** What a field names, and where: a list names one a place. */
function namesIn(entry: object, field: string): [Path, string][] {
	const value = (entry as Readonly<Record<string, unknown>>)[field];
	if (typeof value === 'string') return [[[], value]];
	return Array.isArray(value) ? value.map((name, i): [Path, string] => [[i], String(name)]) : [];
}
