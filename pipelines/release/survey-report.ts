import { sql } from '#lib/estimate/sql.ts';
import type { CheckKind } from '#lib/model/survey-check.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type SurveyReport, surveyReport } from '#lib/model/survey-report.ts';
import type { BuiltSurvey } from './build-survey.ts';
import type { Reject } from './rejects.ts';
import { openDuckDB } from '../duckdb.ts';
import type { Withheld } from '../steps/protect/figures/protect-survey.ts';
import { type CountRule, roundedCount, shownCount } from '../steps/protect/figures/shown-count.ts';

export interface ReportOptions {
	readonly release: string;
	/** Against the release before; null where there is none. */
	readonly changes: SurveyReport['changes'];
	/** Of the figures as they are published. */
	readonly figures: string;
	readonly counts: CountRule;
	/** Of a survey whose figures are protected. */
	readonly withheld: Withheld | undefined;
}

/** What a build did with the files of a survey: counts only, small ones hidden, no value and no line. */
export async function surveyReportOf(
	survey: Survey,
	{ units, files, rejects, checks }: BuiltSurvey,
	{ release, changes, figures, counts: rule, withheld }: ReportOptions
): Promise<SurveyReport> {
	const { id, tier, synthetic } = survey;
	return surveyReport.parse({
		...{ survey: id, release, tier, synthetic },
		files: files.map(({ source, sha256, rows }) => ({
			...{ path: source, sha256, rows: roundedCount(rows, rule.multiple) },
			rejected: shownCount(rejects.filter(({ file }) => file === source).length, rule)
		})),
		rejects: byReason(rejects, rule),
		units: units.map(({ table, harmonised }) => ({
			...{ unit: table.unit, rows: roundedCount(table.rows, rule.multiple) },
			concepts: harmonised.counts.map(({ concept, counts }) => ({
				concept,
				counts: Object.fromEntries(
					Object.entries(counts).map(([answer, count]) => [answer, shownCount(count, rule)])
				)
			}))
		})),
		...rowRiskOf(survey, units),
		checks: checks.map(({ examples, ...shown }) => (withheld ? withoutCounts(shown) : shown)),
		estimates: await estimateCounts(figures),
		...(withheld && { protection: protectionOf(withheld) }),
		changes
	});
}

/** Of an open survey that declares how the people in its rows are protected. */
function rowRiskOf({ protection }: Survey, units: BuiltSurvey['units']) {
	const risks = units.flatMap(({ risk }) => risk ?? []);
	if (!protection || risks.length === 0) return {};
	const { maxUniqueShare = null, minorsSensitive } = protection;
	return { rowRisk: { maxUniqueShare, minorsSensitive, units: risks } };
}

function byReason(rejects: readonly Reject[], rule: CountRule): SurveyReport['rejects'] {
	const groups = new Map<string, SurveyReport['rejects'][number] & { count: number }>();
	for (const { file, column, reason } of rejects) {
		const key = JSON.stringify([file, column, reason]);
		const group = groups.get(key) ?? { file, column, reason, count: 0 };
		groups.set(key, { ...group, count: group.count + 1 });
	}
	return [...groups.values()].map((group) => ({ ...group, count: shownCount(group.count, rule) }));
}

/** Checks of rows count people; of a survey that is protected only their outcome is told. */
const countingKinds: readonly CheckKind[] = ['rows', 'codes', 'number', 'unique'];

const withoutCounts = (outcome: SurveyReport['checks'][number]) =>
	countingKinds.includes(outcome.kind) && outcome.found !== '0'
		? { ...outcome, found: '' }
		: outcome;

const protectionOf = ({ figures, byReason: reasons, lost, bound }: Withheld) => ({
	figures,
	withheld: Object.entries(reasons).map(([reason, count]) => ({ reason, figures: count })),
	atMostAboveLeast: bound > 0 ? lost / bound - 1 : null
});

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
