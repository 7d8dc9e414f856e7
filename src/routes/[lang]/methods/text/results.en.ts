import type { TopicText } from '../outline.ts';

export const resultsEn: TopicText<'results'> = {
	'results-progress': {
		title: 'Progress against what was planned',
		paragraphs: [
			'What is reported is compared with the milestone that was due on the day of this release, never with the final target. Where the source gives no date, it says how much of how much and no more: no path, and nothing is on track. A target of every year is compared year by year and not multiplied. What is not stated is not zero and has no bar.',
			'Values of periods and places are added only where the framework allows it; percentages, through numerator and denominator. Of running totals the latest of each country counts. An estimate meets a milestone when its whole interval does; where the interval holds the milestone, it is too uncertain to say.'
		]
	},
	'results-path': {
		title: 'The path to a target',
		paragraphs: [
			'With a baseline, a target and dates, a value is compared with the straight line between them. The line begins at an estimate, so its error counts, and less the nearer the target is. Where the interval of the difference holds zero, or the source gives no error, the answer is “too uncertain to say”. Cases that were counted have no sampling error.',
			'Beside it, by its name, stands the rule of Open SDG and Statistics Canada: the annual change that was seen over the one that is needed; from 0.95 on track, from 0.60 it has to accelerate, from 0 limited progress. It looks at two values only and not at their error, and replaces a zero by 0.001.'
		],
		legend:
			'y with an asterisk: value on the line. y with 0 and T: baseline and target. f: share of the time that has passed. V: variance of the difference; s: standard errors of the value and of the baseline. g: annual change over n years.'
	}
};
