import { sql } from '#lib/estimate/sql.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import { type EntryOf, entriesOf } from '#lib/model/registers/registers.ts';
import { sharedMonths, tourismFigures } from '#lib/model/registers/tourism-register.ts';
import type { SeriesOutcome } from './build-series.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { openDuckDB } from '../duckdb.ts';
import { ownArtefact } from './release-files.ts';

type Engine = Awaited<ReturnType<typeof openDuckDB>>;

/** Both series of every entry of the register of tourism; an entry whose series are not open has none. */
export async function tourismPage(
	{ registers }: Pick<Declarations, 'registers'>,
	outcomes: readonly SeriesOutcome[],
	folder: string
): Promise<Artefact[]> {
	const entries = entriesOf(registers, 'tourism');
	if (entries.length === 0) return [];
	const engine = await openDuckDB();
	try {
		const found = [];
		for (const entry of entries) found.push(...(await figuresOf(entry, outcomes, engine)));
		const named = { path: 'pages/registers/tourism-figures.json', kind: 'page' } as const;
		return [ownArtefact(folder, named, tourismFigures.parse(found))];
	} finally {
		engine.close();
	}
}

async function figuresOf(
	{ id, territory, arrivals, local }: EntryOf<'tourism'>,
	outcomes: readonly SeriesOutcome[],
	engine: Engine
) {
	const months = async (series: string) => {
		const one = outcomes.find((outcome) => outcome.series.id === series);
		if (one?.parquet === undefined || one.series.tier !== 'open') return undefined;
		const rows = await engine.query(sql`SELECT period, value::DOUBLE AS value
			FROM read_parquet(${one.parquet})
			WHERE territory = ${territory} AND status IN ('final', 'provisional') ORDER BY period`);
		return rows.map((row) => ({
			period: String(row['period']),
			value: row['value'] === null ? null : Number(row['value'])
		}));
	};
	const [own, other] = [await months(arrivals), await months(local)];
	return own && other ? [{ id, territory, ...sharedMonths(own, other) }] : [];
}
