import type { Measure } from '#lib/model/estimate-request.ts';
import { missingReasons, unsureReasons } from '#lib/model/missing.ts';
import type { RComparison, RTable } from './r-asked.ts';
import { type FrameOptions, csvLines, framed, totalDifferences } from './r-frame.ts';
import { filterLines } from './r-question.ts';
import type { RSource } from './r-source.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

export interface ComparisonScriptOptions extends FrameOptions {
	readonly question: RComparison;
}

type Contrast = RComparison['contrasts'][number];
type Point = {
	readonly at: Readonly<Record<string, string>>;
	readonly measure?: Measure | undefined;
};

/**
 * An R script that prints the same contrasts as `compare`, a line each: `svytotal` of the influence on
 * every estimate (or `withReplicates`) for their covariance, then `svycontrast`.
 */
export function comparisonScript(options: ComparisonScriptOptions): string {
	const { question } = options;
	return framed(options, {
		request: question,
		differences: comparisonDifferences(options),
		prints: comparisonPrints,
		lines: comparisonLines(options),
		answer: [contrastsLine(question), ...adjustedLines(question.adjustment)]
	});
}

export const comparisonPrints =
	'Prints CSV: a line a contrast; estimate, standard error, limits, degrees of freedom, t and p.';

/** Where versions of the package differ about what is compared. */
export const comparisonDifferences = ({
	question,
	table
}: Pick<ComparisonScriptOptions, 'question' | 'table'>): string[] =>
	pointsOf(question).some((one) => one.measure.statistic === 'total')
		? totalDifferences(table)
		: [];

/** The estimates with their covariance, and `contrasted`, which gives one line. */
export const comparisonLines = (
	options: Pick<ComparisonScriptOptions, 'question' | 'table' | 'source'>
): string[] => [
	...filterLines(options.question, options),
	...countingLines,
	...pointLines(options),
	'',
	...covarianceLines(options.table, options.question.df),
	'',
	...lineFunction,
	...contrastLines(options.table)
];

/** The two estimates of a contrast, or the terms of a linear one. */
const ownPoints = (one: Contrast): readonly Point[] =>
	one.kind === 'linear' ? one.terms : [one.of, one.against];

const pointsOf = ({ contrasts, measure }: RComparison) =>
	contrasts
		.flatMap(ownPoints)
		.map((point) => ({ at: point.at, measure: point.measure ?? measure }));

/** Numerator, denominator and who counts, of each kind of measure. */
const countingLines: readonly string[] = [
	`reasons_for_none <- ${rVector(missingReasons)}`,
	'people <- function(answer, numerator, rule, total) {',
	`  unsure <- answer %in% ${rVector(unsureReasons)}`,
	'  none <- answer %in% reasons_for_none',
	'  asked <- inside & Reduce(`&`, lapply(by, function(x) !is.na(x)), everybody) & (unsure | !none)',
	'  # More than 5 % who did not say stay in the denominator, else they are left out.',
	'  stay <- rule == "category" ||',
	'    (rule == "auto" && isTRUE(sum(w[asked & unsure]) / sum(w[asked]) > 0.05))',
	'  list(y = as.numeric(answer %in% numerator), x = rep(1, size), total = total,',
	'    counted = !none | (stay & unsure), member = !none | (stay & unsure) | answer == "lost")',
	'}',
	'amounts <- function(y, why, x = rep(1, size), beside = "", total = FALSE) {',
	'  counted <- !is.na(y) & !is.na(x)',
	'  list(y = y, x = x, total = total, counted = counted,',
	'    member = counted | why == "lost" | beside == "lost")',
	'}'
];

function measureOf(measure: Measure, unsure: RComparison['unsure'], source: RSource): string {
	const { concept, statistic } = measure;
	if ('numerator' in measure && measure.numerator !== undefined) {
		const total = statistic === 'total' ? 'TRUE' : 'FALSE';
		return `people(${source.category(concept)}, ${rVector(measure.numerator)}, ${rString(unsure)}, ${total})`;
	}
	const y = source.number(concept);
	if (statistic !== 'ratio')
		return `amounts(${y.value}, ${y.why}${statistic === 'total' ? ', total = TRUE' : ''})`;
	const x = source.number(measure.over);
	return `amounts(${y.value}, ${y.why}, ${x.value}, ${x.why})`;
}

function pointLines({
	question,
	source
}: Pick<ComparisonScriptOptions, 'question' | 'source'>): string[] {
	const { by, unsure } = question;
	const points = pointsOf(question);
	const measures = [...new Map(points.map(({ measure }) => [JSON.stringify(measure), measure]))];
	const names = measures.map(([name]) => name);
	const lists = points.map(({ at, measure }) => {
		const key = rVector(by.map((concept) => at[concept] ?? ''));
		return `  list(measure = ${names.indexOf(JSON.stringify(measure)) + 1}, key = ${key})`;
	});
	return [
		`measures <- list(\n${measures.map(([, one]) => `  ${measureOf(one, unsure, source)}`).join(',\n')})`,
		`points <- list(\n${lists.join(',\n')})`
	];
}

const freedom = {
	domain: 'degf(design[rowSums(within[, own, drop = FALSE]) > 0, ])',
	design: 'degf(design)',
	normal: 'Inf'
} as const;

