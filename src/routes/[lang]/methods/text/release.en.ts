import type { TopicText } from '../outline.ts';

export const releaseEn: TopicText<'release'> = {
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
			'The figures that stand on a page were worked out when it was built; those you ask for are worked out in your browser. On both sides DuckDB adds up the weights and values of every PSU and combination of categories, and the same program makes figures, variances and covariances of these sums, in the same order. A test demands that they agree to the last bit.',
			'Another question about the same columns does not read the data again. What does not follow from sums (quantiles, variances, replicate weights, calibration) is worked out row by row, by the same program.'
		]
	},
	reproducing: {
		title: 'Working out a figure again',
		paragraphs: [
			'Nobody has to believe a figure: it can be worked out again outside this page, in three ways.'
		],
		points: [
			'SQL. Below every answer stand the statements that read the data and, where one statement can say it, the one that gives cases, estimate and standard error in DuckDB. It is written apart from the program. It cannot where there is a second stage, replicate weights, calibration, the rules adjust and average, quantiles or variances.',
			'R. Below the answer stands also the script that reads the rows, declares the design and gives, with the package survey, the same estimate, error and limits. It reads the published rows of an open survey; of any other, the files of its producer.',
			'npm run atalaya -- estimate FILE.json: the same estimator, without a browser, with a CSV or Parquet file of your own. With --r FOLDER it writes the R script of every estimate; estimate --help explains the file of requests.'
		]
	},
	'differences-from-r': {
		title: 'Where we differ from R on purpose',
		paragraphs: [
			'All else agrees with the R package survey 4.5: to the eighth figure where there is a closed formula, to the fifth where it is solved by approximations. These do not, or with a but.'
		],
		points: [
			'Likelihood interval: solved exactly here. R interpolates it and is up to 0.4% off.',
			'Arcsine interval: here we follow R also where a limit passes 0 or 100% and folds back inwards, so that the interval comes out too short.',
			'Nobody or everybody: R gives NaN, an interval without width or an error, depending on the method. Here the rule of Clopper and Pearson always holds.',
			'A quantile that falls before the share of the smallest value: here it is that value. R gives the second or, with hf4, something below them all.',
			'The rule shahvaish: here weights are taken to a mean of 1, as in the article; in R the result depends on their scale.',
			'Score limits of a quantile: with unequal weights, R reads an unweighted share as if it were weighted. Not here.',
			'Raking: ends here when all totals are met; in R, when a round changes little.',
			'Post-stratification: a row of weight 0 adds nothing to the error; in R it adds a little.',
			'Trimming: with replicate weights every replicate is trimmed, as the manual of R says; its code does something else. A weight of 0 stays 0.',
			'A replicate that cannot be calibrated is an error that names it; R drops it from every variance.',
			'Chi-square with lincom: here always the exact distribution; R puts an approximation in its place if it lacks the package CompQuadForm.',
			'Regression: a column that follows from others is an error, where R drops it; if a value predicts the outcome without fault there are no coefficients, where R gives those of its last round.'
		]
	},
	comparability: {
		title: 'When two figures are compared',
		paragraphs: [
			'One rule decides, the same for trends, comparisons and tables. Every figure has its properties: the period and the radius asked about, whether a person perceives, has heard or has seen, the universe and the frame it comes from, how people were interviewed and how they were weighted. The rule compares property by property and keeps the worst difference.',
			'What nobody has documented is not taken for the same: it counts as the worst difference there could be. A person in charge may decide otherwise; then the signature and the reason are printed beside the figure.',
			'In an experiment on wording, two random halves of a sample answer two versions of a question. The difference is the effect of the words, with the covariance of the two halves, which live in the same neighbourhoods. The bridging factor (one share divided by the other) is offered with its interval; it is never applied without saying so.'
		],
		points: [
			'The same: there is no difference.',
			'Close: weighting, edition of the frame, treatment of don’t know or similar modes of interview differ. It is compared, and said.',
			'Not comparable: words, radius, period or universe differ, or sale and use are asked about together. The difference is not worked out.'
		]
	},
	checks: {
		title: 'What is checked before a release',
		paragraphs: [
			'A release is made aside, compared byte by byte with its list, and only then takes the place of the one before. If anything fails, the one before stays as it was.'
		],
		points: [
			'Files: the rows, keys, codes and numbers expected; what does not fit is set aside with its line and reason, and counted in the report.',
			'Published figures: those of the producer are worked out again and have to agree to the last decimal published.',
			'Series: jumps, incomplete periods, totals, and that a category is never added to those it is made of. A blank is not a zero.',
			'Baselines: the value fixed has a seal and does not change; revisions stand beside it.',
			'Drafts and releases under embargo never reach the public edition.'
		]
	},
	publication: {
		title: 'What is not published',
		paragraphs: [
			'Everything on a static site is public. So every survey has a tier, and what must not leave never reaches the folder that is published. Published rows hold harmonised concepts and columns of the design only, with the codes of strata and PSUs shuffled.'
		],
		points: [
			'Open: somebody with the right to do so allowed in writing that rows are published. They leave after what is rare is grouped, small places and sensitive answers of minors are taken out (unless expressly allowed), links of households are cut, and it is counted how many rows are alone in what somebody who knows them may know; above the declared share nothing is published.',
			'Protected: only figures leave. One is suppressed if it is about fewer people, or fewer primary sampling units, than the rule says; if it tells apart 1 to k - 1 people with an answer, or without it; if everybody or nobody of a small group has it; if a total comes mostly from one person; and so are others as far as is needed for none of these to follow. What is published is rounded.',
			'Before every release the last files are attacked with linear programs: somebody who knows exactly all published figures, how they add up, and the releases that are still online cannot bound a suppressed count, or its complement, more tightly than k people or 20%. If they can, the release does not leave.',
			'Local: neither rows nor figures leave the machine where they are worked out.'
		]
	},
	limits: {
		title: 'Limits',
		paragraphs: ['What these figures do not say, or do not take into account:'],
		points: [
			'The explorer asks for percentages, means and totals. All else that this page describes is asked for in a file of requests.',
			'A calibration that the producer made and nobody declares is not known, and the error may come out a little long.',
			'No more than two stages of sampling are counted. Models have no interactions.',
			'A quality label warns and does not hide: the interval, the cases and the degrees of freedom have to be read too.',
			'That two figures are comparable does not mean that their difference has a single cause.',
			'The protection does not count on what a figure of one concept says of another about the same people: whoever used last month used last year.',
			'Errors other than sampling are not measured: who is missing from the frame, who does not open the door, who does not tell the truth.'
		]
	}
};
