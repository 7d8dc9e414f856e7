import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { SurveyReport } from '#lib/model/survey-report.ts';
import type { Leak } from './audit-figures.ts';

/** How many people there may be behind a count of a report. */
interface Range {
	readonly least: number;
	readonly most: number;
}

/** People by answer, as they are. */
type TrueCounts = Readonly<Record<string, number>>;

type Shown = SurveyReport['units'][number]['concepts'][number]['counts'];

const rangeOf = (shown: Shown[string] | number, multiple: number): Range => {
	if (typeof shown !== 'number') return { least: 1, most: shown.below - 1 };
	const half = multiple / 2;
	return { least: Math.max(Math.ceil(shown - half), 0), most: Math.floor(shown + half) };
};

/** What follows for one count from all others and their sum. */
function impliedRange(own: Range, others: readonly Range[], total: Range): Range {
	const [least, most] = [
		others.reduce((sum, one) => sum + one.least, 0),
		others.reduce((sum, one) => sum + one.most, 0)
	];
	return {
		least: Math.max(own.least, total.least - most),
		most: Math.min(own.most, total.most - least)
	};
}

export interface AuditReportInput {
	readonly report: SurveyReport;
	readonly rules: DisclosureRules;
	/** By unit and concept. */
	readonly counts: (unit: string, concept: string) => TrueCounts;
}

/** Small counts of a report that follow from the others. */
export function auditReport({ report, rules, counts }: AuditReportInput): Leak[] {
	const { cases: multiple } = rules.rounding;
	const artefact = `report/${report.survey}.json`;
	return report.units.flatMap(({ unit, rows, concepts }) =>
		concepts.flatMap(({ concept, counts: shown }) => {
			const total = rangeOf(rows, multiple);
			const ranges = Object.entries(shown).map(
				([answer, one]) => [answer, rangeOf(one, multiple)] as const
			);
			const known = counts(unit, concept);
			return ranges
				.filter(([answer]) => (known[answer] ?? 0) > 0 && (known[answer] ?? 0) < rules.minCases)
				.filter(([answer, own]) => {
					const others = ranges.filter(([other]) => other !== answer).map(([, range]) => range);
					const { least, most } = impliedRange(own, others, total);
					return most - least < Math.max(rules.k, rules.width * (known[answer] ?? 0));
				})
				.map(([answer]): Leak => ({ artefact, kind: 'report', where: `${concept} ${answer}` }));
		})
	);
}
