import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { type DesignMatrix, designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { concordance } from '../survival/concordance.ts';
import { type CoxModel, coxModel } from '../survival/cox.ts';
import { cumulativeIncidence, incidenceAt } from '../survival/cumulative-incidence.ts';
import { eventWindows } from '../survival/event-windows.ts';
import { grayTest } from '../survival/gray-test.ts';
import { proportionalityTests } from '../survival/proportionality-test.ts';
import type { Found } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { named } from './named-estimates.ts';
import { armsOf, followedOf, inArm } from './survival-answers.ts';

/** Proportional hazards, and whether they are proportional. */
export function coxAnswer(request: ImpactRequestOf<'cox'>, rows: ImpactRows): Found {
	const people = followedOf(request, rows);
	const { covariates, strata, weight, cluster, ties, level } = request;
	const columns = designMatrix(rows.terms(covariates), rows.size, { intercept: false });
	const model = coxModel(people, columns, {
		...{ ties, level },
		...(strata !== undefined && { strata: rows.factor(strata) }),
		...(weight !== undefined && { weights: rows.numbers(weight) }),
		...(cluster !== undefined && { clusters: rows.factor(cluster) })
	});
	const { n, events, clusters, strata: parts, variance, covariance, iterations } = model;
	const { logLikelihood, likelihoodRatio, wald, score, warnings } = model;
	return {
		warnings,
		result: {
			// Limits of the logarithm of the ratio, as the estimate.
			estimates: model.coefficients.map(({ interval, ...one }) => ({
				...named(one.name, one),
				...{ lower: Math.log(interval.lower), upper: Math.log(interval.upper) },
				...{ modelStandardError: one.modelStandardError, z: one.z },
				hazardRatio: { estimate: one.hazardRatio, ...interval }
			})),
			proportionality: proportionalityTests(model),
			// Of whom would have the event first, by the scores of the model.
			concordance:
				people.entry || strata !== undefined
					? undefined
					: concordance(people, scoresOf(model, columns)),
			...{ logLikelihood, likelihoodRatio, wald, score, covariance, variance },
			...{ n, events, clusters, strata: parts, iterations }
		}
	};
}

const scoresOf = ({ coefficients }: CoxModel, { columns, size }: DesignMatrix) =>
	Float64Array.from({ length: size }, (_, row) =>
		coefficients.reduce((sum, { estimate }, j) => sum + estimate * columns[j]![row]!, 0)
	);

/** Incidence of every kind of event while the others compete, by arm. */
export function competingEventsAnswer(
	request: ImpactRequestOf<'competing-events'>,
	rows: ImpactRows
): Found {
	const people = followedOf(request, rows);
	const { arm, at, windows, cause, level } = request;
	const arms = arm === undefined ? undefined : rows.factor(arm);
	const causes = Math.max(cause, ...new Set(people.event));
	const curves = armsOf(people, arms).map((one) => ({
		arm: one.arm,
		curve: cumulativeIncidence(one.people, causes, { level })
	}));
	const isCompared = arms !== undefined && arms.levels.length > 1 && people.entry === undefined;
	const found =
		arms && windows.length > 0 ? eventWindows(people, arms, { windows, causes, level }) : [];
	return {
		warnings: found.flatMap((one) => one.warnings.map((own) => ({ ...own, until: one.until }))),
		result: {
			estimates: curves.flatMap(({ arm: own, curve }) =>
				Array.from({ length: causes }, (_, k) => k).flatMap((k) =>
					incidenceAt(curve, k, at).map(({ incidence, ...one }) => ({
						...named(inArm(`event ${k + 1} by ${one.time}`, own), { ...one, estimate: incidence }),
						...{ arm: own, cause: k + 1, time: one.time, state: one.state },
						...{ atRisk: one.atRisk, events: one.events, competing: one.competing }
					}))
				)
			),
			gray: isCompared ? grayTest(people, arms, cause) : undefined,
			windows: found.map(({ until, groups, differences }) => ({ until, groups, differences })),
			curves: curves.map(({ arm: own, curve }) => ({
				...{ arm: own, n: curve.table.size, time: curve.table.time, atRisk: curve.table.atRisk },
				...{ events: curve.table.events, censored: curve.table.censored },
				...{ incidence: curve.incidence, standardErrors: curve.standardErrors },
				survival: curve.survival
			}))
		}
	};
}
