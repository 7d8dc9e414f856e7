import type { BoardChange, BoardFigure, FigureWord } from '#lib/model/boards/board-page.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import { byEnd, isShown } from '#lib/model/gap-board.ts';

function wordOf(row: EstimateRow): FigureWord {
	if (row.suppressed || row.withheld === 'suppressed') return 'suppressed';
	if (row.estimate === null) return 'no-answer';
	return isShown(row) ? '' : 'not-reliable';
}

const nothing = {
	...{ estimate: null, standardError: null, lower: null, upper: null },
	...{ n: null, df: null }
};

/** A row of the table of estimates as a board has it: the number, or the word and no number at all. */
export function boardFigureOf(row: EstimateRow): BoardFigure {
	const word = wordOf(row);
	const { estimate, standard_error: standardError, lower, upper, n, df } = row;
	return {
		...{ survey: row.source, territory: row.territory, period: row.period, on: row.fieldwork_end },
		word,
		...(word === '' ? { estimate, standardError, lower, upper, n, df } : nothing),
		...{ level: row.level, precision: row.precision },
		break: row.break_before,
		synthetic: row.synthetic
	};
}

/** A row of the table of comparisons; without numbers where one of its two figures has only a word. */
export function boardChangeOf(row: ComparisonRow, figures: readonly BoardFigure[]): BoardChange {
	const hasNumbers = [row.of_source, row.against_source].every((survey) =>
		figures.some((one) => one.survey === survey && one.word === '')
	);
	const numbers =
		hasNumbers && !row.suppressed && row.withheld === ''
			? {
					...{ difference: row.difference, standardError: row.difference_se },
					...{ lower: row.difference_lower, upper: row.difference_upper },
					...{ df: row.df, pValue: row.p_value }
				}
			: {
					...{ difference: null, standardError: null, lower: null, upper: null },
					...{ df: null, pValue: null }
				};
	return {
		...{ of: row.of_source, against: row.against_source, overlap: row.overlap },
		...{ verdict: row.verdict, rule: row.verdict_rule, level: row.level },
		...numbers
	};
}

/** All waves of some surveys that have the indicator in a place, of all people, in time. */
export const boardWaves = (
	estimates: readonly EstimateRow[],
	{
		indicator,
		surveys,
		territory
	}: {
		readonly indicator: string;
		readonly surveys: ReadonlySet<string>;
		readonly territory: string;
	}
): BoardFigure[] =>
	estimates
		.filter(
			(row) =>
				row.indicator === indicator &&
				row.territory === territory &&
				row.by_1 === '' &&
				surveys.has(row.source)
		)
		.sort(byEnd)
		.map(boardFigureOf);

/** Of all people in one place, between two waves. */
export const isWaveChange = (row: ComparisonRow): boolean =>
	row.kind === 'waves' && row.by_1 === '' && row.concept === '';
