import { DomainError } from '#lib/errors.ts';
import { logChoose } from '../distributions/log-choose.ts';

/** Chances that differ by less, relatively, count as equal, as in R's exact tests. */
export const equalChances = 1 + 1e-7;

/**
 * Exact two-sided p of so many successes in n trials: the chance of all counts that are no likelier.
 * Agrees with R `binom.test`.
 */
export function binomialTest(successes: number, n: number, chance = 0.5): number {
	if (!(Number.isInteger(n) && n >= 0)) throw new DomainError(`trials not a whole number: ${n}`);
	if (!(Number.isInteger(successes) && successes >= 0 && successes <= n))
		throw new DomainError(`successes not a whole number from 0 to ${n}: ${successes}`);
	if (!(chance > 0 && chance < 1)) throw new DomainError(`chance not in (0, 1): ${chance}`);
	const [logWin, logLoss] = [Math.log(chance), Math.log1p(-chance)];
	const logChance = (k: number) => logChoose(n, k) + k * logWin + (n - k) * logLoss;
	const limit = logChance(successes) + Math.log(equalChances);
	let sum = 0;
	for (let k = 0; k <= n; k++) {
		const own = logChance(k);
		if (own <= limit) sum += Math.exp(own);
	}
	return Math.min(1, sum);
}
