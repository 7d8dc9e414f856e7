import type { ImpactTerm } from '#lib/model/impact-fields.ts';
import { type RFile, numberFunction, otherFormats, readCall, readFunction } from './r-source.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

/** The delimited file that a script reads, and how its texts are understood. */
export interface RImpactFile extends RFile {
	readonly decimal?: '.' | ',';
	/** Texts that mean no answer; a blank always does. */
	readonly nulls?: readonly string[];
	/** By column: numbers that texts stand for. */
	readonly numbers?: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

/** Texts, numbers and covariates of the file, whatever their columns are called. */
export function readLines(file: RImpactFile): string[] {
	const { decimal = '.', nulls = [], numbers = {} } = file;
	const coded = Object.entries(numbers).filter(([, codes]) => Object.keys(codes).length > 0);
	return [
		...readFunction,
		...(['csv', undefined].includes(file.format) ? [] : otherFormats),
		...numberFunction,
		`raw <- ${readCall(file)}`,
		`nulls <- ${rVector(['', ...nulls])}`,
		'text <- function(name) {',
		'  x <- raw[[name]]',
		'  x[x %in% nulls] <- NA',
		'  x',
		'}',
		...codeLines(coded),
		'numbers <- function(name) {',
		'  x <- text(name)',
		`  value <- number(x${decimal === '.' ? '' : `, ${rString(decimal)}`})`,
		'  own <- codes[[name]]',
		'  if (is.null(own)) return(value)',
		'  ifelse(x %in% names(own), own[x], value)',
		'}',
		...termFunctions
	];
}

function codeLines(coded: readonly (readonly [string, Readonly<Record<string, number | null>>])[]) {
	const codes = coded.map(([name, own]) => {
		const pairs = Object.entries(own);
		const values = pairs.map(([, value]) => (value === null ? 'NA' : rNumber(value))).join(', ');
		return `setNames(list(setNames(c(${values}), ${rVector(pairs.map(([text]) => text))})), ${rString(name)})`;
	});
	return [`codes <- c(list(), ${codes.join(', ')})`.replace(', )', ')')];
}

const termFunctions: readonly string[] = [
	'number_column <- function(name) matrix(numbers(name), dimnames = list(NULL, name))',
	'category_columns <- function(name, reference = NULL) {',
	'  x <- text(name)',
	'  levels <- sort(unique(x[!is.na(x)]), method = "radix")',
	'  if (!is.null(reference)) levels <- c(reference, setdiff(levels, reference))',
	'  columns <- vapply(levels[-1], function(level) as.numeric(x == level), numeric(length(x)))',
	'  matrix(columns, nrow = length(x), dimnames = list(NULL, paste0(name, levels[-1])))',
	'}'
];

/** A matrix of covariates, a category as a column for every level but its reference. */
export function termMatrix(terms: readonly ImpactTerm[]): string {
	if (terms.length === 0) return 'matrix(0, nrow(raw), 0)';
	const columns = terms.map((term) => {
		if (typeof term === 'string') return `number_column(${rString(term)})`;
		const reference = term.reference === undefined ? '' : `, ${rString(term.reference)}`;
		return `category_columns(${rString(term.category)}${reference})`;
	});
	return `cbind(${columns.join(', ')})`;
}

/** Leaves rows with a blank in any of these columns out of what follows. */
export function completeLines(
	roles: readonly { readonly column: string; readonly kind: 'number' | 'label' }[]
): string[] {
	const known = roles.map(
		({ column, kind }) => `!is.na(${kind === 'number' ? 'numbers' : 'text'}(${rString(column)}))`
	);
	return [`raw <- raw[${known.join(' &\n  ')}, , drop = FALSE]`];
}

/** First treated periods from texts, Inf for never. */
export function startLine(name: string, never: readonly string[]): string {
	const own = rVector(never.length === 0 ? ['never'] : never);
	return `start <- { x <- raw[[${rString(name)}]]; x[x %in% nulls] <- ""; ifelse(x %in% ${own}, Inf, number(x)) }`;
}

/** `told` collects a line of the answer; `tellAll` prints them. */
export const toldLines: readonly string[] = [
	'results <- NULL',
	'told <- function(name, estimate, standard_error = NA, lower = NA, upper = NA) {',
	'  results <<- rbind(results, data.frame(name, estimate, standard_error, lower, upper))',
	'}',
	'around <- function(name, estimate, standard_error, df = Inf) {',
	'  width <- qt(1 - (1 - level) / 2, df) * standard_error',
	'  told(name, estimate, standard_error, estimate - width, estimate + width)',
	'}'
];

export const tellLines: readonly string[] = [
	'quoted <- function(x) paste0("\\"", gsub("\\"", "\\"\\"", x, fixed = TRUE), "\\"")',
	'shown <- function(x) ifelse(is.na(x), "", sprintf("%.15g", as.numeric(x)))',
	'cells <- c(list(quoted(results$name)), lapply(results[-1], shown))',
	'writeLines("name,estimate,standard_error,lower,upper")',
	'writeLines(enc2utf8(do.call(paste, c(unname(cells), sep = ","))), useBytes = TRUE)'
];
