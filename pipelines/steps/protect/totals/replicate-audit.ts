import { DataError } from '#lib/errors.ts';
import type { FigureKey } from '#lib/model/replicate-row.ts';
import type { ConceptGroups, Supports } from './concept-groups.ts';
import { derivedGroups } from './derived-groups.ts';
import type { UnitSecrecy } from './unit-secrecy.ts';

/** A figure whose replicate totals are published. */
export interface AuditedFigure {
	readonly key: FigureKey;
	/** The category of every concept of its breakdown, the territory included. */
	readonly at: Readonly<Record<string, string>>;
	readonly supports: Supports;
}

/** A total from which something of one sampling unit follows. */
export interface Leak {
	/** The figures whose totals tell it. */
	readonly from: readonly AuditedFigure[];
	/** members, having or lacking: the total that tells it. */
	readonly side: keyof Supports;
	/** Units that the total is about, and how many numbers are published of it. */
	readonly units: number;
	readonly equations: number;
}

const sides = ['members', 'having', 'lacking'] as const;

/**
 * Figures whose own totals tell of a unit. A unit with a single member tells of that person, and is
 * a unit like any other here. Figures that are sums of others need no more: their equations are sums
 * of the others' equations, because all figures have the same replicates.
 */
export function figureLeaks(figures: readonly AuditedFigure[], secrecy: UnitSecrecy): Leak[] {
	return figures.flatMap((figure) => leaksOf([figure], figure.supports, secrecy).slice(0, 1));
}

/** Figures that share people and treatment of answers, so that they add up. */
export interface LinkedFigures<Figure extends AuditedFigure = AuditedFigure> {
	readonly figures: readonly Figure[];
	/** Concepts whose categories are territories. */
	readonly territories: readonly string[];
	/** The people of these figures in the groups of some concepts. */
	readonly groups: (concepts: readonly string[]) => ConceptGroups;
}

/**
 * Groups that nobody published but that follow from figures of an indicator by adding and
 * subtracting, and are so small that their totals tell of a unit: the rest of a total, or the people
 * between two breakdowns. Looked for among a territory and two breakdowns at a time.
 */
export function groupLeaks(linked: LinkedFigures, secrecy: UnitSecrecy): Leak[] {
	return conceptSets(linked).flatMap((concepts) =>
		leaksAmong(linked.figures, linked.groups(concepts), secrecy)
	);
}

/** Everything that some linked figures tell, alone and together, of single sampling units. */
export const linkedLeaks = (linked: LinkedFigures, secrecy: UnitSecrecy): Leak[] => [
	...figureLeaks(linked.figures, secrecy),
	...groupLeaks(linked, secrecy)
];

function leaksAmong(
	figures: readonly AuditedFigure[],
	groups: ConceptGroups,
	secrecy: UnitSecrecy
): Leak[] {
	const own = figures.filter(({ at }) => Object.keys(at).every((one) => groups.has(one)));
	const atoms = own.map(({ at }) => groups.atomsIn(at));
	return derivedGroups(atoms, groups.sizes).flatMap(({ from, atoms }) => {
		if (from.length < 2) return [];
		const supports = groups.supportsOf(atoms);
		const told = from.map((k) => own[k]!);
		return leaksOf(told, supports, secrecy).slice(0, 1);
	});
}

/** From twice as many units as equations on, what is derived is not looked at unit by unit. */
const manyUnits = 2;

function leaksOf(
	from: readonly AuditedFigure[],
	supports: Supports,
	{ equations, isOpen }: UnitSecrecy
): Leak[] {
	const isLarge = (units: Int32Array) => from.length > 1 && units.length >= manyUnits * equations;
	return sides
		.filter((side) => !isLarge(supports[side]) && !isOpen(supports[side]))
		.map((side) => ({ from, side, units: supports[side].length, equations }));
}

/** Every two breakdowns, with every territory. */
function conceptSets({ figures, territories }: LinkedFigures) {
	const used = [...new Set(figures.flatMap(({ at }) => Object.keys(at)))].sort();
	const breakdowns = used.filter((one) => !territories.includes(one));
	const pairs = breakdowns.flatMap((a, i) => breakdowns.slice(i + 1).map((b) => [a, b]));
	const sets = pairs.length > 0 ? pairs : [breakdowns];
	const places = used.filter((one) => territories.includes(one));
	return places.length > 0 ? places.flatMap((place) => sets.map((set) => [place, ...set])) : sets;
}

/**
 * @throws DataError naming the first figures whose totals tell of a sampling unit.
 */
export function expectNothingTold(leaks: readonly Leak[]): void {
	const [first] = leaks;
	if (!first) return;
	const { from, side, units, equations } = first;
	const names = from.map(({ key }) => Object.values(key).filter(Boolean).join(' ')).join('; ');
	throw new DataError(
		`replicate totals tell of single sampling units (${leaks.length} times), ${equations} numbers about ${units} units (${side}): ${names}`
	);
}
