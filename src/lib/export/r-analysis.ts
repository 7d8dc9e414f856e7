import { missingReasons } from '#lib/model/missing.ts';
import type { RAnalysis, RTable } from './r-asked.ts';
import { type FrameOptions, csvLines, framed } from './r-frame.ts';
import { modelLines } from './r-model.ts';
import { factorOf, filterLines } from './r-question.ts';
import { associationLines, rankTestLines, standardisedLines, tTestLines } from './r-tests.ts';
import type { RSource } from './r-source.ts';
import { rVector } from './r-syntax.ts';

export interface AnalysisScriptOptions extends FrameOptions {
	readonly question: RAnalysis;
}

/** An R script that prints the same test, model or standardised means as `analyse`. */
export function analysisScript(options: AnalysisScriptOptions): string {
	const { question, table } = options;
	return framed(options, {
		request: question,
		differences: analysisDifferences(question, table),
		prints: analysisPrints,
		lines: analysisLines(options),
		answer: [...analysisResults(bodyOf(question, table)), ...analysisCsv]
	});
}

export const analysisPrints =
	'Prints CSV: part (what a line is), name, n, estimate, standard error, limits, statistic, df, p.';

/** The rows that have every value, and `line` and `guarded`. */
export const analysisLines = (
	options: Pick<AnalysisScriptOptions, 'question' | 'table' | 'source'>
): string[] => [
	...filterLines(options.question, options),
	...rowLines(options),
	'',
	...commonLines(options.table)
];

/** `results`: what the lines end with, or why there is no number. */
export const analysisResults = (lines: readonly string[]): string[] => [
	'results <- guarded(function() {',
	...lines.map((line) => `  ${line}`),
	'})'
];

export const analysisCsv = csvLines([
	...['part', 'name', 'n', 'estimate', 'standard_error'],
	...['lower', 'upper', 'statistic', 'df1', 'df2', 'p', 'status']
]);

function bodyOf(question: RAnalysis, table: RTable): string[] {
	switch (question.kind) {
		case 'association':
			return associationLines(question);
		case 't-test':
			return tTestLines(question);
		case 'rank-test':
			return rankTestLines(question, table);
		case 'model':
			return modelLines(question, table);
		case 'standardised-means':
			return standardisedLines(question);
	}
}

/** Where the package and we differ, in the words of whoever finds another number. */
export function analysisDifferences(question: RAnalysis, { calibration = [] }: RTable): string[] {
	const calibrated = calibration.length > 0;
	return [
		...(question.kind === 'association' && question.statistic === 'lincom'
			? [
					'Atalaya integrates the tail of lincom; R does where its package CompQuadForm is installed, and',
					'prints the saddlepoint approximation where it is not.'
				]
			: []),
		...(question.kind === 'association' && calibrated
			? [
					'Of a calibrated design, survey counts cases and degrees of freedom of all rows, also outside a',
					'filter; Atalaya those inside.'
				]
			: []),
		...(question.kind === 'standardised-means' && calibrated
			? [
					'Of a calibrated design, survey takes rows without a weight for a part of the standard; Atalaya',
					'leaves them out, and the standard errors differ a little.'
				]
			: []),
		...(question.kind === 'rank-test' && calibrated
			? [
					'Of a calibrated design, rows outside a filter move the ranks of rows they tie with in survey.'
				]
			: [])
	];
}

/** Category columns (`f`), number columns (`x`) and the outcome (`y`), by the names of a question. */
function columnsOf(question: RAnalysis, { columns }: Pick<RTable, 'columns'>) {
	const isNumber = (name: string) => columns.get(name)?.kind === 'number';
	switch (question.kind) {
		case 'association':
			return { factors: [question.rows, question.columns], numbers: [] };
		case 't-test':
			return { factors: question.groups === undefined ? [] : [question.groups], numbers: [] };
		case 'rank-test':
			return { factors: [question.groups], numbers: [] };
		case 'model':
			return {
				factors: question.terms.filter((name) => !isNumber(name)),
				numbers: question.terms.filter(isNumber)
			};
		case 'standardised-means':
			return { factors: [question.standard.concept, ...question.over], numbers: [] };
	}
}

function outcomeOf(question: RAnalysis, source: RSource): string[] {
	if (question.kind === 'association') return ['y <- rep(0, size)'];
	const { concept, numerator } = question.outcome;
	if (!numerator) return [`y <- ${source.number(concept).value}`];
	return [
		`y <- ${source.category(concept)}`,
		`y <- ifelse(y %in% ${rVector(missingReasons)}, NA, as.numeric(y %in% ${rVector(numerator)}))`
	];
}

/** Rows that have every value, and the columns of all rows; levels that no such row has are dropped. */
function rowLines({
	question,
	table,
	source
}: Pick<AnalysisScriptOptions, 'question' | 'table' | 'source'>): string[] {
	const { factors, numbers } = columnsOf(question, table);
	const named = [
		...factors.map((name, i) => [`f${i + 1}`, factorOf(name, { table, source })] as const),
		...numbers.map((name, i) => [`x${i + 1}`, source.number(name).value] as const)
	];
	const names = [...named.map(([name]) => name), 'y'];
	const complete = names.map((name) => ` & !is.na(${name})`).join('');
	return [
		...named.map(([name, value]) => `${name} <- ${value}`),
		...outcomeOf(question, source),
		`complete <- inside${complete}`,
		...factors.map(
			(_, i) => `f${i + 1} <- factor(f${i + 1}, intersect(levels(f${i + 1}), f${i + 1}[complete]))`
		),
		// Of a calibrated design R keeps the rows outside, without a weight: they need some value.
		...(question.kind === 'association'
			? []
			: [
					...factors.map((_, i) => `f${i + 1}[!complete] <- levels(f${i + 1})[1]`),
					...[...numbers.map((_, i) => `x${i + 1}`), 'y'].map((name) => `${name}[!complete] <- 0`)
				]),
		`design <- update(design, zero = 0, ${names.map((name) => `${name} = ${name}`).join(', ')})`,
		'rows <- design[complete, ]',
		'n <- sum(complete)'
	];
}

function commonLines({ completeness }: RTable): string[] {
	return [
		'line <- function(part, name, estimate = NA, se = NA, df = NA, statistic = NA, df2 = NA, p = NA, count = n, status = "found") {',
		'  half <- if (is.na(se) || !(df > 0)) NA else qt((1 + level) / 2, df) * se',
		'  data.frame(part, name, n = count, estimate, standard_error = se, lower = estimate - half,',
		'    upper = estimate + half, statistic, df1 = df, df2, p, status)',
		'}',
		'# Why there is no number, where a design has too few units.',
		'guarded <- function(f) {',
		...(completeness === 'full'
			? []
			: ['  return(line("none", "", status = "incomplete-design"))']),
		'  if (n == 0) return(line("none", "", status = "no-cases"))',
		'  tryCatch({',
		'    svytotal(~zero, rows)',
		'    if (!(degf(rows) > 0)) return(line("none", "", status = "no-degrees-of-freedom"))',
		'    f()',
		'  }, error = function(e) {',
		'    if (!grepl("only one PSU", conditionMessage(e))) stop(e)',
		'    line("none", "", status = "lonely-psu")',
		'  })',
		'}'
	];
}
