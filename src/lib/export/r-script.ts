import type { RQuestion } from './r-asked.ts';
import { type FrameOptions, csvLines, framed, totalDifferences } from './r-frame.ts';
import { type QuestionOptions, domainLines, measureLines } from './r-question.ts';
import { rVector } from './r-syntax.ts';

export interface RScriptOptions extends FrameOptions {
	readonly question: RQuestion;
}

/**
 * An R script that reads the rows and prints the same estimates, standard errors and limits as
 * `estimate`, as CSV. Needs R and its package survey, from 4.1 on, and nothing else.
 */
export function rScript(options: RScriptOptions): string {
	const { question, table, source } = options;
	return framed(options, {
		request: question,
		differences: question.measure.statistic === 'total' ? totalDifferences(table) : [],
		prints:
			'Prints CSV: a line a domain, then "overall"; estimate, standard error, limits, degrees of freedom.',
		lines: questionLines({ question, table, source }),
		answer: [...resultLines(question), ...csvLines(headerOf(question))]
	});
}

/** Domains, and `measured`, which gives the numbers of one. */
export const questionLines = (asked: QuestionOptions): string[] => [
	...domainLines(asked),
	'',
	...measureLines(asked)
];

const headerOf = ({ by }: RQuestion) => [
	...['scope', ...by, 'part', 'n', 'events', 'estimate', 'standard_error'],
	...['lower', 'upper', 'df', 'status']
];

/** `results`: a line a domain, then the whole. */
export function resultLines({ by }: RQuestion): string[] {
	const names = by.map((_, i) => `by${i + 1}`);
	return [
		...(by.length === 0
			? ['results <- NULL']
			: [
					`keys <- as.data.frame(by, col.names = ${rVector(names)})`,
					'keys <- unique(keys[inside & complete.cases(keys), , drop = FALSE])',
					'keys <- keys[do.call(order, unname(as.list(keys))), , drop = FALSE]',
					'keys[] <- lapply(keys, as.character)',
					'results <- do.call(rbind, lapply(seq_len(nrow(keys)), function(i) {',
					'  key <- unlist(keys[i, ], use.names = FALSE)',
					'  data.frame(scope = "domain", keys[i, , drop = FALSE], measured(inside & matches(key), key), row.names = NULL)',
					'}))'
				]),
		`overall <- data.frame(scope = "overall", ${names.map((name) => `${name} = ""`).join(', ')}${names.length > 0 ? ', ' : ''}measured(inside, character(0)), row.names = NULL)`,
		'results <- rbind(results, overall)'
	];
}
