import { missingReasons, unsureReasons } from '#lib/model/missing.ts';
import type { RQuestion, RTable } from './r-asked.ts';
import { intervalLines } from './r-intervals.ts';
import { quantileLines } from './r-quantiles.ts';
import type { RSource } from './r-source.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

export interface QuestionOptions {
	readonly question: RQuestion;
	readonly table: RTable;
	readonly source: RSource;
}

/** The same limit as in `estimate`. */
const unsureLimit = 0.05;

/** Counts cases by category instead of adding up a number. */
const counts = ({ measure }: RQuestion) =>
	measure.statistic === 'proportion' ||
	measure.statistic === 'distribution' ||
	(measure.statistic === 'total' && measure.numerator !== undefined);

/** Domain, filter and answers of every row. */
export function domainLines(options: QuestionOptions): string[] {
	const { question } = options;
	return [
		...filterLines(question, options),
		...(counts(question) ? categoryLines(options) : numberLines(options))
	];
}

/** Who is asked about (`inside`), and the categories that they are broken down by (`by`). */
export function filterLines(
	{ by = [], where, level }: Pick<RQuestion, 'where' | 'level'> & Partial<Pick<RQuestion, 'by'>>,
	{ table, source }: Pick<QuestionOptions, 'table' | 'source'>
): string[] {
	const groups = by.map((name) => `  ${factorOf(name, { table, source })}`);
	const filters = where.map(
		({ concept, categories }) => ` & ${source.category(concept)} %in% ${rVector(categories)}`
	);
	// Without a weight nobody is in the sample; replicates may give weight to who has none.
	const everybody = table.replicates ? 'rep(TRUE, size)' : 'w != 0';
	return [
		`level <- ${rNumber(level)}`,
		`everybody <- ${everybody}`,
		`inside <- everybody${filters.join('')}`,
		`by <- ${groups.length === 0 ? 'list()' : `list(\n${groups.join(',\n')})`}`,
		'matches <- function(key) Reduce(`&`, Map(function(x, category) !is.na(x) & x == category, by[seq_along(key)], key), everybody)'
	];
}

/** A column of categories as a factor; NA for whatever reason there is none. */
export const factorOf = (
	name: string,
	{ table, source }: Pick<QuestionOptions, 'table' | 'source'>
) => `factor(${source.category(name)}, levels = ${rVector(categoriesOf(table, name))})`;

/** Categories of a column, without the reasons for having none. */
function categoriesOf({ columns }: RTable, name: string): readonly string[] {
	const column = columns.get(name);
	return column?.kind === 'category' ? column.categories : [];
}

function categoryLines({ question: { measure, unsure }, source }: QuestionOptions): string[] {
	const unsureList = rVector(unsureReasons);
	const outside = missingReasons.filter((reason) => reason !== 'lost');
	return [
		`answer <- ${source.category(measure.concept)}`,
		`unsure <- answer %in% ${unsureList}`,
		...(unsure === 'auto'
			? [
					`# More than ${unsureLimit * 100} % who did not say stay in the denominator, else they are left out.`,
					'asked <- inside & Reduce(`&`, lapply(by, function(x) !is.na(x)), everybody) &',
					`  !(answer %in% ${rVector(missingReasons.filter((reason) => !isUnsure(reason)))})`,
					`unsure_counts <- any(asked) && sum(w[asked & unsure]) / sum(w[asked]) > ${unsureLimit}`
				]
			: [`unsure_counts <- ${unsure === 'category' ? 'TRUE' : 'FALSE'}`]),
		`member <- !(answer %in% ${rVector(outside)}) | (unsure_counts & unsure)`
	];
}

const isUnsure = (reason: string) => (unsureReasons as readonly string[]).includes(reason);

