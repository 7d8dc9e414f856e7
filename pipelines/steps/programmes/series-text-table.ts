import { DataError } from '#lib/errors.ts';
import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import { periodNumber } from '#lib/impact/evaluation/period-names.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import type { EvaluationNote } from '#lib/model/evaluation.ts';
import type { DesignOf, TimeScale } from '#lib/model/programme-design.ts';
import { type SeriesTable, seriesTableColumns } from '#lib/model/programme-series.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { NodeEngine } from '../../duckdb.ts';

/** A programme whose figures are series. */
export type ProgrammeOfSeries = Programme & {
	readonly series: SeriesTable;
	readonly design: DesignOf<'series'> | DesignOf<'panel'>;
};

export const isOfSeries = (programme: Programme): programme is ProgrammeOfSeries =>
	programme.series !== undefined &&
	(programme.design.kind === 'series' || programme.design.kind === 'panel');

export interface SeriesTextTable {
	readonly table: TextTable;
	/** What of the series is not used. */
	readonly notes: readonly EvaluationNote[];
}

interface Cell {
	readonly territory: string;
	readonly period: number;
	/** '' where the series has no value. */
	readonly text: string;
	readonly isPartial: boolean;
}

type Column = SeriesTable['columns'][number];

/**
 * The table that a programme is made from: a row for every territory and period that one of the series
 * speaks of. What a series does not state is a blank, and so is a value of a period that was not
 * complete. Periods that no series has stay out: nothing is filled in.
 * @throws DataError for a series with two values of one cell.
 */
export async function seriesTextTable(
	{ design, series }: ProgrammeOfSeries,
	engine: NodeEngine,
	/** Parquet file by id of the series. */
	files: ReadonlyMap<string, string>
): Promise<SeriesTextTable> {
	const cells = new Map<string, readonly Cell[]>();
	for (const column of series.columns)
		cells.set(column.column, await columnCells(column, engine, { design, series, files }));
	const all = [...cells.values()].flat();
	const partial = all.filter(({ isPartial }) => isPartial).length;
	const notes = partial > 0 ? [{ code: 'series-partial', values: { values: partial } }] : [];
	return { table: tableOf(series, design, cells), notes };
}

interface Reading {
	readonly design: ProgrammeOfSeries['design'];
	readonly series: SeriesTable;
	readonly files: ReadonlyMap<string, string>;
}

async function columnCells(
	{ series: id, categories, column }: Column,
	engine: NodeEngine,
	{ design, series, files }: Reading
): Promise<Cell[]> {
	const file = files.get(id);
	if (file === undefined) throw new DataError(`series not built: ${id}`);
	const conditions: Statement[] = [
		sql`territory IN ${valueList(series.territories)}`,
		...Object.entries(categories).map(([name, value]) => sql`${identifier(name)} = ${value}`)
	];
	const rows = await engine.query(sql`SELECT territory, period, value, status
		FROM read_parquet(${file}) WHERE ${joined(conditions, ' AND ')} ORDER BY territory, period`);
	const inWindow = (name: string) => name >= (series.from ?? '') && name <= (series.until ?? '~');
	const cells = rows
		.filter(({ period }) => inWindow(String(period)))
		.map(({ territory, period, value, status }): Cell => {
			const isPartial = status === 'partial';
			return {
				territory: String(territory),
				period: numberOf(design.time, String(period)),
				text: typeof value === 'number' && !isPartial ? String(value) : '',
				isPartial
			};
		});
	const keys = cells.map(({ territory, period }) => `${territory} ${period}`);
	const twice = keys.find((key, i) => keys.indexOf(key) !== i);
	if (twice !== undefined)
		throw new DataError(
			`series ${id}, column ${column}, two values of one territory and period: ${twice}`
		);
	return cells;
}

function numberOf(time: TimeScale, name: string): number {
	const number = periodNumber(time, name);
	if (number === undefined)
		throw new DataError(`not a period of this design by ${time.unit}: ${name}`);
	return number;
}

function tableOf(
	series: SeriesTable,
	design: ProgrammeOfSeries['design'],
	cells: ReadonlyMap<string, readonly Cell[]>
): TextTable {
	const all = [...cells.values()].flat();
	const rows = series.territories.flatMap((territory) => {
		const periods = all.filter((one) => one.territory === territory).map(({ period }) => period);
		return [...new Set(periods)].sort((a, b) => a - b).map((period) => ({ territory, period }));
	});
	const startOf = (territory: string) => {
		const start = series.starts[territory];
		return start === undefined ? 'never' : String(numberOf(design.time, start));
	};
	const measured = [...cells].map(([name, own]): [string, string[]] => {
		const texts = new Map(
			own.map(({ territory, period, text }) => [`${territory} ${period}`, text])
		);
		return [name, rows.map(({ territory, period }) => texts.get(`${territory} ${period}`) ?? '')];
	});
	const { territory, period, start } = seriesTableColumns;
	return {
		name: `series of ${series.file}`,
		size: rows.length,
		columns: new Map([
			[territory, rows.map((row) => row.territory)],
			[period, rows.map((row) => String(row.period))],
			...(design.kind === 'panel'
				? [[start, rows.map((row) => startOf(row.territory))] as [string, string[]]]
				: []),
			...measured
		])
	};
}
