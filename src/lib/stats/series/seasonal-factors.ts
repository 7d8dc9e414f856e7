import { DomainError } from '#lib/errors.ts';
import { deseasonalised } from './deseasonalised.ts';

export interface SeasonalFactors {
	/** Of the width of natural process limits for the last value, by those before it. */
	readonly limits: number;
	/** Of the variance of Mann and Kendall's S; never below 1. */
	readonly variance: number;
}

/**
 * What taking the seasons out does to the noise of a series. The seasonal figure comes from the values
 * themselves: it leaves those in the middle smoother than they were, the last one rougher, and the slow
 * movements as they were. The decomposition is linear, so under independent noise its weights give the
 * standard deviation of the last value and of every step between neighbours (limits: the first over the
 * mean of the others, times √2), and of Σ (2t - n - 1) x(t) against what the variances of the values
 * promise (trend). Both near 1 with many cycles. Derived here; judged by simulated series.
 * @throws DomainError for fewer than two cycles.
 */
export function seasonalFactors(count: number, cycle: number): SeasonalFactors {
	const steps = new Float64Array(count - 2);
	let [last, spread, trend, scores] = [0, 0, 0, 0];
	for (let k = 0; k < count; k++) {
		const unit = Float64Array.from({ length: count }, (_, t) => Number(t === k));
		const weights = deseasonalised(unit, cycle)?.values;
		if (!weights) throw new DomainError(`fewer than two cycles of ${cycle}: ${count}`);
		last += weights[count - 1]! ** 2;
		let score = 0;
		weights.forEach((weight, t) => {
			spread += weight ** 2;
			score += (2 * t - count + 1) * weight;
			if (t < steps.length) steps[t]! += (weights[t + 1]! - weight) ** 2;
		});
		trend += score ** 2;
		scores += (2 * k - count + 1) ** 2;
	}
	const step = steps.reduce((sum, one) => sum + Math.sqrt(one), 0) / steps.length;
	return {
		limits: Math.sqrt(2 * last) / step,
		variance: Math.max(1, (trend * count) / (scores * spread))
	};
}
