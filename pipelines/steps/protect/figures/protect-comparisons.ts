import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import type { Leak } from './audit-figures.ts';
import { rowFigure } from './cell-key.ts';
import { publishedComparison, suppressedComparison } from './published-row.ts';

/** A survey whose figures are protected. */
export interface ProtectedSource {
	readonly id: string;
	readonly country: string;
	readonly rules: DisclosureRules;
	/** Its figures as they are published. */
	readonly rows: readonly EstimateRow[];
}

type Side = 'of' | 'against';

/** Which figure of its source one side of a comparison is. */
function sideKey(row: ComparisonRow, side: Side, countries: Record<Side, string>): string {
	const isWhole = row.territory === '' || row.territory === countries.of;
	const group = { by_1: row.concept, category_1: row[`${side}_category`] } as const;
	const cell = row.kind === 'groups' ? group : { by_1: row.by_1, category_1: row.category_1 };
	const territory = isWhole ? countries[side] : row.territory;
	return rowFigure({ ...row, ...cell, territory, by_2: '', category_2: '' }, countries[side]);
}

/** By source: the figures that are published with a number. */
function shownFigures(sources: readonly ProtectedSource[]): ReadonlyMap<string, Set<string>> {
	return new Map(
		sources.map(({ id, country, rows }) => [
			id,
			new Set(
				rows.filter(({ estimate }) => estimate !== null).map((row) => rowFigure(row, country))
			)
		])
	);
}

/** The country of every source, also of those that are not protected. */
type Countries = ReadonlyMap<string, string>;

/** A figure of a part of the people is none of those that were protected. */
const isCut = (row: ComparisonRow) => row.common_ages !== '' || row.common_area !== '';

/** The sides of a comparison whose figures are protected and not shown. */
function hiddenSides(
	row: ComparisonRow,
	shown: ReadonlyMap<string, Set<string>>,
	countries: Countries
): Side[] {
	const at = {
		of: countries.get(row.of_source) ?? '',
		against: countries.get(row.against_source) ?? ''
	};
	return (['of', 'against'] as const).filter((side) => {
		const own = shown.get(row[`${side}_source`]);
		return own !== undefined && (isCut(row) || !own.has(sideKey(row, side, at)));
	});
}

/** Comparisons as they may be published: none where a figure is withheld that it would give away. */
export function protectComparisons(
	rows: readonly ComparisonRow[],
	sources: readonly ProtectedSource[],
	countries: Countries
): ComparisonRow[] {
	const shown = shownFigures(sources);
	const rulesOf = new Map(sources.map(({ id, rules }) => [id, rules]));
	return rows.map((row) => {
		const rules = rulesOf.get(row.of_source) ?? rulesOf.get(row.against_source);
		if (!rules || row.difference === null) return row;
		return hiddenSides(row, shown, countries).length > 0
			? suppressedComparison(row)
			: publishedComparison(row, rules);
	});
}

/** Comparisons that are shown although a figure of theirs is not: with the other, it follows. */
export const leakedComparisons = (
	rows: readonly ComparisonRow[],
	sources: readonly ProtectedSource[],
	countries: Countries
): Leak[] => {
	const shown = shownFigures(sources);
	return rows
		.filter(({ difference, ratio }) => difference !== null || ratio !== null)
		.filter((row) => hiddenSides(row, shown, countries).length > 0)
		.map((row) => ({
			artefact: 'comparisons.parquet',
			kind: 'comparison',
			where: [row.of_source, row.indicator, row.territory, row.of_category, row.category_1].join(
				' '
			)
		}));
};
