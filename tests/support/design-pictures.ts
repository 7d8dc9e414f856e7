import type { SpecificationInput } from '#lib/charts/impact/specification-list.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { EvaluationRefusal, RobustnessRow } from '#lib/model/evaluation.ts';
import type { CurvePoint } from '#lib/model/survival-steps.ts';

const years = Array.from({ length: 16 }, (_, i) => 2005 + i);
/** Ups and downs that look like chance and are always the same. */
const wave = (i: number, size: number) =>
	((Math.sin(i * 12.9898 + size * 78.233) * 43758.5453) % 1) * 1.6 * size;

/** One treated region that falls away from its synthetic one, among 14 placebos. */
export const syntheticPicture: PictureOf<'synthetic'> = {
	...{ kind: 'synthetic', method: 'sdid', start: 2014 },
	points: years.map((period, i) => {
		const synthetic = 40 + i * 0.8 + wave(i, 1.2);
		const fall = period >= 2014 ? (period - 2013) * 1.7 : 0;
		return { period, synthetic, treated: synthetic - fall + wave(i + 3, 0.5) };
	}),
	unitWeights: Array.from({ length: 14 }, (_, i) => ({
		unit: `Region ${String.fromCharCode(65 + i)}`,
		weight: [0.31, 0.24, 0.18, 0.12, 0.09, 0.05][i] ?? 0.00125
	})),
	periodWeights: years.slice(0, 9).map((period, i) => ({ period, weight: i > 5 ? 0.3 : 0.0166 })),
	rmspe: { before: 0.4, after: 7.1 },
	placebos: Array.from({ length: 14 }, (_, k) => ({
		...{
			unit: `Region ${String.fromCharCode(65 + k)}`,
			estimate: wave(k, 1.5),
			ratio: k === 3 ? null : 1 + k / 10
		},
		gaps: years.map((period, i) => ({
			...{ period, gap: wave(i + k, 0.9) + (period >= 2014 ? wave(k, 0.35) * (period - 2013) : 0) }
		}))
	})),
	...{ rank: { place: 1, of: 15, pValue: 0.067 }, withoutOne: [] }
};

/** Monthly deaths that fall by a law in month 61; a control that does not. */
export const seriesPicture: PictureOf<'series'> = {
	...{ kind: 'series', interruption: 61, scale: 'linear', effects: [] },
	points: Array.from({ length: 96 }, (_, i) => {
		const period = i + 1;
		const before = 120 + 0.2 * period;
		const after = period >= 61;
		const fitted = after ? before - 18 - 0.3 * (period - 61) : before;
		return {
			...{ period, fitted, observed: period === 30 ? null : fitted + wave(i, 9) },
			counterfactual: after ? before : null,
			counterfactualLower: after ? before - 5 - 0.15 * (period - 61) : null,
			counterfactualUpper: after ? before + 5 + 0.15 * (period - 61) : null,
			control: 88 + wave(i, 4)
		};
	}),
	level: { estimate: -18, standardError: 3, lower: -23.9, upper: -12.1 },
	slope: { estimate: -0.3, standardError: 0.1, lower: -0.5, upper: -0.1 },
	...{ lag: 4, autocorrelation: 0.2, dispersion: null, ljungBox: 0.3 }
};

const sideOf = (at: number) => (at < 60 ? ('left' as const) : ('right' as const));
const jump = (at: number) => 0.2 + 0.004 * at + (at < 60 ? 0 : 0.12);

/** A jump at a score of 60. */
export const discontinuityPicture: PictureOf<'discontinuity'> = {
	...{ kind: 'discontinuity', cutoff: 60, bandwidth: { h: 12, b: 20 } },
	sizes: { left: 412, right: 390 },
	bins: Array.from({ length: 32 }, (_, i) => {
		const at = 29 + i * 2;
		const n = Math.round(60 - Math.abs(at - 60) * 1.2);
		return { at, mean: jump(at) + wave(i, 0.03), n, side: sideOf(at) };
	}),
	fits: [
		...[40, 45, 50, 55, 59.9].map((at) => ({ at, value: jump(at), side: 'left' as const })),
		...[60, 65, 70, 75, 80].map((at) => ({ at, value: jump(at), side: 'right' as const }))
	],
	bandwidths: [6, 8, 10, 12, 14, 18, 24].map((h, i) => {
		const [estimate, half] = [0.12 + wave(i, 0.01), 0.4 / h + 0.02];
		return { h, estimate, lower: estimate - half, upper: estimate + half, n: 40 * h };
	}),
	placebos: [40, 45, 50, 70, 75, 80].map((cutoff, i) => {
		if (cutoff === 80) return { cutoff, estimate: null, lower: null, upper: null };
		const estimate = wave(i, 0.02);
		return { cutoff, estimate, lower: estimate - 0.05, upper: estimate + 0.05 };
	}),
	...{ density: null, heaping: null }
};

