import { sql } from '#lib/estimate/sql.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type SurveyReport, surveyReport } from '#lib/model/survey-report.ts';
import type { BuiltSurvey } from './build-survey.ts';
import type { Reject } from './rejects.ts';
import { openDuckDB } from '../duckdb.ts';
import { shownCount } from '../steps/protect.ts';

export interface ReportOptions {
	readonly release: string;
	/** Against the release before; null where there is none. */
	readonly changes: SurveyReport['changes'];
}

/** What a build did with the files of a survey: counts only, small ones hidden, no value and no line. */
export async function surveyReportOf(
	{ id, tier, synthetic }: Survey,
	{ units, files, rejects, checks, estimates }: BuiltSurvey,
	{ release, changes }: ReportOptions
): Promise<SurveyReport> {
	return surveyReport.parse({
		...{ survey: id, release, tier, synthetic },
		files: files.map(({ source, sha256, rows }) => ({
			...{ path: source, sha256, rows },
			rejected: shownCount(rejects.filter(({ file }) => file === source).length)
		})),
		rejects: byReason(rejects),
		units: units.map(({ table, harmonised }) => ({
			...{ unit: table.unit, rows: table.rows },
			concepts: harmonised.counts.map(({ concept, counts }) => ({
				concept,
				counts: Object.fromEntries(
					Object.entries(counts).map(([answer, count]) => [answer, shownCount(count)])
				)
			}))
		})),
		checks: checks.map(({ examples, ...shown }) => shown),
		estimates: await estimateCounts(estimates),
		changes
	});
}

function byReason(rejects: readonly Reject[]): SurveyReport['rejects'] {
	const groups = new Map<string, SurveyReport['rejects'][number] & { count: number }>();
	for (const { file, column, reason } of rejects) {
		const key = JSON.stringify([file, column, reason]);
		const group = groups.get(key) ?? { file, column, reason, count: 0 };
		groups.set(key, { ...group, count: group.count + 1 });
	}
	return [...groups.values()].map((group) => ({ ...group, count: shownCount(group.count) }));
}

async function estimateCounts(path: string): Promise<SurveyReport['estimates']> {
	const engine = await openDuckDB();
	try {
		const [row] = await engine.query(sql`SELECT count(*)::DOUBLE AS rows,
				count(*) FILTER (withheld <> '')::DOUBLE AS withheld,
				count(*) FILTER (suppressed)::DOUBLE AS suppressed
			FROM read_parquet(${path})`);
		return {
			rows: Number(row?.['rows']),
			withheld: Number(row?.['withheld']),
			suppressed: Number(row?.['suppressed'])
		};
	} finally {
		engine.close();
	}
}
