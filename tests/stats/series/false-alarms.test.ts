import { describe, expect, test } from 'vitest';
import { deseasonalised } from '#lib/stats/series/deseasonalised.ts';
import { mannKendall } from '#lib/stats/series/mann-kendall.ts';
import type { AutocorrelationCorrection } from '#lib/stats/series/rank-autocorrelation.ts';
import { type SeriesSignal, seriesSignal } from '#lib/stats/series/series-signal.ts';
import { xmrLimits } from '#lib/stats/series/xmr-limits.ts';
import { normalDraws } from '../../support/autoregressive-panel.ts';
import { isSlow } from '../../support/slow.ts';

const draws = isSlow ? 10_000 : 1000;

/** Series without any change: normal noise of variance 1, neighbours correlated by phi. */
function* stillSeries(length: number, phi: number, count: number): Generator<number[]> {
	const normal = normalDraws(1998);
	for (let draw = 0; draw < count; draw++) {
		let value = normal();
		yield Array.from({ length }, () => {
			const own = value;
			value = phi * value + Math.sqrt(1 - phi * phi) * normal();
			return own;
		});
	}
}

interface Still {
	readonly length: number;
	readonly phi: number;
	readonly count?: number;
}

function rateOf(
	{ length, phi, count = draws }: Still,
	isAlarm: (values: number[]) => boolean
): number {
	let alarms = 0;
	for (const values of stillSeries(length, phi, count)) alarms += Number(isAlarm(values));
	return alarms / count;
}

const trendRate = (length: number, phi: number, correction: AutocorrelationCorrection) =>
	rateOf({ length, phi }, (values) => mannKendall(values, { correction }).p <= 0.05);

const lastIsOutside = (values: number[]) => {
	const { lower, upper } = xmrLimits(values.slice(0, -1));
	const last = values[values.length - 1]!;
	return last < lower || last > upper;
};

const signalOf = (values: number[], cycle?: number): SeriesSignal =>
	seriesSignal(
		values.map((value, at) => ({ at, value })),
		cycle === undefined ? {} : { cycle }
	);

describe('false alarms of a trend', () => {
	test.for([8, 12, 20, 30])('are at most the nominal share of %i independent values', (length) => {
		expect(trendRate(length, 0, 'bias-corrected')).toBeLessThan(0.06);
		expect(trendRate(length, 0, 'none')).toBeLessThan(0.07);
	});

	test('stay near the nominal share of 30 autocorrelated values', () => {
		const [none, published, ours] = (['none', 'hamed-rao', 'bias-corrected'] as const).map(
			(correction) => trendRate(30, 0.5, correction)
		);
		expect(none).toBeGreaterThan(0.19);
		expect(published).toBeLessThan(none!);
		expect(published).toBeGreaterThan(0.14);
		expect(ours).toBeLessThan(0.11);
	});

	test.for([8, 12, 20])('are at most a tenth of %i autocorrelated values', (length) => {
		expect(trendRate(length, 0.5, 'bias-corrected')).toBeLessThan(0.11);
	});
});

describe('false alarms of limits', () => {
	test.for([
		[12, 0, 0.035],
		[30, 0, 0.02],
		[12, 0.5, 0.09],
		[30, 0.5, 0.07]
	] as const)('%i values, correlation %d: at most %d', ([length, phi, most]) => {
		expect(rateOf({ length, phi }, lastIsOutside)).toBeLessThan(most);
	});
});

describe('false alarms of a signal', () => {
	const cases: [number, number, number][] = [];
	for (const length of [8, 12, 20, 30]) cases.push([length, 0, 0.07], [length, 0.5, 0.17]);
	test.for(cases)('%i values, correlation %d: at most %d', ([length, phi, most]) => {
		expect(rateOf({ length, phi }, (values) => signalOf(values).kind === 'clear')).toBeLessThan(
			most
		);
	});

	const withSeasons = (values: number[], cycle: number) =>
		values.map((value, t) => value + 5 * Math.sin((2 * Math.PI * t) / cycle));

	test.for([
		[36, 12],
		[60, 12],
		[12, 4],
		[20, 4]
	] as const)('%i values, %i a year: no more with seasons', ([length, cycle]) => {
		const seen = rateOf(
			{ length, phi: 0, count: draws / 4 },
			(values) => signalOf(withSeasons(values, cycle), cycle).kind === 'clear'
		);
		expect(seen).toBeLessThan(0.08);
	});

	test('are what limits are widened for where seasons were taken out of few years', () => {
		const narrow = rateOf({ length: 12, phi: 0 }, (values) =>
			lastIsOutside([...deseasonalised(withSeasons(values, 4), 4)!.values])
		);
		const wide = rateOf({ length: 12, phi: 0 }, (values) => {
			const signal = signalOf(withSeasons(values, 4), 4);
			return signal.kind === 'clear' && signal.rule === 'xmr';
		});
		expect(narrow).toBeGreaterThan(0.08);
		expect(wide).toBeLessThan(0.05);
	});
});