function numberLines({ question: { measure }, source }: QuestionOptions): string[] {
	const y = source.number(measure.concept);
	if (measure.statistic !== 'ratio')
		return [`value <- ${y.value}`, `why <- ${y.why}`, 'member <- !is.na(value) | why == "lost"'];
	const x = source.number(measure.over);
	return [
		`value <- ${y.value}`,
		`over <- ${x.value}`,
		`lost <- ${y.why} == "lost" | ${x.why} == "lost"`,
		'value[is.na(over)] <- NA',
		'over[is.na(value)] <- NA',
		'member <- !is.na(value) | lost'
	];
}

const degrees = {
	domain: 'degf(domain)',
	design: 'degf(design)',
	normal: 'Inf'
} as const;

/** One line of the result, and the variance of a domain guarded against lonely units. */
function commonLines({ question, table }: QuestionOptions): string[] {
	const { assumedDeff } = table;
	return [
		`freedom <- function(domain) ${degrees[question.df]}`,
		'line <- function(part, n, events, estimate = NA, se = NA, ci = c(NA, NA), df = NA, status = "estimate")',
		'  data.frame(part, n, events, estimate, standard_error = se, lower = ci[1], upper = ci[2], df, status)',
		'# A stratum of one unit has no variance: the package stops, and here it is the reason for no number.',
		'guarded <- function(part, n, events, f) tryCatch(f(), error = function(e) {',
		'  if (!grepl("only one PSU", conditionMessage(e))) stop(e)',
		'  line(part, n, events, status = "lonely-psu")',
		'})',
		assumedDeff === undefined
			? 'widened <- 1'
			: `widened <- sqrt(${rNumber(assumedDeff)})  # declared design effect`,
		'error_of <- function(statistic) as.numeric(SE(statistic)) * widened'
	];
}

/** `measured(rows, key)`: the numbers of one domain. */
export function measureLines(options: QuestionOptions): string[] {
	const { question, table } = options;
	const { measure } = question;
	const common = commonLines(options);
	switch (measure.statistic) {
		case 'proportion':
			return [
				...common,
				...shareLines(options),
				`measured <- function(rows, key) share("", rows, key, ${rVector(measure.numerator)})`
			];
		case 'distribution': {
			const categories = categoriesOf(table, measure.concept);
			return [
				...common,
				...shareLines(options),
				`categories <- ${rVector(categories)}`,
				`if (unsure_counts) categories <- c(categories, ${unsureReasons.map(rString).join(', ')})`,
				'measured <- function(rows, key) do.call(rbind, lapply(categories, function(one) share(one, rows, key, one)))'
			];
		}
		case 'total':
			return [
				...common,
				...symmetric(
					measure.numerator ? countValue(measure.numerator) : 'value',
					'svytotal(~x, domain, na.rm = TRUE)'
				)
			];
		case 'mean':
			return [...common, ...symmetric('value', 'svymean(~x, domain, na.rm = TRUE)')];
		case 'ratio':
			return [...common, ...ratioLines];
		case 'variance':
			return [...common, ...varianceLines];
		case 'quantile':
			return [...common, ...quantileLines(measure, question)];
	}
}

const countValue = (numerator: readonly string[]) =>
	`ifelse(answer == "lost", NA, as.numeric(answer %in% ${rVector(numerator)}))`;

