import { DomainError } from '#lib/errors.ts';
import type { Series } from './series.ts';
import type { SeriesStatus } from './series-origin.ts';

/** One row of a finished series; `value` is null where there is none, which is never zero. */
export interface SeriesRow {
	readonly territory: string;
	readonly period: string;
	readonly categories: Readonly<Record<string, string>>;
	readonly value: number | null;
	readonly status: SeriesStatus;
}

/** The cells to be added: each territory in each period and each combination of categories. */
export interface SeriesCells {
	readonly territories: readonly string[];
	readonly periods: readonly string[];
	readonly categories?: Readonly<Record<string, readonly string[]>>;
}

export type NoTotal =
	/** Rates, shares, indices and prices cannot be added. */
	| 'not-additive'
	/** A category or territory beside another that holds it. */
	| 'mixed-levels'
	/** Categories that count one thing more than once. */
	| 'overlapping'
	/** Periods counted in two ways. */
	| 'across-break'
	| 'missing'
	| 'partial-period';

export type SeriesTotal =
	| { readonly kind: 'total'; readonly value: number }
	| {
			readonly kind: 'withheld';
			readonly reason: NoTotal;
			/** Periods, territories and categories, as in `mx-agu 2019 retail-dealing`. */
			readonly places: readonly string[];
	  };

type Additive = Pick<Series, 'value' | 'hierarchies' | 'recording' | 'dimensions'>;
type Hierarchy = Series['hierarchies'][number];

/**
 * The sum of the cells asked for, all of which have to be there. Withheld, with the reason, where
 * it would count something twice, leave something out or add what was counted in different ways.
 */
export function seriesTotal(
	series: Additive,
	rows: readonly SeriesRow[],
	cells: SeriesCells
): SeriesTotal {
	if (!additive.includes(series.value.kind)) return withheld('not-additive', [series.value.kind]);
	const refused = mixedLevels(series, cells) ?? acrossBreak(series, cells);
	if (refused) return refused;
	const byKey = new Map(rowsNear(rows, cells).map((row) => [rowKey(series, row), row]));
	const asked = askedKeys(series, cells).map((key) => [key, byKey.get(key)] as const);
	const missing = asked.filter(([, row]) => (row?.value ?? null) === null);
	if (missing.length > 0) return withheld('missing', missing.map(placeOf));
	const partial = asked.filter(([, row]) => row?.status === 'partial');
	if (partial.length > 0) return withheld('partial-period', partial.map(placeOf));
	return { kind: 'total', value: asked.reduce((sum, [, row]) => sum + (row?.value ?? 0), 0) };
}

const additive: readonly string[] = ['count', 'quantity'];

const withheld = (reason: NoTotal, places: readonly string[]): SeriesTotal => ({
	kind: 'withheld',
	reason,
	places
});

/** A series may have millions of rows, of which a total needs few. */
function rowsNear(rows: readonly SeriesRow[], cells: SeriesCells): SeriesRow[] {
	const territories = new Set(cells.territories);
	const periods = new Set(cells.periods);
	return rows.filter((row) => territories.has(row.territory) && periods.has(row.period));
}

const placeOf = ([key]: readonly [string, unknown]) => key;

const rowKey = ({ dimensions }: Additive, { territory, period, categories }: SeriesRow) =>
	[territory, period, ...dimensions.map(({ id }) => categories[id] ?? '')].join(' ');

function askedKeys({ dimensions }: Additive, cells: SeriesCells): string[] {
	const parts = [
		cells.territories,
		cells.periods,
		...dimensions.map(({ id }) => cells.categories?.[id] ?? [])
	].map((ids) => [...new Set(ids)]);
	if (parts.some((ids) => ids.length === 0))
		throw new DomainError('a total of no cells: name territories, periods and all categories');
	return parts
		.reduce<string[][]>((keys, ids) => keys.flatMap((key) => ids.map((id) => [...key, id])), [[]])
		.map((key) => key.join(' '));
}

function mixedLevels({ hierarchies }: Additive, cells: SeriesCells): SeriesTotal | undefined {
	for (const { dimension, parent, children, sum } of hierarchies) {
		const asked =
			dimension === 'territory' ? cells.territories : (cells.categories?.[dimension] ?? []);
		const held = heldBy({ dimension, parent }, hierarchies).filter((id) => asked.includes(id));
		if (asked.includes(parent) && held.length > 0)
			return withheld('mixed-levels', [parent, ...held]);
		const siblings = children.filter((child) => asked.includes(child));
		if (sum === 'overlapping' && siblings.length > 1) return withheld('overlapping', siblings);
	}
	return undefined;
}

/** Children, their children, and so on; what was met before is not followed again. */
function heldBy(
	{ dimension, parent }: Pick<Hierarchy, 'dimension' | 'parent'>,
	hierarchies: readonly Hierarchy[],
	met: readonly string[] = []
): string[] {
	return hierarchies
		.filter((one) => one.dimension === dimension && one.parent === parent)
		.flatMap(({ children }) => children)
		.filter((child) => !met.includes(child) && child !== parent)
		.flatMap((child) => [
			child,
			...heldBy({ dimension, parent: child }, hierarchies, [...met, parent])
		]);
}

function acrossBreak({ recording }: Additive, { periods }: SeriesCells): SeriesTotal | undefined {
	const sorted = [...periods].sort();
	const first = sorted[0] ?? '';
	const last = sorted.at(-1) ?? '';
	const broken = recording.breaks.find(({ period }) => first < period && period <= last);
	return broken && withheld('across-break', [broken.period]);
}