function curvePoints(hazard: number, size: number): CurvePoint[] {
	const shares = (share: number) => ({
		...{ share, standardError: 0.02 },
		lower: share === 0 || share === 1 ? null : Math.max(0.001, share - 0.035),
		upper: share === 0 || share === 1 ? null : Math.min(0.999, share + 0.035)
	});
	return Array.from({ length: 9 }, (_, i) => {
		const time = i * 3;
		const survival = Math.exp(-hazard * time);
		return {
			...{ time, survival: shares(survival) },
			atRisk: Math.round((size * survival * (1 - time / 60)) / 5) * 5,
			censored: Math.round((size * time) / 120 / 5) * 5,
			causes: [
				{
					...{ cause: 'return', events: Math.round((size * (1 - survival) * 0.8) / 5) * 5 },
					incidence: shares((1 - survival) * 0.8)
				},
				{
					...{ cause: 'death', events: Math.round((size * (1 - survival) * 0.2) / 5) * 5 },
					incidence: i === 1 ? null : shares((1 - survival) * 0.2)
				}
			]
		};
	});
}

/** Two arms over 24 months with a competing event; a third arm is withheld. */
export const survivalPicture: PictureOf<'survival'> = {
	kind: 'survival',
	steps: {
		...{ programme: 'mentors', tier: 'open', rules: 'default', unit: 'month' },
		curves: [
			{ arm: 'treated', of: ['treated'], points: curvePoints(0.012, 620) },
			{ arm: 'comparison', of: ['comparison'], points: curvePoints(0.021, 1310) }
		],
		...{ withheld: [{ arm: 'waiting', reason: 'people' }], total: curvePoints(0.017, 1930) }
	},
	...{ logRank: null, gray: null, hazardRatio: null, proportional: null, windows: [] }
};

/** Covariates before and after weighting, and scores that overlap but at the ends. */
export const balancePicture: PictureOf<'balance'> = {
	...{ kind: 'balance', by: 'weighting', effectiveSize: null },
	rows: [
		['age', -0.309, 0.02],
		['schooling', 0.055, -0.03],
		['previous offences', 0.82, 0.13],
		['employed before', -0.72, -0.05],
		['lives with a partner', -0.24, 0.01],
		['month of entry', null, null]
	].map(([covariate, before, after]) => ({
		...{
			covariate: String(covariate),
			before: before as number | null,
			after: after as number | null
		},
		...{ treated: 0.4, comparison: 0.5, varianceRatio: 0.92, distance: 0.15 }
	})),
	overlap: {
		treated: Array.from({ length: 20 }, (_, i) => Math.max(0, 0.11 - Math.abs(i - 13) * 0.012)),
		comparison: Array.from({ length: 20 }, (_, i) => Math.max(0, 0.14 - Math.abs(i - 5) * 0.017))
	}
};

const sizes = [0, 0.5, 1, 1.5, 2];

export const sensitivityPicture: PictureOf<'sensitivity'> = {
	kind: 'sensitivity',
	rows: [
		...sizes.map((size) => ({
			...{ restriction: 'relative-magnitudes' as const, size, lower: -1.1 - size * 0.45 },
			...{ upper: -0.5 + size * 0.42, reachesGridEdge: size === 2 }
		})),
		{
			...{ restriction: 'smoothness', size: 0, lower: null, upper: null },
			reachesGridEdge: false
		},
		...[0.05, 0.1].map((size) => ({
			...{ restriction: 'smoothness' as const, size, lower: -1.2 - size * 4 },
			...{ upper: -0.42 + size * 3, reachesGridEdge: false }
		}))
	],
	breakdown: 1,
	smoothBreakdown: 0.08
};

/** An effect with a 95 % interval. */
const effectOf = (estimate: number, standardError: number | null): SpecificationInput['main'] => ({
	...{ kind: 'effect', estimate, standardError, level: 0.95, pValue: null, df: null },
	lower: standardError === null ? null : estimate - 1.96 * standardError,
	upper: standardError === null ? null : estimate + 1.96 * standardError,
	...{ scale: 'difference', estimator: 'group-time', variance: 'CR2', inference: 'interval' }
});

const refusal: EvaluationRefusal = {
	...{ kind: 'refused', reason: 'too-few-clusters', values: {}, next: null }
};

const change = (name: string, result: RobustnessRow['result'], placebo = false): RobustnessRow => ({
	...{ change: name, values: {}, result, placebo }
});

/** The main effect, five changes of which one is refused, and two placebos. */
export const specifications: SpecificationInput = {
	main: effectOf(-1.33, 0.28),
	rows: [
		change('control-group', effectOf(-1.28, 0.31)),
		change('estimator', effectOf(-1.41, 0.26)),
		change('covariates', effectOf(-1.19, 0.33)),
		change('without-group', effectOf(-1.02, null)),
		change('cluster', refusal),
		change('placebo-date', effectOf(0.08, 0.3), true),
		change('placebo-outcome', effectOf(-0.12, 0.36), true)
	]
};