function shareLines({ question, table }: QuestionOptions): string[] {
	const around = question.where.length > 0 ? ', list(everybody)' : '';
	return [
		...intervalLines({ question, table }),
		'# Design effect of the nearest group around a domain where some have the attribute and some not.',
		'deff_around <- function(key, numerator) {',
		`  groups <- c(lapply(rev(seq_along(key)) - 1, function(k) inside & matches(key[seq_len(k)]))${around})`,
		'  for (rows in groups) {',
		'    rows <- rows & member & answer != "lost"',
		'    x <- as.numeric(answer %in% numerator)',
		'    if (!any(rows) || min(x[rows]) == max(x[rows])) next',
		'    domain <- update(design, x = x)[rows, ]',
		`    found <- suppressWarnings(tryCatch(as.numeric(deff(svymean(~x, domain, deff = ${question.deff === 'with-replacement' ? '"replace"' : 'TRUE'}))), error = function(e) NA))`,
		'    if (is.finite(found)) return(found)',
		'  }',
		'  1',
		'}',
		'share <- function(part, rows, key, numerator) {',
		`  x <- ifelse(answer == "lost", NA, as.numeric(answer %in% numerator))`,
		'  rows <- rows & member',
		'  n <- sum(!is.na(x[rows]))',
		'  events <- sum(x[rows], na.rm = TRUE)',
		'  if (n == 0) return(line(part, n, events, status = "no-cases"))',
		'  domain <- update(design, x = x)[rows, ]',
		'  guarded(part, n, events, function() {',
		'    m <- svymean(~x, domain, na.rm = TRUE)',
		'    p <- if (events == 0) 0 else if (events == n) 1 else as.numeric(coef(m))',
		'    se <- error_of(m)',
		'    df <- freedom(domain)',
		'    if (!(df > 0)) return(line(part, n, events, status = "no-degrees-of-freedom"))',
		'    deff <- if (events == 0 || events == n) deff_around(key, numerator) else NA',
		'    line(part, n, events, p, se, limits(domain, p, se, n, events, sum(rows), df, deff), df)',
		'  })',
		'}'
	];
}

/** Student\'s t on both sides of the number. */
const around = (estimate: string) => `${estimate} + c(-1, 1) * qt((1 + level) / 2, df) * se`;

function symmetric(value: string, statistic: string): string[] {
	const isCount = value !== 'value';
	return [
		`x <- ${value}`,
		'measured <- function(rows, key) {',
		'  rows <- rows & member',
		'  n <- sum(!is.na(x[rows]))',
		`  events <- ${isCount ? 'sum(x[rows], na.rm = TRUE)' : 'n'}`,
		'  domain <- update(design, x = x)[rows, ]',
		'  if (n == 0) return(line("", n, events, status = "no-cases"))',
		'  guarded("", n, events, function() {',
		`    m <- ${statistic}`,
		'    se <- error_of(m)',
		'    df <- freedom(domain)',
		'    if (!(df > 0)) return(line("", n, events, status = "no-degrees-of-freedom"))',
		`    line("", n, events, as.numeric(coef(m)), se, ${around('as.numeric(coef(m))')}, df)`,
		'  })',
		'}'
	];
}

const ratioLines: readonly string[] = [
	'measured <- function(rows, key) {',
	'  rows <- rows & member',
	'  n <- sum(!is.na(value[rows]))',
	'  domain <- update(design, y = value, x = over)[rows, ]',
	'  if (n == 0) return(line("", n, n, status = "no-cases"))',
	'  df <- freedom(domain)',
	'  if (!(df > 0)) return(line("", n, n, status = "no-degrees-of-freedom"))',
	'  if (sum(w[rows] * over[rows], na.rm = TRUE) == 0) return(line("", n, n, status = "zero-denominator"))',
	'  guarded("", n, n, function() {',
	'    m <- svyratio(~y, ~x, domain, na.rm = TRUE)',
	'    se <- error_of(m)',
	`    line("", n, n, as.numeric(coef(m)), se, ${around('as.numeric(coef(m))')}, df)`,
	'  })',
	'}'
];

const varianceLines: readonly string[] = [
	'measured <- function(rows, key) {',
	'  rows <- rows & member',
	'  answered <- rows & !is.na(value)',
	'  n <- sum(answered)',
	'  if (n == 0) return(line("", n, n, status = "no-cases"))',
	'  all <- update(design, x = value)',
	'  df <- freedom(all[rows, ])',
	'  if (!(df > 0)) return(line("", n, n, status = "no-degrees-of-freedom"))',
	'  if (n == 1) return(line("", n, n, status = "one-case"))',
	'  guarded("", n, n, function() {',
	'    # Who has no number goes first: survey before 4.2 counts them in n / (n - 1).',
	'    m <- svyvar(~x, all[answered, ])',
	'    se <- error_of(m)',
	`    line("", n, n, as.numeric(m), se, ${around('as.numeric(m)')}, df)`,
	'  })',
	'}'
];
