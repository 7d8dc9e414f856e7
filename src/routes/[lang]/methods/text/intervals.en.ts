import type { TopicText } from '../outline.ts';

export const intervalsEn: TopicText<'intervals'> = {
	intervals: {
		title: 'Intervals',
		paragraphs: [
			'An interval says between which values the true figure lies, with good certainty: of a hundred surveys like this one, about 95 would give an interval that holds it. The level is 95%, unless another is asked for. A mean, a ratio, a variance or a total has the interval of Student’s t: the estimate plus and minus the quantile of t times the standard error.',
			'A percentage has the same interval on the log-odds scale, brought back to the scale of percentages. It never falls below 0 or rises above 100, and it is lopsided where it should be.'
		],
		legend:
			'θ: mean, ratio, variance or total. t: quantile of Student’s t with ν degrees of freedom. s: standard error. p: proportion.'
	},
	'small-shares': {
		title: 'Percentages that are very low, very high or rest on few cases',
		paragraphs: [
			'Below 5%, above 95%, or with fewer than 10 cases that have the attribute, the interval is that of Korn and Graubard: the exact limits of the binomial, at the effective sample size instead of the number of interviews.',
			'The effective size is that of a simple random sample that would have the same error, adjusted for the degrees of freedom. As in R, it is not cut at the number of interviews, unless asked.'
		],
		legend:
			'n: cases of the domain, with those whose answer was lost. n*: effective size. α: 1 minus the level, 0.05. p, s, t and ν: as in intervals. B: quantile of the beta distribution; the first expression with B is the lower limit, the second the upper.'
	},
	'nobody-or-everybody': {
		title: 'When nobody has it, or everybody',
		paragraphs: [
			'A sample in which nobody has the attribute does not prove that it is 0% of the population. Its computed error would be zero, which would be false. The limits are the exact ones of Clopper and Pearson, at an effective size: the cases divided by the design effect, if that is above 1.',
			'The design effect is borrowed from the nearest larger group that has people with the attribute and people without: first the breakdown without its last cut, and so on to the whole; then the survey without filters. If there is none, it is 1. The page names the method.'
		],
		legend: 'n: cases of the domain. deff: the borrowed design effect.'
	},
	'interval-methods': {
		title: 'Other intervals one can ask for',
		paragraphs: [
			'There are several good intervals for a percentage, and every country has its custom. This program chooses by the rule of the sections above; a file of requests can ask for another. The answer always says which one it has.',
			'When nobody has the attribute, or everybody, none of them exists, and the rule of the section above holds. If the interval asked for does not exist because the error is zero, that on the log-odds scale takes its place, and the answer says so.'
		],
		points: [
			'auto: log-odds; Korn and Graubard below 5%, above 95%, or with fewer than 10 cases that have the attribute.',
			'logit or xlogit: log-odds.',
			'asin: symmetric in the arcsine of the root of the percentage.',
			'beta: Korn and Graubard, cut at the number of cases if asked (capEffectiveSize).',
			'wilson: the values that the score test does not reject, at the effective size.',
			'likelihood: the values nearly as likely as the estimate, with the correction of Rao and Scott.',
			'mean: Wald, symmetric around the percentage; it may fall below 0 or rise above 100.'
		],
		legend:
			'In order: arcsine; Wilson; likelihood, in two lines; Wald. p: proportion. π: the two limits that are solved for. s: standard error. t: quantile of Student’s t with ν degrees of freedom. n: cases. n*: p(1 − p) / s². D: how far π is from p in likelihood.'
	}
};
