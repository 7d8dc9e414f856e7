import type { PictureOf } from '#lib/model/evaluation-pictures.ts';

/** Numbers as texts, each with a sign that no other format has. */
export const pictureFormats = {
	value: (value: number) => signed(value.toFixed(2)),
	tick: (value: number) => signed(String(value)),
	at: (value: number) => signed(String(value)),
	count: (value: number) => value.toLocaleString('en'),
	range: (lower: number, upper: number) =>
		`${signed(lower.toFixed(2))} to ${signed(upper.toFixed(2))}`,
	share: (value: number) => `${(value * 100).toFixed(0)} %`
};

const signed = (text: string) => text.replace('-', '−');

const waves = (count: number, size: number) =>
	Array.from({ length: count }, (_, i) => Math.sin(i * 1.7 + size) * size);

const limits = (estimate: number, standardError: number) => ({
	estimate,
	standardError,
	lower: estimate - 1.96 * standardError,
	upper: estimate + 1.96 * standardError,
	bandLower: estimate - 2.7 * standardError,
	bandUpper: estimate + 2.7 * standardError
});

const noLimits = {
	standardError: null,
	lower: null,
	upper: null,
	bandLower: null,
	bandUpper: null
};

interface TrendsShape {
	readonly periods?: readonly number[];
	/** Starts of the cohorts; a comparison comes last. */
	readonly starts?: readonly number[];
}

const years = [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021];

/** Cohorts that fall after their start, and a comparison that does not. */
export function trendsPicture({
	periods = years,
	starts = [2017]
}: TrendsShape = {}): PictureOf<'trends'> {
	const line = (start: number | null, at: number) => ({
		...{ group: start === null ? 'comparison' : 'treated', start, units: 40 },
		points: waves(periods.length, 0.4 + at / 10).map((wave, i) => {
			const fall = start !== null && periods[i]! >= start ? 2 : 0;
			const mean = 14 - at + i * 0.3 + wave - fall;
			return { period: periods[i]!, mean, lower: mean - 0.7, upper: mean + 0.7 };
		})
	});
	const lines = [...starts, null].map(line);
	return { kind: 'trends', periods: [...periods], starts: [...starts], lines };
}

/** Nothing before the start, a fall after it; the period before the start is the reference. */
export function eventStudyPicture(before = 5, after = 6): PictureOf<'event-study'> {
	const points = waves(before + after, 0.2).map((wave, i) => {
		const event = i - before;
		const reference = event === -1;
		const effect = event < 0 ? wave : wave - 0.6 - 0.45 * event;
		const numbers = reference
			? { estimate: 0, ...noLimits }
			: limits(effect, 0.2 + Math.abs(event) * 0.04);
		return { event, ...numbers, units: 1200 - 17 * Math.abs(event), reference };
	});
	return {
		...{ kind: 'event-study', base: 'universal', reference: -1, estimator: 'group-time' },
		...{ critical: 2.7, points, preTest: { kind: 'none', reason: 'too-few' } }
	};
}

/** Three cohorts over ten years; cells without an overlap or with singular covariates have no effect. */
export function groupTimePicture(): PictureOf<'group-time'> {
	const cell = (cohort: number, period: number) => {
		const isReference = period === cohort - 1;
		const state =
			cohort === 2018 && period > 2019
				? 'overlap'
				: period === 2014 && cohort === 2016
					? 'singular'
					: 'effect';
		const effect =
			period < cohort ? Math.sin(period + cohort) * 0.2 : -0.5 - 0.3 * (period - cohort);
		const numbers = isReference
			? { estimate: 0, ...noLimits }
			: state === 'effect'
				? limits(effect, 0.25)
				: { estimate: null, ...noLimits };
		return {
			...{ cohort, period, base: cohort - 1, post: period >= cohort, treated: 12, comparison: 210 },
			...numbers,
			state: isReference ? 'reference' : state
		};
	};
	const cohorts = [2015, 2016, 2018];
	return {
		kind: 'group-time',
		cells: cohorts.flatMap((cohort) => years.map((period) => cell(cohort, period))),
		aggregates: cohorts.map((at) => ({ by: 'group', at, ...limits(-1.1, 0.2) }))
	};
}

/** Two-way weights of three cohorts: with never treated ones, with later ones, and forbidden ones. */
export const baconPicture: PictureOf<'bacon'> = {
	...{ kind: 'bacon', estimate: -0.67, standardError: 0.13, forbiddenWeight: 0.21 },
	parts: [
		{ comparison: 'never-treated', weight: 0.31, estimate: -1.34 },
		{ comparison: 'never-treated', weight: 0.2, estimate: -1.02 },
		{ comparison: 'never-treated', weight: 0.12, estimate: -0.58 },
		{ comparison: 'treated-later', weight: 0.1, estimate: -0.7 },
		{ comparison: 'treated-later', weight: 0.06, estimate: -0.61 },
		{ comparison: 'treated-earlier', weight: 0.13, estimate: 0.55 },
		{ comparison: 'treated-earlier', weight: 0.08, estimate: 0.9 }
	]
};
