import type { TopicText } from '../outline.ts';

export const changeEn: TopicText<'change'> = {
	'series-signals': {
		title: 'When a series has really changed',
		paragraphs: [
			'Every series goes up and down, even when nothing has changed. A change is called clear only when it is larger than that noise; if not, it says “no clear change” and what change would have been enough. The arrow follows the sign of the change, not whether it is good or bad.',
			'The rule depends on how many points there are. In a series that does not change, every rule is wrong at times: the tests measure how often, on simulated series. With 8 to 30 independent points the whole rule gives a false alarm in 2 to 5 series of 100; where each point resembles the one before (correlation 0.5), in 7 to 14.'
		],
		points: [
			'Fewer than 8 points: too short to say, and how many are needed. With seasons, fewer than three whole years.',
			'From 8 to 11: the trend test of Mann and Kendall. Without a clear change, the smallest steady change, from the first point to the last, that would have been clear with the same noise.',
			'From 12: first, whether the last point lies outside the natural limits of those before it; if it does not, the trend test. Without a clear change, how far from the mean the limits are.',
			'Points before a break do not count, nor does a last year or month in progress. A series with seasons begins anew after a gap: nothing is filled in.',
			'Where values do not vary, nothing says how large the noise is: no clear change, and no smallest change.'
		]
	},
	'process-limits': {
		title: 'Natural limits of a series',
		paragraphs: [
			'The moving range is the distance between a value and the one before it. Its mean says how much the series varies from point to point; 2.66 ranges to either side of the mean (three standard deviations) are the limits within which nearly every point falls if nothing changes. They are drawn from the points before the last.',
			'Where seasons were taken out by means of the same data, the limits are widened by as much as that smoothed the series.'
		],
		legend:
			'x with bar: mean. R with bar: mean of the moving ranges. n: points; x with t: value at time t.'
	},
	trends: {
		title: 'Trend: Mann-Kendall and the Theil-Sen slope',
		paragraphs: [
			'The pairs of points that rise are counted, less those that fall. Where the difference is larger than chance makes it, there is a trend, of whatever shape; an extreme value weighs as much as any other. The slope is the median of those of all pairs, and its interval comes from the same slopes in their order.',
			'Where each point resembles the one before, chance alone draws trends. The variance is multiplied by a factor from the autocorrelation of the ranks without the trend: the one published by Hamed and Rao, which takes significant autocorrelations only, or, if larger, that of the first autocorrelation corrected for its bias. It never falls below 1.',
			'With 30 points of correlation 0.5 and no trend, the uncorrected test gives a false alarm in 23 series of 100; with the factor of Hamed and Rao, in 19; with the one we use, in 7. The price: in short series a larger change is needed.'
		],
		legend:
			'S: pairs that rise minus pairs that fall. V: variance of S; c: factor for autocorrelation; t with g: equal values of each group. r with i: autocorrelation of the ranks i steps apart, 0 if not beyond ±1.96/√n; or the powers of φ, between 0 and 1. b: slope, the median (med) of those of all pairs; t: times.'
	},
	seasons: {
		title: 'Series with seasons',
		paragraphs: [
			'From a monthly or quarterly series we subtract what each month or quarter adds: the mean of its distances from a moving average of one year, less the mean of all. This is the classical decomposition; it can be redone by hand and has no parameters to choose, unlike STL. With a missing value it is not calculated.',
			'As the seasons are estimated from the same data, less noise is left than there was. The limits and the variance of the trend are multiplied by what was lost, which follows from the weights of the decomposition. With fewer than three years that is not enough, and the series is not judged.'
		],
		legend:
			'm: moving average of 12 months (of 4, with quarters). f with j: what season j adds, with n values that have a moving average. d with bar: mean of these averages.'
	},
	'survey-changes': {
		title: 'Changes between two waves of a survey',
		paragraphs: [
			'Where there are only the two figures and their errors, the error of the change depends on which share of the sample is the same and on how much the answers of one person to both waves resemble each other. Both are declared. If unknown, it counts as if nothing were the same: the error is then rather too large.',
			'The smallest detectable change is the one that would have been found 4 times in 5. Where many changes are shown together, they are judged together by Benjamini and Hochberg: of those called clear, at most 5 % are expected to be false. The smallest change of each is told at the level that would have been enough for it beside the others.'
		],
		legend:
			's: error of the change; s with 1 and 2: those of the waves. P: share of the sample that is the same (if sizes differ, over their geometric mean). ρ: correlation between the two answers. Δ with an asterisk: smallest detectable change, with Student’s t and power π = 0.8. α: level that is enough; q: 5 %; m: changes that are judged; k: those that would be clear with this one.'
	}
};
