/** Σ log k, kept up to where Stirling's series has all digits. */
const logFactorials = summedLogarithms(256);

function summedLogarithms(count: number): Float64Array {
	const sums = new Float64Array(count);
	for (let k = 2; k < count; k++) sums[k] = sums[k - 1]! + Math.log(k);
	return sums;
}

/** Logarithm of n!, n a whole number from 0 (Abramowitz and Stegun 1964, 6.1.41). R `lfactorial`. */
function logFactorial(n: number): number {
	if (n < logFactorials.length) return logFactorials[n]!;
	const x = n + 1;
	const rest = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
	return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + rest;
}

/** Logarithm of the ways to choose k of n. R `lchoose`. */
export const logChoose = (n: number, k: number) =>
	logFactorial(n) - logFactorial(k) - logFactorial(n - k);
