import { tQuantile } from '../distributions/t-quantile.ts';

/**
 * How autocorrelation enters the variance of S. `hamed-rao`: as published. `bias-corrected`, for short
 * series: not less than first-order autocorrelation makes of it, once freed of its bias.
 */
export type AutocorrelationCorrection = 'none' | 'hamed-rao' | 'bias-corrected';

/** Ranks from 1; tied values share the mean of theirs. R `rank`. */
function ranks(values: Float64Array): Float64Array {
	const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
	const own = new Float64Array(values.length);
	for (let from = 0, to = 0; from < order.length; from = to) {
		while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
		for (let k = from; k < to; k++) own[order[k]!] = (from + to + 1) / 2;
	}
	return own;
}

/** Autocorrelations of lags 1 to n - 1; undefined for values that do not differ. R `acf`. */
function autocorrelations(values: Float64Array): Float64Array | undefined {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const own = values.map((value) => value - mean);
	const spread = own.reduce((sum, value) => sum + value * value, 0);
	if (spread === 0) return undefined;
	return new Float64Array(values.length - 1).map((_, k) => {
		let sum = 0;
		for (let t = k + 1; t < own.length; t++) sum += own[t]! * own[t - k - 1]!;
		return sum / spread;
	});
}

/** 1 + 2 / (n (n - 1)(n - 2)) · Σ (n - i)(n - i - 1)(n - i - 2) r(i). Hamed and Rao (1998). */
function varianceFactor(n: number, r: (lag: number) => number): number {
	let sum = 0;
	for (let i = 1; i < n; i++) sum += (n - i) * (n - i - 1) * (n - i - 2) * r(i);
	return 1 + (2 * sum) / (n * (n - 1) * (n - 2));
}

/**
 * By how much autocorrelation raises the variance of Mann and Kendall's S: n over the effective n.
 * `hamed-rao` takes the autocorrelations of the ranks of the detrended series that lie beyond ±1.96 / √n
 * (Hamed and Rao 1998, Journal of Hydrology 204: 182-196; R `modifiedmk::mmkh`). Never below 1, where R
 * lets it fall: detrended series look negatively autocorrelated by bias alone, and that must not make a
 * trend significant. For the same bias `hamed-rao` corrects short series by half of what they need;
 * `bias-corrected` takes the larger of it and of r(i) = φ^i, φ = (n r(1) + 2) / (n - 4) within [0, 1]
 * (Hamed 2009, Journal of Hydrology 368: 143-155, equation 24; R `modifiedmk::bcpw`).
 */
export function autocorrelationFactor(
	detrended: Float64Array,
	correction: AutocorrelationCorrection
): number {
	const n = detrended.length;
	const r = correction === 'none' ? undefined : autocorrelations(ranks(detrended));
	if (r === undefined) return 1;
	const limit = tQuantile(0.975, Infinity) / Math.sqrt(n);
	const found = varianceFactor(n, (i) => (Math.abs(r[i - 1]!) > limit ? r[i - 1]! : 0));
	if (correction === 'hamed-rao' || n <= 4) return Math.max(1, found);
	const first = Math.min(1, Math.max(0, (n * r[0]! + 2) / (n - 4)));
	return Math.max(
		1,
		found,
		varianceFactor(n, (i) => first ** i)
	);
}
