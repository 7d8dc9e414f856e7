import type { EvaluationPicture } from '#lib/model/evaluation-pictures.ts';
import { finite } from './effects.ts';
import {
	type Corner,
	type SurveyCells,
	type SurveyPlan,
	cellContrast,
	didCorners,
	jointTest
} from './survey-cells.ts';

/** Means of both groups in every wave; waves are numbered from 1. */
export function surveyTrends(cells: SurveyCells, plan: SurveyPlan): EvaluationPicture {
	const waves = [...plan.before, ...plan.after];
	const start = plan.before.length + 1;
	const line = (group: 'treated' | 'comparison') => ({
		group,
		start: group === 'treated' ? start : null,
		units: plan[group].length,
		points: waves.map((survey, i) => {
			const corner: Corner = { territories: plan[group], surveys: [survey], sign: 1 };
			const { estimate, test } = cellContrast(cells, [corner]);
			const { lower, upper } = { ...test?.interval };
			return { period: i + 1, mean: estimate, lower: finite(lower), upper: finite(upper) };
		})
	});
	return {
		kind: 'trends',
		periods: waves.map((_, i) => i + 1),
		lines: [line('treated'), line('comparison')],
		starts: [start]
	};
}

/** Every wave against the last one before; leads are tested together. */
export function surveyStudy(cells: SurveyCells, plan: SurveyPlan): EvaluationPicture {
	const { before, after, treated, comparison } = plan;
	const base = before.slice(-1);
	const waves = [...before, ...after];
	const cornersOf = (survey: string) => didCorners({ ...plan, before: base, after: [survey] });
	const leads = before.slice(0, -1).map(cornersOf);
	return {
		kind: 'event-study',
		...{ base: 'universal', reference: -1, estimator: 'two-way', critical: null },
		points: waves.map((survey, i) => {
			const event = i - before.length;
			const told = {
				...{ event, units: treated.length + comparison.length, bandLower: null, bandUpper: null }
			};
			if (event === -1)
				return {
					...{ ...told, estimate: 0, standardError: null, lower: null, upper: null },
					reference: true
				};
			const { estimate, standardError, test } = cellContrast(cells, cornersOf(survey));
			const { lower, upper } = { ...test?.interval };
			return {
				...{ ...told, estimate, standardError, reference: false },
				...{ lower: finite(lower), upper: finite(upper) }
			};
		}),
		preTest:
			leads.length > 0
				? { kind: 'test', ...jointTest(cells, leads), df2: null, unreliable: false }
				: { kind: 'none', reason: 'one-period-before' }
	};
}
