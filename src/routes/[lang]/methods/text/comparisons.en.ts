import type { TopicText } from '../outline.ts';

export const comparisonsEn: TopicText<'comparisons'> = {
	comparisons: {
		title: 'Differences and other comparisons',
		paragraphs: [
			'To know whether one figure is above another it is not enough to see whether their intervals touch: the error of the difference has to be worked out. Two groups that live in the same neighbourhoods are alike, and this likeness, the covariance, is counted.',
			'The test is the two-sided t test. Its hypothesis is that the difference is 0 or, for a ratio, that it is 1. The degrees of freedom are those of the groups compared, taken together. Figures of an incomplete design are not compared, unless its design effect is declared; nor is a difference without error tested.'
		],
		points: [
			'Difference: one figure minus the other.',
			'Ratio: one figure divided by the other; also its logarithm.',
			'Relative change: the difference divided by the figure it starts from.',
			'Linear combination: several figures, each with its coefficient; for example, how much more one group changed than another.'
		],
		legend:
			'Δ: comparison. θ: the figures. c: their coefficients, such as 1 and −1; for a ratio or a relative change, the derivatives (delta method). C: covariance of two figures. s: standard error of the comparison. Δ with 0: its value if there were no difference.'
	},
	waves: {
		title: 'Comparing years and countries',
		paragraphs: [
			'The error of a change between two years depends on whether the two samples share neighbourhoods or people. The program does not guess: the design of the data it is given says so.',
			'Two countries are compared as independent samples, each with its own design. First, both figures are worked out again for the people that both surveys include: the same ages and, where one is only urban or only rural, the same area. Where the data do not allow exactly that cut, they are not compared, and the reason is given. “Don’t know” and refusals count in the same way in both.'
		],
		points: [
			'Independent samples: the rows of both years stand together, and the year is part of the stratum. The covariance is 0 and the variances add up.',
			'The same PSUs, other people: PSUs keep their code, and the year is one more group. The covariance counts, and the error of the change is usually smaller.',
			'A panel, the same people: one row a person, with a column for each year.'
		]
	},
	'several-tests': {
		title: 'Many comparisons at once',
		paragraphs: [
			'Whoever compares twenty groups that do not differ at all will find, by chance, a “significant” difference. This is why p values can be corrected for the number of tests. Holm limits the chance of accepting any false difference; Benjamini and Hochberg, the share of false ones among those found. Both the p value and the corrected one are given.'
		],
		legend:
			'm: number of tests. p: p values, from the smallest; i and j: their places in that order. p*: corrected value. First expression, Holm; second, Benjamini and Hochberg.'
	},
	tests: {
		title: 'Tests of association and of differences',
		paragraphs: [
			'A test says whether what is seen in the sample could be chance alone. Those of the manuals assume a simple random sample; with neighbourhoods and strata they find differences where there are none. These account for the design.',
			'“Don’t know” and refusals are left out. Whoever lacks one of the values leaves as a domain leaves. With an incomplete design there are no tests.'
		],
		points: [
			'Chi-square of Rao and Scott, for whether two classifications have to do with each other: Pearson’s, corrected by the design effects of the table. Unless another is asked for, that of second order (F); also that of first order (Chisq), the exact distribution of the sum (lincom), its approximation (saddlepoint), Wald and adjusted Wald (adjWald).',
			't test: a mean against a value, or the difference between two groups, with the degrees of freedom of the design minus 1.',
			'Rank tests: Wilcoxon, which for more than two groups is that of Kruskal and Wallis, van der Waerden and median.'
		],
		legend:
			'X²: Pearson. n: cases. p with rc, r and c: proportion of a cell, of its row and of its column. δ: design effects of the table. F: statistic, with d and d·ν degrees of freedom; ν: those of the design. r: rank of person k, between 0 and 1; those who tie share the mean of theirs. N: sum of the weights; l: the other people.'
	},
	models: {
		title: 'Regression models',
		paragraphs: [
			'A model takes apart effects that come together: it says, for example, how use changes with age among people of the same sex and the same area. It describes relations; it does not prove causes.',
			'There are three families: linear for numbers (gaussian), logistic for yes or no (quasibinomial) and Poisson for counts (quasipoisson). The first category of a classification is its reference. The error comes from the design, and the degrees of freedom are those of the design, plus 1, minus the number of coefficients.',
			'A classification is tested as one, by Wald or by the likelihood ratio of Rao and Scott. If a value predicts the outcome without any fault, the coefficients do not exist, and the answer says so. “Don’t know” and incomplete designs are treated as in tests.'
		],
		legend:
			'g: the function of the family; identity, log-odds or logarithm. μ: expected value of person k. x: the person’s data. β: coefficients. u: weighted sum of the residuals y − μ; V(u): its variance under the design. A: information, the derivative of u with its sign changed. F: Wald test of q coefficients, V being their variance.'
	},
	'standardised-means': {
		title: 'Standardised means',
		paragraphs: [
			'One country may use more than another only because it is younger. The standardised mean gives all groups the same composition, that of a declared reference population, and so makes them comparable.',
			'It is worked out as a post-stratification within each group, and the error accounts for it. If a group has nobody of some category, the answer says which: its mean is not comparable.'
		],
		legend:
			'With an asterisk: standardised mean of group g. a: category, such as an age group. P: its share of the reference population. The other y with a bar: mean of that category in the group.'
	}
};
