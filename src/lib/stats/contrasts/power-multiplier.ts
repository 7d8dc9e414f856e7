import { DomainError } from '#lib/errors.ts';
import { tQuantile } from '../distributions/t-quantile.ts';

/** Standard errors between 0 and an effect that is found with the asked power: 2.80 by default. */
export function powerMultiplier({
	alpha = 0.05,
	power = 0.8,
	df = Infinity
}: { alpha?: number; power?: number; df?: number } = {}): number {
	if (!(alpha > 0 && alpha < 1)) throw new DomainError(`alpha not in (0, 1): ${alpha}`);
	if (!(power > alpha / 2 && power < 1))
		throw new DomainError(`power not above half of alpha and below 1: ${power}`);
	return tQuantile(1 - alpha / 2, df) + tQuantile(power, df);
}
