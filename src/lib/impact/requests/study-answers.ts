import type { ImpactRequestOf } from '#lib/model/impact-request.ts';
import { adjustedPValues } from '#lib/stats/contrasts/adjusted-p-values.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { sharpenedQValues } from '../multiplicity/sharpened-q-values.ts';
import { asymmetryTest, metaRegression } from '../pooling/meta-regression.ts';
import { type StudyEffects, pooledEffect, pooledWithoutEach } from '../pooling/pooled-effect.ts';
import type { Found } from './estimator.ts';
import type { ImpactRows } from './impact-columns.ts';
import { impactRoles } from './impact-roles.ts';
import { named } from './named-estimates.ts';

type PoolRequest = ImpactRequestOf<'pool'>;

interface NamedStudies extends StudyEffects {
	readonly names: readonly string[];
}

function studiesOf({ studies, ...request }: PoolRequest, rows: ImpactRows): NamedStudies {
	if (studies)
		return {
			names: studies.map(({ study }, i) => study ?? `study ${i + 1}`),
			estimates: Float64Array.from(studies, ({ estimate }) => estimate),
			standardErrors: Float64Array.from(studies, ({ standardError }) => standardError)
		};
	rows.keepComplete(impactRoles(request));
	const estimates = rows.numbers(request.estimate ?? '');
	return {
		names:
			request.study === undefined
				? Array.from(estimates, (_, i) => `study ${i + 1}`)
				: rows.labels(request.study),
		estimates,
		standardErrors: rows.numbers(request.standardError ?? '')
	};
}

/** The mean effect of several studies, how much they differ, and what by. */
export function poolAnswer(request: PoolRequest, rows: ImpactRows): Found {
	const effects = studiesOf(request, rows);
	const { between: method, test, level, moderators, leaveOut } = request;
	const options = { method, test, level };
	const pooled = pooledEffect(effects, options);
	const { prediction, betweenVariance, betweenShare, variationRatio, homogeneity } = pooled;
	const { names } = effects;
	return {
		warnings: pooled.warnings,
		result: {
			estimates: [
				named('pooled', pooled),
				...(prediction ? [{ name: 'prediction', estimate: pooled.estimate, ...prediction }] : [])
			],
			...{ betweenVariance, betweenShare, variationRatio, homogeneity },
			studies: names.map((study, i) => ({
				...{ study, estimate: effects.estimates[i]!, standardError: effects.standardErrors[i]! },
				weight: pooled.weights[i]!
			})),
			asymmetry: names.length > 2 ? asymmetryTest(effects) : undefined,
			...(leaveOut && names.length > 2 && { without: withoutEach(effects, options) }),
			...(moderators.length > 0 && { regression: regressionOf(request, effects, rows) })
		}
	};
}

const withoutEach = (effects: NamedStudies, options: Parameters<typeof pooledWithoutEach>[1]) =>
	pooledWithoutEach(effects, options).map((one, i) => named(effects.names[i]!, one));

function regressionOf(request: PoolRequest, effects: NamedStudies, rows: ImpactRows) {
	const { names, columns } = designMatrix(rows.terms(request.moderators), rows.size, {
		intercept: false
	});
	const found = metaRegression(effects, { names, columns }, request.between);
	const { moderation, betweenVariance, explainedShare } = found;
	return {
		estimates: found.names.map((name, j) => {
			const [estimate, standardError] = [found.coefficients[j]!, found.standardErrors[j]!];
			const interval = tInterval(estimate, standardError, { level: request.level });
			return named(name, { estimate, standardError, interval, df: Infinity });
		}),
		...{ moderation, betweenVariance, explainedShare }
	};
}

/** p values that answer for having made several tests. */
export function pValuesAnswer(request: ImpactRequestOf<'p-values'>, rows: ImpactRows): Found {
	const { names, values } = testsOf(request, rows);
	const holm = adjustedPValues(values, 'holm');
	const benjaminiHochberg = adjustedPValues(values, 'benjamini-hochberg');
	const bonferroni = adjustedPValues(values, 'bonferroni');
	const benjaminiYekutieli = adjustedPValues(values, 'benjamini-yekutieli');
	const sharpened = sharpenedQValues(values);
	return {
		result: {
			estimates: values.map((p, i) => ({
				...{ name: names[i]!, estimate: p, p },
				...{ holm: holm[i], benjaminiHochberg: benjaminiHochberg[i], sharpenedQ: sharpened[i] },
				...{ bonferroni: bonferroni[i], benjaminiYekutieli: benjaminiYekutieli[i] }
			})),
			tests: values.filter((p) => p !== undefined).length
		}
	};
}

function testsOf({ values, p = '', name }: ImpactRequestOf<'p-values'>, rows: ImpactRows) {
	if (values)
		return {
			names: values.map((one, i) => one.name ?? `test ${i + 1}`),
			values: values.map((one): number | undefined => one.p)
		};
	const all = Array.from(rows.numbers(p), (one) => (Number.isNaN(one) ? undefined : one));
	const labels = name === undefined ? undefined : rows.labels(name);
	return { names: all.map((_, i) => labels?.[i] ?? `test ${i + 1}`), values: all };
}
