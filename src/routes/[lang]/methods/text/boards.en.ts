import type { TopicText } from '../outline.ts';

export const boardsEn: TopicText<'boards'> = {
	'board-change': {
		title: 'When a board shows an arrow',
		paragraphs: [
			'Of a survey, the difference of the last two waves that the rule of comparability lets be compared is taken, with its error and the declared overlap of the samples. The p values of all tiles of a board are corrected together (Benjamini and Hochberg, 5%): one more tile buys no arrow. Of a series, from twelve values on it is looked whether the last one leaves the natural process limits of those before it (mean ± 2.66 mean moving ranges), and from eight on whether there is a trend (Mann-Kendall, with autocorrelation). Monthly series are first freed of their seasons. With fewer values it is “too short to say”. What lies before a break, and what is in progress, does not count.',
			'The arrow says which way the number went; the word, whether that is better or worse by the wanted direction. Without a clear change the smallest change that could have been seen is printed: of surveys, with a power of 80%. Arrests, seizures and police records measure activity: they have no wanted direction, no colour and no target. An effect of a programme has the verdict of its evaluation.'
		]
	},
	'board-status': {
		title: 'How a board judges progress towards a target',
		paragraphs: [
			'The way goes straight from the start to each milestone and to the target. The question is how much of what was due on the day of the latest value is covered: on track from 95%, accelerate from 60%, off track below; a board may declare other thresholds, and they are printed. An answer needs the whole 95% interval on one side of a threshold; the error of the start counts too, the less the nearer the target. Otherwise it is “too uncertain”. More than 100% is shown.',
			'A date that has passed is judged by data of that day or later; without them it is “no data”. Without a target or a date it is “not stated”, which is not zero. What is suppressed or not reliable shows the word and not the number. A value is overdue when twice the rhythm of its own values has passed. The median of a bloc counts only countries that have a value in all years shown; of surveys in years of their own, the latest of each country. Other countries appear as dots, without positions, and only where the rule of comparability lets all be compared with each other.'
		]
	}
};
