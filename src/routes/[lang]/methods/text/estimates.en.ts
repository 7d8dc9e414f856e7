import type { TopicText } from '../outline.ts';

export const estimatesEn: TopicText<'estimates'> = {
	estimates: {
		title: 'What is estimated',
		paragraphs: [
			'A survey interviews a few people on behalf of many. The weight says how many each of them stands for. A mean is the sum of the values multiplied by their weights, divided by the sum of the weights. A percentage is the mean of a variable that is 1 for those who have the attribute and 0 for the rest. A total is the weighted sum, not divided.',
			'The denominator of a percentage is everybody the question applies to who answered it. The mean of a number is taken over those who gave a number. The weights are those of the producer, and change only where a calibration is declared.'
		],
		legend:
			'd: domain, the group that is asked about. k: a person or a household. w: its weight. y: its value.'
	},
	ratios: {
		title: 'Ratios, variances and distributions',
		paragraphs: [
			'A ratio divides one total by another: all that is spent on cannabis by all the days on which it is used, say. Numerator and denominator are added up first, with their weights, and divided once; it is not the mean of everybody’s own quotient. It is taken over those who gave both numbers.',
			'The variance of a number says how much people differ from one another. A distribution gives the percentage of every category over the same denominator, so that the parts add up to 100%.'
		],
		legend:
			'R: ratio. y: numerator of person k. x: denominator. z: sum of the influences of a PSU on the ratio. S²: variance of the number in the population. y with a bar: its mean. n: cases of the domain. w: weight.'
	},
	quantiles: {
		title: 'Medians and other quantiles',
		paragraphs: [
			'The median is the value that half of the population lies below; a quantile is the same with another share, such as a tenth or three quarters. Everybody counts by their weight.',
			'Twelve rules say which value is taken where the cut falls between two. The one that is used unless another is asked for (math) gives the smallest value at which the share is reached: always a value that somebody gave. The others have the names they have in R: school, shahvaish, and hf1 to hf9, those of Hyndman and Fan with weights.',
			'The interval is Woodruff’s: that of the share of the population up to the quantile is worked out, and each limit is turned into a value by the same rule. For that share one can ask for Wald (mean, unless otherwise said), log-odds (xlogit), arcsine (asin) or Korn and Graubard (beta). There are also score limits (score), the values that a test does not reject, and, with replicate weights, the spread of the quantile over the replicates (quantile). If a limit lies beyond the data, there is no error, and the figure is not given.'
		],
		legend:
			'F(v): share of the population with a value of v or less. π: the share asked for; 0.5 for the median. q: quantile, by the rule math. Q: the rule. s: standard error of F(q). t: quantile of Student’s t with ν degrees of freedom. q₁ and q₂: limits of the interval, here with Wald. The last expression is the standard error of the quantile.'
	},
	domains: {
		title: 'A filter is a domain',
		paragraphs: [
			'When you limit a question to a group, no row is dropped. The sample was designed for the whole country, and how many people of a group fell into it is a matter of chance: that part of the error is counted too.',
			'This is why primary sampling units (PSUs: neighbourhoods, blocks, sections) with nobody of the group stay in the calculation and count as zero. To filter first and declare the design afterwards would give a wrong error.'
		]
	}
};