function covarianceLines({ replicates, resampling }: RTable, df: RComparison['df']): string[] {
	const covariance =
		(replicates ?? resampling) === undefined
			? [
					'# The total of the influence on an estimate varies as the estimate does (Woodruff 1971).',
					'z <- sapply(seq_along(points), function(k)',
					'  if (none[k] != "") 0 * y[, k] else if (total[k]) y[, k] else (y[, k] - estimates[k] * x[, k]) / below[k])',
					'covariance <- function() vcov(svytotal(~z, update(design, z = z)[inside, ]))'
				]
			: [
					'covariance <- function() vcov(withReplicates(update(design, y = y, x = x)[inside, ],',
					'  function(w, data) ifelse(none != "", 0, colSums(w * data$y) / ifelse(total, 1, colSums(w * data$x)))))'
				];
	return [
		'total <- sapply(points, function(point) measures[[point$measure]]$total)',
		'counted <- sapply(points, function(point) inside & matches(point$key) & measures[[point$measure]]$counted)',
		'y <- ifelse(counted, sapply(points, function(point) measures[[point$measure]]$y), 0)',
		'x <- ifelse(counted, sapply(points, function(point) measures[[point$measure]]$x), 0)',
		'below <- ifelse(total, 1, colSums(w * x))',
		'none <- ifelse(colSums(counted) == 0, "no-cases", ifelse(below == 0, "zero-denominator", ""))',
		'estimates <- colSums(w * y) / below',
		...covariance,
		'lonely <- FALSE',
		'v <- tryCatch(as.matrix(covariance()), error = function(e) {',
		'  # A stratum of one unit has no variance: the package stops, and here it is the reason for no number.',
		'  if (!grepl("only one PSU", conditionMessage(e))) stop(e)',
		'  lonely <<- TRUE',
		'})',
		'# Of the members of the domains that are compared.',
		'within <- sapply(points, function(point) inside & matches(point$key) & measures[[point$measure]]$member)',
		`freedom <- function(own) ${freedom[df]}`
	];
}

/** A line of the answer, and a contrast of estimates with a covariance. */
export const lineFunction: readonly string[] = [
	'line <- function(id, kind, estimate = NA, se = NA, df = NA, status = "compared") {',
	'  half <- qt((1 + level) / 2, df) * se',
	'  t <- (estimate - (kind == "ratio")) / se',
	'  data.frame(id, kind, estimate, standard_error = se, lower = estimate - half,',
	'    upper = estimate + half, df, t, p = 2 * pt(-abs(t), df), status)',
	'}',
	'# Below the last digits of the estimates it is rounding.',
	'has_error <- function(se, kind, e, coefficients) se > 1e-12 * switch(kind,',
	'  ratio = , "relative-change" = abs(e[1] / e[2]), "log-ratio" = 1, sum(abs(coefficients * e)))',
	'contrast_of <- function(e, v, kind, coefficients) {',
	'  names(e) <- names(coefficients) <- paste0("e", seq_along(e))',
	'  found <- structure(e, class = "svystat", statistic = "estimate",',
	'    var = matrix(v, length(e), dimnames = list(names(e), names(e))))',
	'  suppressWarnings(svycontrast(found, list(contrast = switch(kind,',
	'    ratio = quote(e1 / e2), "log-ratio" = quote(log(e1 / e2)),',
	'    "relative-change" = quote((e1 - e2) / e2), coefficients))))',
	'}'
];

function contrastLines({ assumedDeff, completeness }: RTable): string[] {
	const refused = completeness !== 'full' && assumedDeff === undefined;
	return [
		assumedDeff === undefined
			? 'widened <- 1'
			: `widened <- sqrt(${rNumber(assumedDeff)})  # declared design effect`,
		'contrasted <- function(id, kind, own, coefficients) {',
		...(refused ? ['  return(line(id, kind, status = "incomplete-design"))'] : []),
		'  without <- none[own][none[own] != ""]',
		'  if (length(without) > 0)',
		'    return(line(id, kind, status = if (all(without == "zero-denominator")) "zero-denominator" else "no-cases"))',
		'  if (lonely) return(line(id, kind, status = "lonely-psu"))',
		'  df <- freedom(own)',
		'  if (!(df > 0)) return(line(id, kind, status = "no-degrees-of-freedom"))',
		'  result <- contrast_of(estimates[own], v[own, own], kind, coefficients)',
		'  estimate <- as.numeric(coef(result))',
		'  if (!is.finite(estimate)) return(line(id, kind, status = "zero-denominator"))',
		'  se <- sqrt(max(0, as.numeric(vcov(result)))) * widened',
		'  if (!has_error(se, kind, estimates[own], coefficients)) return(line(id, kind, status = "no-variance"))',
		'  line(id, kind, estimate, se, df)',
		'}'
	];
}

const adjustments = { none: undefined, holm: 'holm', 'benjamini-hochberg': 'BH' } as const;

/** `results`: a line for every contrast. */
export function contrastsLine({ contrasts }: Pick<RComparison, 'contrasts'>): string {
	let next = 0;
	const calls = contrasts.map((one) => {
		const first = next + 1;
		next += ownPoints(one).length;
		const coefficients =
			one.kind === 'linear' ? one.terms.map((term) => term.coefficient) : [1, -1];
		return `  contrasted(${rString(one.id ?? '')}, ${rString(one.kind)}, ${first}:${next}, ${rVector(coefficients)})`;
	});
	return `results <- rbind(\n${calls.join(',\n')})`;
}

/** p-values adjusted for all lines of `results`, which are printed. */
export function adjustedLines(adjustment: RComparison['adjustment']): string[] {
	const method = adjustments[adjustment];
	const header = ['id', 'kind', 'estimate', 'standard_error', 'lower', 'upper', 'df', 't', 'p'];
	return [
		method === undefined
			? 'adjusted_p <- NA_real_'
			: `adjusted_p <- p.adjust(results$p, ${rString(method)})`,
		`results <- data.frame(contrast = seq_len(nrow(results)), results[-ncol(results)], adjusted_p, status = results$status)`,
		...csvLines(['contrast', ...header, 'adjusted_p', 'status'])
	];
}
