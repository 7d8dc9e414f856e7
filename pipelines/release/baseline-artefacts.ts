import { join } from 'node:path';
import { sql } from '#lib/estimate/sql.ts';
import type { Baseline, FrozenFigure } from '#lib/model/baseline.ts';
import { type BaselineTable, baselineTable } from '#lib/model/baseline-table.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Outcome } from './build-survey.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { type NodeEngine, openDuckDB } from '../duckdb.ts';
import { ownArtefact } from './release-files.ts';

type FrozenEstimate = Extract<FrozenFigure, { kind: 'estimate' }>;
type Now = BaselineTable[number]['now'];

/** The baselines of surveys that the release has, each beside the figure of this release. */
export async function baselineArtefacts(
	{ baselines, release }: Declarations,
	outcomes: readonly Outcome[],
	folder: string
): Promise<Artefact[]> {
	const shown = baselines.filter(({ frozen }) => isOf(frozen, outcomes));
	if (shown.length === 0) return [];
	const engine = await openDuckDB();
	try {
		const estimates = join(folder, 'estimates.parquet');
		const rows: BaselineTable = [];
		for (const baseline of shown)
			rows.push({ baseline, now: await figureNow(engine, estimates, baseline, release.id) });
		const path = 'baselines.json';
		const tier = shown.some((one) => tierOf(one, outcomes) !== 'open') ? 'protected' : 'open';
		const artefact = ownArtefact(folder, { path, kind: 'baselines' }, baselineTable.parse(rows));
		return [{ ...artefact, tier, rows: rows.length }];
	} finally {
		engine.close();
	}
}

/** Published figures stand by themselves; an estimate needs its survey. */
const isOf = (frozen: FrozenFigure, outcomes: readonly Outcome[]) =>
	frozen.kind === 'published' ||
	outcomes.some(({ declared: { survey } }) => survey.id === frozen.survey);

const tierOf = ({ frozen }: Baseline, outcomes: readonly Outcome[]) =>
	frozen.kind === 'published'
		? 'open'
		: outcomes.find(({ declared }) => declared.survey.id === frozen.survey)?.declared.survey.tier;

async function figureNow(
	engine: NodeEngine,
	estimates: string,
	{ frozen }: Baseline,
	release: string
): Promise<Now> {
	if (frozen.kind === 'published') return null;
	const [row] = await engine.query(sql`SELECT estimate, standard_error, n, lower, upper
		FROM read_parquet(${estimates}) WHERE ${conditionsOf(frozen)} AND estimate IS NOT NULL`);
	if (!row) return null;
	const number = (name: string) => (typeof row[name] === 'number' ? row[name] : null);
	const estimate = Number(row['estimate']);
	const standardError = number('standard_error');
	return {
		...{ release, estimate, standardError },
		...{ n: number('n'), lower: number('lower'), upper: number('upper') },
		unchanged: isSame(estimate, frozen.estimate) && isSame(standardError, frozen.standardError)
	};
}

/** Rows in another order, as other codes of strata put them, move the last bits of a sum. */
const lastBits = 1e-12;

const isSame = (now: number | null, then: number | null) =>
	now === then ||
	(now !== null && then !== null && Math.abs(now - then) <= lastBits * Math.abs(then));

function conditionsOf(frozen: FrozenEstimate) {
	const { indicator, survey, territory, period, weight, level, unsure, group = {} } = frozen;
	const [[first, one] = ['', ''], [second, two] = ['', '']] = Object.entries(group);
	return sql`indicator = ${indicator} AND source = ${survey} AND territory = ${territory}
		AND period = ${period} AND weight = ${weight} AND level = ${level} AND unsure = ${unsure}
		AND ((by_1 = ${first} AND category_1 = ${one} AND by_2 = ${second} AND category_2 = ${two})
			OR (by_1 = ${second} AND category_1 = ${two} AND by_2 = ${first} AND category_2 = ${one}))`;
}
