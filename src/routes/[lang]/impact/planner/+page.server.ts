import { detectableCurve } from '#lib/charts/detectable-curve.ts';
import { DomainError } from '#lib/errors.ts';
import { planAnswer } from '#lib/impact/planning/plan-answer.ts';
import { evaluationPlan, planChoices } from '#lib/model/evaluation-plan.ts';
import { drawnPicture } from '../../../drawn-chart.server.ts';
import { locales } from '#lib/model/locales.ts';
import type { EntryGenerator, PageServerLoad } from './$types';
import { curveOptions } from './words/curve.ts';

/** No page leads here yet. */
export const entries: EntryGenerator = () => locales.map((lang) => ({ lang }));

/** The plan that nobody changed, with its picture in the page. */
export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const plan = evaluationPlan(planChoices.parse({}));
	const answer = planAnswer(plan);
	if (answer.kind === 'refused') throw new DomainError(`the example is refused: ${plan.design}`);
	const options = curveOptions(plan, answer, locale);
	const draw = (width: number) => detectableCurve(answer.curve, { ...options, width });
	return { drawn: drawnPicture(draw, 760) };
};
