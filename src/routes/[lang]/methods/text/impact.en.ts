import type { TopicText } from '../outline.ts';

export const impactEn: TopicText<'impact'> = {
	'impact-two-groups': {
		title: 'What a programme changed: four means',
		paragraphs: [
			'The effect is the change of those who had the programme less the change of those who had it not. It holds if, without the programme, both would have changed alike. The error allows for observations of one cluster being alike; with fewer than 40 clusters the CR2 correction with Satterthwaite’s degrees of freedom stands beside it, and a bootstrap that tries all combinations of signs when clusters are 12 or fewer.'
		],
		legend:
			'T: treated. C: comparison. 0 and 1: before and after. V: variance; c: small-sample correction; s: sum of the residuals of a cluster g times its regressors; B: inverse of the matrix of the regressors.'
	},
	'impact-staggered': {
		title: 'Staggered starts',
		paragraphs: [
			'When the programme starts on different dates, each cohort of start is compared, period by period, with untreated units only; then cohorts are averaged by their size. With covariates the doubly robust form is the default. Joint bands hold for all points at once (maximum of correlated normals, seeded).',
			'The two-way fixed-effects coefficient is never the result: it also compares with units that already had the programme. It is shown only beside the Goodman-Bacon weights that tell what it is made of.'
		],
		legend:
			'ATT: effect on cohort g in period t. g−1: last period before the start. C: untreated units. E: mean.'
	},
	'impact-trends': {
		title: 'If the groups did not go alike',
		paragraphs: [
			'A joint test asks whether groups went apart before the start; with too many cells for the units the test is said not to be reliable. Besides, the page tells how far trends could depart, in multiples of the largest departure seen before, until the interval includes 0. Where the interval reaches the edge of the grid that was searched, it says so.'
		],
		legend:
			'δ: departure of the trends between two periods in a row. M: how many times the largest of the earlier ones.'
	},
	'impact-copies': {
		title: 'A single city: synthetic copies',
		paragraphs: [
			'The copy is a mixture of untreated units that resembles the treated one before the start; weights are not negative and add up to 1. The effect is the difference afterwards. Synthetic difference-in-differences weights periods too and allows for other levels. With a single treated unit there is no normal interval: the page tells its place among the others, each treated as if it were.'
		],
		legend:
			'ω: weights of units; λ: weights of periods. N, T: units and periods; 1 the treated ones and 0 the others. Y: outcome.'
	},
	'impact-series': {
		title: 'A reform: interrupted series',
		paragraphs: [
			'A line is fitted with a change of level and one of slope, which counts from 0 at the interruption. The error is that of Newey and West with its lag in sight, or of an autoregressive model; counts carry exposure and dispersion. A control series tells what would have happened anyway.'
		],
		legend: 't0: interruption. b2: change of level. b3: change of slope. s: season.'
	},
	'impact-threshold': {
		title: 'A rule with a threshold',
		paragraphs: [
			'On either side of the threshold a local line is fitted, with more weight near it and with the bandwidth that makes the estimated squared error least. The interval corrects the bias of the line and for what correcting it costs. Besides, the page shows other bandwidths, false thresholds, and whether cases crowd.'
		],
		legend: 'τ: jump at the threshold c. μ: limit of the mean on the right (+) and on the left (−).'
	},
	'impact-people': {
		title: 'People followed over time',
		paragraphs: [
			'The curve tells how many are still without the event; people no longer observed count until that day. Where another event rules out the one looked at (a death, another sentence), the cumulative incidence of each cause is given, because 1 less the curve overstates. Hazard ratios are Cox’s with Efron’s ties; tests are log-rank and Gray’s. No row of a person is published: curves on a coarse grid, and rounded numbers.'
		],
		legend:
			'S: share without the event until t. d: events at a time; n: at risk. F: cumulative incidence of cause k.'
	},
	'impact-balance': {
		title: 'Are the groups alike?',
		paragraphs: [
			'Each characteristic is compared in standard deviations of the treated, the same before and after making groups alike; above 0.1 it is marked. Groups are made alike by the estimated probability of having the programme, weighting or matching. Where groups do not overlap, nothing is weighted and the page says so.'
		],
		legend: 'd: standardised difference. s: deviation among the treated, unweighted.'
	},
	'impact-counts': {
		title: 'Few events',
		paragraphs: [
			'With few events a normal interval lies. Below a declared number it is refused, and exact ratios of rates are used, or the programme is dealt out to the units by chance again and again to see how rare the observed difference is.'
		]
	},
	'impact-pooling': {
		title: 'Several programmes together',
		paragraphs: [
			'Only results of one family that may be read as effects are pooled, at least three: random effects (REML) with the interval of Knapp and Hartung. The prediction interval tells where the effect would lie in a new place; where it crosses 0, the page warns.'
		],
		legend: 'θ: effect of each programme; s: its error; τ²: variance between programmes.'
	},
	'impact-power-and-cost': {
		title: 'What could have been found, and what it cost',
		paragraphs: [
			'The detectable effect is the one that would have been seen four times in five, 2.80 standard errors; that nothing smaller is seen does not mean there is nothing. The cost of a unit of effect carries Fieller’s interval, which has no upper limit where the effect may be none. p values of several outcomes are adjusted by Holm. The people that a change between two waves needs are those of two simple samples, by the comparison of two proportions, times the design effect and 1 − 2·c·r·s₁·s₂ / (s₁² + s₂²), where c is the share asked again and r the correlation of their answers.'
		],
		legend: 'z: normal quantiles; α: level; π: power; s: standard error.'
	}
};
