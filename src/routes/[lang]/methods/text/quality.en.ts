import type { TopicText } from '../outline.ts';

export const qualityEn: TopicText<'quality'> = {
	quality: {
		title: 'Quality labels',
		paragraphs: [
			'A label says whether a figure is precise enough to be used, by the standard of an institution. The rules are data, one file a standard: they can be read, discussed and changed without touching the program. They are taken in order, and the first that holds decides.',
			'The label gives its reason: “not reliable (df 6 < 9)”. If a number that the rule asks for is not there, the figure is not assessable; silence is not approval. Below every answer stands the name of the standard. The label warns and does not hide: the figure is shown all the same.'
		],
		points: [
			'INE of Chile, households, 2020. Fewer than 60 cases or 9 df: unreliable. A proportion with an error above E: weakly reliable. Means and totals: cv above 15%, weakly reliable; above 30%, unreliable.',
			'INE of Chile, economic surveys, 2024. The same with 30 cases and cv of 20% and 30%. In a planned domain, as many cases as planned are enough.',
			'ECLAC 2020. Fewer than 100 cases, 50 with the attribute or 140 effective ones, or c above 0.175: suppress. Fewer than 9 df, or cv of 20% or more: review.',
			'ECLAC 2023. Fewer than 9 df, 30 cases with the attribute or 60 effective ones, or a design effect below 1: unreliable. With c above 0.175: unreliable below one half, weakly reliable from there on. Fewer than 50 cases with the attribute: weakly reliable. Means and totals: cv above 20%, weakly reliable; above 30%, unreliable.',
			'NCHS, proportions, 2017. Fewer than 30 cases or 30 effective ones, an interval of 30 points or more, or one wider than 5 points and than 130% of the figure: suppress. Nobody, everybody or fewer than 8 df: review.',
			'NCHS, counts, 2023. Fewer than 10 effective cases, or an interval wider than 160% of the figure: suppress. Fewer than 8 df: review.',
			'NSDUH. Rounds to 0.0 or 100.0%, c above 0.175, fewer than 68 effective cases or 100 cases: suppress.',
			'DHS. Fewer than 25 cases: suppress. From 25 to 49: with caution.',
			'DANE. Cv above 15%: low precision.',
			'INEGI. Cv of 15% or more: moderate precision; of 30% or more: low.',
			'None: no label.'
		],
		legend:
			'E: largest standard error of a reliable proportion, by INE. c: logarithmic cv, in the form published by ECLAC and NSDUH. m: the smaller of p and 1 − p. s: standard error. cv: standard error over the figure. df: degrees of freedom. Effective cases: cases over the design effect; for NCHS, the size of Korn and Graubard with its cut or, for counts, cases over the effect of the weights.'
	},
	'quality-readings': {
		title: 'Where we read a standard otherwise',
		paragraphs: [
			'Some standards are silent on certain cases, and the program that applies them, the R package calidad 0.8.0, then gives results that nobody would defend. There we had to decide. Every decision is written in the file of the standard, and a test counts the cases in which we differ.'
		],
		points: [
			'A standard error of 0, because nobody has the attribute or everybody: not assessable, in standards that look at the error. To the package 0% is reliable, and 100% is reliable or without a label, depending on the standard.',
			'ECLAC 2020: a mean with a cv of 20% or more goes to review, as a proportion does. The package gives it no label.',
			'INE 2024: a proportion with fewer than 9 degrees of freedom is unreliable, as a mean is. The package calls it weakly reliable.',
			'The logarithmic cv above one half: the published form judges p and 1 − p alike; that of calidad 0.8.0 divides by p. One can choose; unless otherwise said, it is the published one.'
		]
	},
	refusals: {
		title: 'When there is no answer',
		paragraphs: [
			'There are questions that a sample cannot answer. Then the reason stands where the figure would. A number is never given without its error.'
		],
		points: [
			'The group has no cases.',
			'The group has cases in a stratum of a single PSU, and the design does not choose a rule: the stratum is named.',
			'No degrees of freedom are left.',
			'The denominator of a ratio is zero.',
			'A variance of a single case.',
			'A quantile whose interval reaches beyond the data.'
		]
	},
	'incomplete-designs': {
		title: 'Incomplete designs',
		paragraphs: [
			'Some public files have the weight, but not the stratum or the PSU. The estimate is right then, but the error cannot be worked out in full: what comes out is, as a rule, too small.',
			'In that case the interval is drawn open-ended and called a lower bound, and the precision is given as not assessable. No design effect is assumed to make up for it, and there are no comparisons, tests or models.',
			'If somebody measured the design effect, in a technical report say, it can be declared with its source. It then multiplies the variances and stands in every answer; the figure can be labelled and compared, but it is still a lower bound, and tests and models are still not made.'
		],
		legend: 's: standard error. V: variance with what the file has. D: declared design effect.'
	},
	unsure: {
		title: 'Don’t know or refused',
		paragraphs: [
			'To leave out those who don’t know is to assume that they would have answered like the rest. If they are few, it hardly matters; if they are many, it decides the figure. Where they exceed 5% of the people asked, weighted, percentages keep them in the denominator, as people without the attribute. Up to 5%, they are left out.',
			'This is decided once for a question, alike for all groups. The page says what was done and how many they are, and you can choose the opposite. “Don’t know” never enters a mean or a sum.',
			'The answer also gives two extremes: what the percentage would be if none of these people had the attribute, and what it would be if all of them had.'
		],
		legend:
			'u: share of don’t know or refused. U: those who don’t know or refused. Q: everybody who was asked. A: those who have the attribute. w: weight. p₁ and p₂: the two extremes.'
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
	'several-answers': {
		title: 'Several answers of one person as one',
		paragraphs: [
			'Some figures are of what follows from several answers of the same person: how many factors of exclusion somebody has, and in which environments. They are made from the answers once these are harmonised, and then estimated, protected and compared like any other.'
		],
		points: [
			'Counted are the people with an answer to every question that was asked of them. One missing answer leaves somebody out: not knowing is not zero. The share left out stands beside the figures.',
			'A question that does not apply to a person counts as not having the factor.',
			'A combination is exact: these environments and no other. Which combinations are named is declared beforehand, the same in every wave; all others stand together.',
			'Combinations are published of the whole population only: group by group they would tell of figures that are withheld.',
			'Changes of several factors at once have p-values adjusted by Holm; where an interval holds zero there is no clear change.'
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
	}
};
