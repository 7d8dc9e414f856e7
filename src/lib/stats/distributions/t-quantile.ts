import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { DomainError } from '#lib/errors.ts';

/** Quantile of Student's t; with df = Infinity, of the normal distribution. R `qt`. */
export function tQuantile(probability: number, df: number): number {
	if (!(probability > 0 && probability < 1))
		throw new DomainError(`probability not in (0, 1): ${probability}`);
	if (!(df > 0)) throw new DomainError(`df not positive: ${df}`);
	return df === Infinity ? normalQuantile(probability, 0, 1) : studentQuantile(probability, df);
}
