import { z } from 'zod';
import type { Followed } from '#lib/impact/survival/followed.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type EvaluationTable, syntheticAnswers, syntheticTable } from './evaluation.ts';

const number = z.number();
const numbers = z.array(number);

const answers = z.object({
	recidivism: z.object({
		km: z.array(
			z.object({
				stratum: z.string(),
				t: number,
				at_risk: number,
				surv: number,
				se: number,
				lo_loglog: number,
				hi_loglog: number
			})
		),
		logrank: z.object({ chisq: number, obs: numbers, exp: numbers }),
		cox: z.object({ coef: z.record(z.string(), number), se: numbers, loglik: numbers }),
		cox_cluster_site: z.object({ coef: number, robust_se: number, naive_se: number }),
		rmst78: z.object({ rmean: numbers, se: numbers }),
		cif: z.array(
			z.object({
				stratum: z.string(),
				t: number,
				rearrest: number,
				death: number,
				se_rearrest: number
			})
		),
		counts: z.array(numbers)
	})
});

/** The people of a table: when their observation ended and why. */
export const followedOf = (table: EvaluationTable, time: string, event: string): Followed => ({
	time: table.numbers(time),
	event: Int32Array.from(table.numbers(event))
});

/** The simulated court programme: the outcome alone, both events, the arms and what R says. */
export function syntheticAnswered(): {
	table: EvaluationTable;
	people: Followed;
	competing: Followed;
	arms: Factor;
	answers: z.infer<typeof answers>;
} {
	const table = syntheticTable('synth-recidivism');
	const competing = followedOf(table, 'week', 'event');
	const event = competing.event.map((what) => (what === 1 ? 1 : 0));
	return {
		table,
		competing,
		people: { time: competing.time, event },
		arms: table.factor('alternative'),
		answers: syntheticAnswers(answers)
	};
}
