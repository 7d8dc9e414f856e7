import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';

/** A number of a row that looks like chance: the same in every run. */
const drawn = (seed: number, below: number) => sql`(hash(i, ${seed}) % ${below})`;

const texts = ['si', 'no', '', 'no sabe', 'Región Metropolitana', 'ñandú'];
const digits = [2, 5, 10, 100, 1000, 90, 7, 3, 13, 50, 9999, 12];

/** Forty columns: a number of the row, integers, decimals, codes, texts, some of them quoted. */
const columns: readonly Statement[] = [
	sql`i AS id`,
	...digits.map((below, i) => sql`${drawn(i, below)} AS ${identifier(`n${i}`)}`),
	...Array.from(
		{ length: 8 },
		(_, i) =>
			sql`printf(${`%.${(i % 4) + 1}f`}, ${drawn(100 + i, 1_000_000)} / 1000.0) AS ${identifier(`d${i}`)}`
	),
	...Array.from(
		{ length: 10 },
		(_, i) => sql`printf('%02d', ${drawn(200 + i, 32)}) AS ${identifier(`c${i}`)}`
	),
	...Array.from({ length: 6 }, (_, i) => {
		const list = joined(
			texts.map((text) => sql`${text}`),
			', '
		);
		const position = sql`${drawn(300 + i, texts.length)}::INTEGER + 1`;
		return sql`list_value(${list})[${position}] AS ${identifier(`t${i}`)}`;
	}),
	...Array.from(
		{ length: 3 },
		(_, i) =>
			sql`CASE WHEN ${drawn(400 + i, 4)} = 0 THEN 'otra, "cual"' ELSE 'x' END AS ${identifier(`q${i}`)}`
	)
];

/** Writes a CSV of 40 columns, about 190 bytes a row. */
export async function writeGeneratedCsv(path: string, rows: number): Promise<void> {
	const engine = await openDuckDB({ threads: 2, memoryLimit: '2GB' });
	try {
		await engine.execute(sql`COPY (SELECT ${joined(columns, ', ')} FROM range(${rows}) AS t(i))
			TO ${path} (FORMAT csv, HEADER)`);
	} finally {
		engine.close();
	}
}
