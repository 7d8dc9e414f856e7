import { csvLines } from '#lib/export/tables/csv-lines.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { ExclusionFigures, ExclusionSeries } from '#lib/model/exclusion-page.ts';
import { csvAddress } from '../../../impact/words/picture-csv.ts';
import type { FactorChange } from './change-view.ts';
import type { Factor } from './exclusion-words.ts';

/** A file that is its own address. */
export interface TableFile {
	readonly name: string;
	readonly address: string;
}

type Line = Readonly<Record<string, string | number | null>>;

function file(name: string, rows: readonly Line[]): TableFile {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const lines = rows.map((row) => columns.map((column) => row[column] ?? null));
	return { name, address: csvAddress(`\ufeff${csvLines([columns, ...lines])}`) };
}

/** What a row of the release says, under its names there. */
const published = (row: EstimateRow): Line => ({
	...{ source: row.source, territory: row.territory, period: row.period, indicator: row.indicator },
	...{ by: row.by_1, category: row.category_1 },
	...{ estimate: row.estimate, standard_error: row.standard_error, level: row.level },
	...{ lower: row.lower, upper: row.upper, interval: row.interval, n: row.n },
	...{ left_out: row.unsure_share, quality: row.quality, quality_reasons: row.quality_reasons },
	...{ withheld: row.withheld, synthetic: String(row.synthetic), release: row.vintage }
});

const lines = (about: Line, { waves, groups }: ExclusionFigures): Line[] =>
	[...waves, ...groups].map((row) => ({ ...about, ...published(row) }));

/** Every cell of the matrix, and a line for each factor that no survey asks for. */
export function matrixFile(series: ExclusionSeries, factors: readonly Factor[]): TableFile {
	const rows = factors.flatMap(({ id: factor, environment }): Line[] => {
		const own = series.factors.find((one) => one.factor === factor);
		const about = { environment, factor };
		return own ? lines(about, own) : [{ ...about, withheld: 'not-asked-by-any-survey' }];
	});
	return file(`${series.series}-factors.csv`, rows);
}

export const countFile = (series: ExclusionSeries): TableFile =>
	file(
		`${series.series}-number-of-factors.csv`,
		series.counts.flatMap((one) => lines({ number_of_factors: one.category }, one))
	);

export const overlapFile = (series: ExclusionSeries): TableFile =>
	file(`${series.series}-environments.csv`, [
		...series.sets.flatMap((one) => lines({ set: 'any', environments: one.environment }, one)),
		...series.combinations.flatMap((one) =>
			lines({ set: 'only', environments: one.environments.join(' ') || 'another' }, one)
		)
	]);

export const changeFile = (series: ExclusionSeries, changes: readonly FactorChange[]): TableFile =>
	file(
		`${series.series}-change.csv`,
		changes.map(({ environment, indicator, change, adjusted }) => ({
			...{ environment, indicator, of: change.of_source, against: change.against_source },
			...{ difference: change.difference, standard_error: change.difference_se },
			...{ lower: change.difference_lower, upper: change.difference_upper, level: change.level },
			...{ df: change.df, p_value: change.p_value, p_holm: adjusted, samples: change.overlap },
			...{ verdict: change.verdict, verdict_rule: change.verdict_rule, withheld: change.withheld },
			...{ synthetic: String(change.synthetic), release: change.vintage }
		}))
	);
