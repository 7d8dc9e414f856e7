import type { TopicText } from '../outline.ts';

export const errorsEn: TopicText<'errors'> = {
	variance: {
		title: 'The standard error',
		paragraphs: [
			'The standard error says how much the figure would change if the survey were repeated with another sample. It is the square root of the variance, which comes from Taylor linearisation: every person is given their influence on the figure, the influences are added up within each PSU, and the variance is the spread of these sums within each stratum.',
			'PSUs are taken as drawn with replacement, which usually gives an error slightly larger than the true one. Where the design declares how many PSUs the population has, or which fraction was drawn, the finite population correction is applied.'
		],
		legend:
			'V: variance. s: standard error. h: stratum. i: PSU. n: PSUs drawn in the stratum. f: fraction drawn, 0 where not declared. z: sum of the influences of a PSU; the first expression of z is for a mean, the second for a total.'
	},
	'two-stages': {
		title: 'Two stages and finite populations',
		paragraphs: [
			'Where a survey draws neighbourhoods first and dwellings within them second, each draw adds error. As long as neighbourhoods are taken as drawn with replacement, the differences between them hold all of it. Where the population of the first stage is declared, the variance within PSUs is added, times the fraction of PSUs drawn. Whoever declares the design can have the first stage alone counted.',
			'The population of each stage is declared as a number of units or as the fraction drawn: if no value of the column is above 1, they are fractions. The two are never mixed, and the value is the same throughout a stratum; otherwise nothing is worked out, and the message says where the fault is. A stratum drawn completely adds no error. If the file has no weights, they follow from these sizes.'
		],
		legend:
			'V: variance; with 1, that of the first stage. h: stratum. i: PSU. f: fraction drawn; with h, of the PSUs of the stratum; with hi, of the units of the PSU. m: units drawn within the PSU. j: one of them. z: sum of its influences. w: derived weight. N and n: units there are and units drawn, at stages 1 and 2.'
	},
	'lonely-units': {
		title: 'Strata of a single PSU',
		paragraphs: [
			'A stratum with a single PSU does not tell how much PSUs differ from each other. If the group has cases in such a stratum, no figure is given and the stratum is named; no variance is made up or taken as zero. Whoever declares the design can choose another rule. The five have the names they have in R.',
			'A variant (adjustDomains) treats alike the strata in which the group has cases in a single PSU although more were drawn; it goes with adjust and average. Without it, PSUs without cases count as zero. A stratum drawn completely needs no rule.'
		],
		points: [
			'fail: there is no figure. The rule unless another is chosen.',
			'remove: the stratum adds no variance.',
			'certainty: it adds none either; this declares that the unit was certain to be drawn.',
			'adjust: it adds the distance of its PSU from the mean of all PSUs drawn.',
			'average: it adds what the other strata add on average.'
		],
		legend:
			'First expression, adjust. V: variance of stratum h. f: fraction drawn. z: sum of the influences of its PSU. z with a bar: mean of these sums over all PSUs drawn, in all strata. Second expression, average. H: strata with cases of the group. L: those of a single PSU; the sum is over the others.'
	},
	replicates: {
		title: 'Replicate weights',
		paragraphs: [
			'Some surveys come with dozens of columns of weights beside the weight itself: each imitates another sample that might have been drawn. The figure is worked out once with every column, and the spread of the results is its error. Neither strata nor PSUs are needed.',
			'The type of the weights is declared, and the type fixes the factors a and b. The spread is measured around the mean of the replicates or, with mse, around the estimate, as other programs do. A replicate in which the figure does not exist is left out.',
			'In a file of requests they can also be made, from strata and PSUs. The jackknife leaves out one PSU at a time and spreads its weight over the others of its stratum. The bootstrap of Rao and Wu draws, with replacement, one PSU fewer than the stratum has. The draw starts from a declared seed: the same seed gives the same weights. They are made before calibration, and every replicate is then calibrated.'
		],
		points: [
			'JK1: a = (R − 1) / R. JK2: a = 1.',
			'JKn: a = 1, and one b a replicate, which the producer gives.',
			'BRR: a = 1 / R. Fay: a = 1 / (R (1 − ρ)²).',
			'bootstrap and subbootstrap: a = 1 / (R − 1).',
			'ACS and successive-difference: a = 4 / R. other: what is declared.'
		],
		legend:
			'V: variance. R: number of replicates. θ with r: the figure in replicate r. c: mean of the replicates, or the estimate. a and b: factors; b is 1 unless otherwise said. Second expression, the b of a jackknife that is made: f, fraction drawn of the stratum; n, its PSUs. Third, a weight of the bootstrap that is made: w, weight; m, how often PSU i came up.'
	},
	calibration: {
		title: 'Calibration and trimming of weights',
		paragraphs: [
			'If the census tells how many people there are of every age, weights can be adjusted so that the survey gives the same numbers. This makes up for part of the non-response, and the error usually falls. The steps are declared in the design of a file of requests and taken in their order.',
			'The error accounts for the adjustment: what a regression on the adjusted categories or numbers predicts is first taken off every influence, and a total that was fixed is left without error. Trimming is the exception: trimmed weights are taken as given. With replicate weights, every replicate is adjusted on its own. If totals cannot be met, there is no figure, and the message says which one is missed and by how much.'
		],
		points: [
			'Post-stratification: the weights of each category are multiplied by one factor, up to its total.',
			'Raking: the same with several classifications, one after the other, until all are met.',
			'Calibration: the weights that meet the totals and move least from where they start; the distance is linear, raking, or logit, which keeps the factor between two limits.',
			'Trimming: weights beyond a limit are brought to it, and the difference is spread in equal parts over the others, once or until none is outside.'
		],
		legend:
			'w: weight at the start. g: factor. x: categories or numbers of person k. T: their totals in the population. λ: what is solved for. The three expressions of g: linear, raking and logit; L and U: limits of the factor; u: x·λ; a: (U − L) / ((1 − L)(U − 1)). z: sum of the influences of a PSU after calibration. e: influence of a person per unit of weight. β: coefficients of the regression of e on x.'
	},
	'degrees-of-freedom': {
		title: 'Degrees of freedom',
		paragraphs: [
			'They say how much information there is about the error itself. They are PSUs minus strata, counting only those with members of the group: the people in the denominator and those whose answer was lost. A group spread over few PSUs gets a wider interval.',
			'With replicate weights they are the rank of the matrix of the members’ weights, minus 1. A file of requests can ask for those of the whole design, or for infinitely many, which is the normal distribution.'
		],
		legend:
			'ν: degrees of freedom. m: PSUs with members of the domain d. h: strata with members of the domain d. r: rank of the replicate weights of the members.'
	},
	'design-effect': {
		title: 'Design effect',
		paragraphs: [
			'How many times larger the variance is than that of a simple random sample, without replacement, of as many interviews. An effect of 4 means that a thousand interviews inform like 250. There is none where all answers are the same, or where the weights add up to no more than the cases. A file of requests can ask for the comparison with a sample with replacement.'
		],
		legend:
			'V: variance under the design. V₀: that of the simple random sample. N: sum of the weights. n: cases. S²: weighted variance of the variable, with n − 1. For a total, the denominator is multiplied by N². With replacement, V₀ is without its second factor.'
	}
};
