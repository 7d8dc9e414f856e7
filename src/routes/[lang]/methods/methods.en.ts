import type { MethodsText } from './outline.ts';

export const methodsEn: MethodsText = {
	title: 'Methods',
	lead: 'How every figure of this release is worked out: the formula, in words and in symbols; the source it comes from; and the test that holds it against something we did not write.',
	contents: 'On this page',
	source: 'Source',
	test: 'Proved by',
	sections: {
		estimates: {
			title: 'What is estimated',
			paragraphs: [
				'A survey interviews a few people on behalf of many. The weight says how many each of them stands for. A mean is the sum of the values multiplied by their weights, divided by the sum of the weights. A percentage is the mean of a variable that is 1 for those who have the attribute and 0 for the rest. A total is the weighted sum, not divided.',
				'The denominator of a percentage is everybody the question applies to who answered it. The mean of a number is taken over those who gave a number. The weights are those of the producer and are not changed.'
			],
			legend:
				'd: domain, the group that is asked about. k: a person or a household. w: its weight. y: its value.'
		},
		domains: {
			title: 'A filter is a domain',
			paragraphs: [
				'When you limit a question to a group, no row is dropped. The sample was designed for the whole country, and how many people of a group fell into it is a matter of chance: that part of the error is counted too.',
				'This is why primary sampling units (PSUs: neighbourhoods, blocks, sections) with nobody of the group stay in the calculation and count as zero. To filter first and declare the design afterwards would give a wrong error.'
			]
		},
		variance: {
			title: 'The standard error',
			paragraphs: [
				'The variance comes from Taylor linearisation. Every person is given their influence on the figure; the influences are added up within each PSU, and the variance is the spread of these sums within each stratum. The standard error is its square root.',
				'PSUs are taken as drawn with replacement, which usually gives an error slightly larger than the true one. Where the survey declares the fraction drawn from each stratum, or its number of PSUs in the population, the finite population correction is applied.'
			],
			legend:
				'V: variance. s: standard error. h: stratum. i: PSU. n: PSUs drawn in the stratum. f: fraction drawn, 0 where not declared. z: sum of the influences of a PSU; the first expression of z is for a mean, the second for a total.'
		},
		'degrees-of-freedom': {
			title: 'Degrees of freedom',
			paragraphs: [
				'They say how much information there is about the error itself. They are PSUs minus strata, counting only those with members of the group: the people in the denominator and those whose answer was lost. A group spread over few PSUs gets a wider interval.'
			],
			legend:
				'ν: degrees of freedom. m: PSUs with members of the domain d. h: strata with members of the domain d.'
		},
		intervals: {
			title: 'Intervals',
			paragraphs: [
				'The level is 95%. A mean or a total has the interval of Student’s t: the estimate plus and minus the quantile of t times the standard error.',
				'A percentage has the same interval on the log-odds scale, brought back to the scale of percentages. It never falls below 0 or rises above 100, and it is lopsided where it should be.'
			],
			legend:
				'θ: mean or total. t: quantile of Student’s t with ν degrees of freedom. s: standard error. p: proportion.'
		},
		'small-shares': {
			title: 'Percentages that are very low, very high or rest on few cases',
			paragraphs: [
				'Below 5%, above 95%, or with fewer than 10 cases that have the attribute, the interval is that of Korn and Graubard: the exact limits of the binomial, at the effective sample size instead of the number of interviews.',
				'The effective size is that of a simple random sample that would have the same error, adjusted for the degrees of freedom. As in R, it is not cut at the number of interviews.'
			],
			legend:
				'n: cases of the domain, with those whose answer was lost. n*: effective size. α: 1 minus the level, 0.05. p, s, t and ν: as in intervals. B: quantile of the beta distribution; the first expression with B is the lower limit, the second the upper.'
		},
		'nobody-or-everybody': {
			title: 'When nobody has it, or everybody',
			paragraphs: [
				'A sample in which nobody has the attribute does not prove that it is 0% of the population. Its computed error would be zero, which would be false. The limits are the exact ones of Clopper and Pearson, at an effective size: the cases divided by the design effect, if that is above 1.',
				'The design effect is borrowed from the nearest larger group that has cases: first the breakdown without its second cut, then the whole, then the survey without filters. If none of them has any, it is 1. The page names the method.'
			],
			legend: 'n: cases of the domain. deff: the borrowed design effect.'
		},
		'design-effect': {
			title: 'Design effect',
			paragraphs: [
				'How many times larger the variance is than that of a simple random sample, without replacement, of as many interviews. An effect of 4 means that a thousand interviews inform like 250. There is none where all answers are the same, or where the weights add up to no more than the cases.'
			],
			legend:
				'V: variance under the design. V₀: that of the simple random sample. N: sum of the weights. n: cases. S²: weighted variance of the variable, with n − 1. For a total, the denominator is multiplied by N².'
		},
		refusals: {
			title: 'When there is no answer',
			paragraphs: [
				'A stratum with a single PSU does not tell how much PSUs differ from each other. If the group has cases in such a stratum, no figure is given and the stratum is named. No variance is made up or taken as zero.',
				'Nor is there a figure without cases or without degrees of freedom. In all three, the reason stands where the figure would.'
			]
		},
		'incomplete-designs': {
			title: 'Incomplete designs',
			paragraphs: [
				'Some public files have the weight, but not the stratum or the PSU. The estimate is right then, but the error cannot be worked out in full: what comes out is, as a rule, too small.',
				'In that case the interval is drawn open-ended and called a lower bound, and the precision is given as not assessable. No design effect is assumed to make up for it.'
			]
		},
		unsure: {
			title: 'Don’t know or refused',
			paragraphs: [
				'To leave out those who don’t know is to assume that they would have answered like the rest. If they are few, it hardly matters; if they are many, it decides the figure. Where they exceed 5% of the people asked, weighted, percentages keep them in the denominator, as people without the attribute. Up to 5%, they are left out.',
				'This is decided once for a question, alike for all groups. The page says what was done and how many they are, and you can choose the opposite.'
			],
			legend:
				'u: share of don’t know or refused. U: those who don’t know or refused. Q: everybody who was asked. w: weight.'
		},
		missing: {
			title: 'Five ways of having no answer',
			paragraphs: [
				'They are never merged, because each changes the denominator in its own way. Somebody with an answer but no value for the breakdown counts in the whole only, and the page says how many cases these are.'
			],
			points: [
				'Not asked: the person did not get the question. Outside the universe.',
				'Not applicable: the question does not apply to the person. Outside the universe.',
				'Don’t know: was asked and did not take a side. Follows the 5% rule.',
				'Refused: was asked and would not answer. Follows the 5% rule.',
				'Lost: there was an answer, but the file does not hold it or has a code that nobody declared. Leaves the denominator; the person stays in the design.'
			]
		},
		'set-aside': {
			title: 'What is set aside when data are prepared',
			paragraphs: [
				'Source files are not corrected. What cannot be used is set aside and noted with its file, line, column, value and reason, in a list that is not published. If the lines set aside exceed the share that the survey declares, which is none unless it says otherwise, the survey is not built and the earlier release stays as it was.'
			],
			points: [
				'A line that does not have the fields of the header.',
				'A line whose key stands in an earlier one.',
				'A row of a chapter that belongs to nobody.',
				'A row whose weight is not a positive number.',
				'A code that is not declared, or a number out of its range: the answer is set aside, not the person.'
			]
		},
		synthetic: {
			title: 'The demonstration data',
			paragraphs: [
				'The demonstration surveys are synthetic. Valdoria is a fictional territory: no person, household or place is real. Its figures describe no country, and the page says so beside each of them.',
				'They are there to check the method. From a simulated population, whose exact values are known, a two-stage sample is drawn, with clusters and non-response. The estimates are held against the truth: on average they hit it, and the error they state is about the error they have.'
			]
		},
		engines: {
			title: 'Two engines, one estimator',
			paragraphs: [
				'The figures that stand on a page were worked out when it was built; those you ask for are worked out in your browser. They are the same SQL statements over the same rows, with DuckDB on both sides, and sums are taken in the same order. A test demands that they agree to the last bit.',
				'The statements stand below every answer: anyone can repeat them in DuckDB, outside this page.'
			]
		},
		publication: {
			title: 'What is not published',
			paragraphs: [
				'Everything on a static site is public. So every survey has a tier, and what must not leave never reaches the folder that is published. Published rows hold harmonised concepts and columns of the design only, with the codes of strata and PSUs shuffled.'
			],
			points: [
				'Open: the licence allows rows to be published, and the public edition has them.',
				'Protected: the tier as long as there is no written permission. The public edition describes the survey and its questions, without rows and, in this release, without figures.',
				'Local: neither rows nor figures leave the machine where they are worked out.'
			]
		},
		limits: {
			title: 'Limits',
			paragraphs: ['What these figures do not say, or do not take into account:'],
			points: [
				'This release does not use replicate weights, even where the survey has them.',
				'It does not add the variance of the second sampling stage. With a finite population correction, the error may come out a little short.',
				'It does not calibrate, nor does it account for weights that were calibrated. In a calibrated survey, the error may come out a little long.',
				'It does not put quality labels on figures or hide imprecise ones: the interval, the cases and the degrees of freedom have to be read.',
				'It does not test differences between groups, years or countries. Whether two intervals touch is not a test.',
				'It does not decide whether two surveys are comparable. A question with other words, another universe or another period measures something else.',
				'It does not estimate medians, other quantiles, ratios or models.',
				'It does not apply statistical disclosure control: this is why it publishes no figures of protected surveys.',
				'It does not measure errors other than sampling: who is missing from the frame, who does not open the door, who does not tell the truth.'
			]
		}
	}
};
