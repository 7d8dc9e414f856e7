import { type ContrastTestOptions, type TTest, contrastTest } from '../contrasts/contrast-test.ts';
import { linearContrast } from '../contrasts/contrast.ts';
import type { Glm } from './glm.ts';

export interface Coefficient {
	readonly name: string;
	readonly estimate: number;
	/** Undefined where a stratum of one unit leaves the design without a variance. */
	readonly standardError: number | undefined;
	/** Undefined without a standard error above 0, and without residual degrees of freedom. */
	readonly test: TTest | undefined;
}

/**
 * Coefficients with standard error, t test and interval on the residual degrees of freedom. Agrees
 * with R `summary(svyglm(...))` and `confint`; where few degrees of freedom are left R's interval is
 * infinite from rounding.
 */
export function coefficientTable(
	fit: Glm,
	options: Pick<ContrastTestOptions, 'level'> = {}
): Coefficient[] {
	return fit.names.map((name, j) => {
		const only = Float64Array.from(fit.names, (_, k) => (k === j ? 1 : 0));
		const contrast = linearContrast(fit, only);
		return { name, ...contrast, test: contrastTest(contrast, { df: fit.residualDf, ...options }) };
	});
}
