import type { MergedRows } from '#lib/estimate/replicate-estimate.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import { DomainError } from '#lib/errors.ts';
import { type MadeComparison, madeCall, madeNote } from './made-comparison.ts';
import { adjustedLines, comparisonPrints, lineFunction } from './r-comparison.ts';
import { csvLines, folderLines, scriptOf } from './r-frame.ts';
import { rComment, rLogical, rNumber, rString, rVector } from './r-syntax.ts';

/** Published figures of one indicator that were added up, or compared by their totals. */
export interface TotalsAsked {
	readonly level: number;
	/** Concepts of the breakdown. */
	readonly by: readonly string[];
	/** By its categories, the whole by none. */
	readonly figures: readonly { readonly key: readonly string[]; readonly rows: MergedRows }[];
	readonly contrasts: readonly TotalsContrast[];
	/** Comparisons of the same table that no totals give. */
	readonly made: readonly MadeComparison[];
}

export interface TotalsContrast {
	/** Of the line that the script prints. */
	readonly id: string;
	readonly kind: 'difference' | 'ratio';
	readonly of: MergedRows;
	readonly against: MergedRows;
}

export interface TotalsScriptOptions {
	readonly title: string;
	readonly synthetic: boolean;
	/** More for the head of the script. */
	readonly notes: readonly string[];
	/** Of the file that `totalsCsv` makes. */
	readonly file: string;
}

/** Each published figure once, in the order of the file. */
function rowsOf({ figures, contrasts }: TotalsAsked): ReplicateRow[] {
	const all = [
		...figures.flatMap(({ rows }) => rows),
		...contrasts.flatMap(({ of, against }) => [...of, ...against])
	];
	return [...new Map(all.map((row) => [placeOf(row), row])).values()];
}

const placeOf = ({ territory, by_1, category_1, by_2, category_2 }: ReplicateRow) =>
	JSON.stringify([territory, by_1, category_1, by_2, category_2]);

const columns = ['territory', 'by_1', 'category_1', 'by_2', 'category_2'] as const;

/**
 * The published totals that a script reads: a line for every figure and replicate weight; replicate 0
 * is the weight of the sample.
 */
export function totalsCsv(asked: TotalsAsked): string {
	const lines = rowsOf(asked).flatMap((row, i) =>
		row.numerator.map((numerator, replicate) =>
			[
				i + 1,
				...columns.map((name) => row[name]),
				replicate,
				numerator,
				row.denominator[replicate]
			].join(',')
		)
	);
	return `${['figure', ...columns, 'replicate', 'numerator', 'denominator'].join(',')}\n${lines.join('\n')}\n`;
}

/** The R script of figures and comparisons that were made of published totals: R `svrVar`. */
export function totalsScript(asked: TotalsAsked, options: TotalsScriptOptions): string {
	const rows = rowsOf(asked);
	const [first] = rows;
	if (!first) throw new DomainError(`no totals to reproduce by: ${rows.length}`);
	const places = rows.map(placeOf);
	const numbersOf = (merged: MergedRows) =>
		rVector(merged.map((row) => 1 + places.indexOf(placeOf(row))));
	return scriptOf([
		head(first, options, asked),
		['suppressPackageStartupMessages(library(survey))', ...folderLines({})],
		['# The data', ...dataLines(first, options)],
		['# The estimates', ...estimateLines(first, asked)],
		[
			'# The answer',
			...(asked.contrasts.length > 0
				? contrastLines(asked, numbersOf)
				: figureLines(asked, numbersOf))
		]
	]);
}

function head(
	{ source, indicator, method }: ReplicateRow,
	{ title, synthetic, notes }: TotalsScriptOptions,
	{ contrasts }: TotalsAsked
): string[] {
	return [
		...(synthetic ? ['SYNTHETIC DATA: these people do not exist.'] : []),
		title,
		...notes,
		`Totals: replicates/${source}.parquet of the release, indicator ${indicator}, replicate weights: ${method}`,
		'The rows of the survey are not published. Totals of groups that share nobody add up; their spread',
		'over the replicate weights is the error.',
		'Run with: Rscript THIS_FILE [FOLDER OF THE DATA]. Needs the R package survey, from 4.1 on.',
		contrasts.length > 0
			? comparisonPrints
			: 'Prints CSV: a line a domain, then "overall"; estimate, standard error, limits, degrees of freedom.'
	].flatMap(rComment);
}

const dataLines = ({ rscales, scale, mse }: ReplicateRow, { file }: TotalsScriptOptions) => [
	`totals <- read.csv(file.path(folder, ${rString(file)}), colClasses = c(figure = "integer", replicate = "integer",`,
	'  numerator = "numeric", denominator = "numeric"))',
	`scale <- ${rNumber(scale)}`,
	`rscales <- ${rscales.length > 0 ? rVector(rscales) : 'rep(1, max(totals$replicate))'}`,
	`mse <- ${rLogical(mse)}`
];

function estimateLines(
	{ statistic, df, assumed_deff: assumedDeff, precision }: ReplicateRow,
	{ level }: TotalsAsked
): string[] {
	return [
		`level <- ${rNumber(level)}`,
		`df <- ${rNumber(df)}`,
		assumedDeff === null
			? 'widened <- 1'
			: `widened <- sqrt(${rNumber(assumedDeff)})  # declared design effect`,
		`comparable <- ${rLogical(precision === 'design-based' || assumedDeff !== null)}`,
		'# The estimate of some figures together: by the weights of the sample, then by every replicate.',
		'under <- function(figures) {',
		'  own <- totals[totals$figure %in% figures, ]',
		'  sums <- rowsum(own[c("numerator", "denominator")], own$replicate)',
		statistic === 'total' ? '  sums$numerator' : '  sums$numerator / sums$denominator',
		'}',
		'spread <- function(thetas) svrVar(thetas[-1, , drop = FALSE], scale, rscales, mse = mse, coef = thetas[1, ])'
	];
}

function figureLines({ by, figures }: TotalsAsked, numbersOf: (rows: MergedRows) => string) {
	const names = by.map((_, i) => `by${i + 1}`);
	const calls = figures.map(({ key, rows }) => {
		const scope = key.length === 0 ? 'overall' : 'domain';
		const cells = names.map((name, i) => `${name} = ${rString(key[i] ?? '')}, `).join('');
		return `  data.frame(scope = ${rString(scope)}, ${cells}measured(${numbersOf(rows)}))`;
	});
	const isShare = figures.some(({ rows }) => rows[0]?.statistic === 'proportion');
	return [
		'measured <- function(figures) {',
		'  thetas <- cbind(under(figures))',
		'  e <- thetas[1, 1]',
		'  se <- sqrt(as.numeric(spread(thetas))) * widened',
		...(isShare
			? [
					'  # Log-odds; nobody or everybody: no limits without the cases.',
					'  half <- qt((1 + level) / 2, df) * se / (e * (1 - e))',
					'  ci <- if (e > 0 && e < 1) plogis(qlogis(e) + c(-1, 1) * half) else c(NA, NA)'
				]
			: ['  ci <- e + c(-1, 1) * qt((1 + level) / 2, df) * se']),
		'  data.frame(estimate = e, standard_error = se, lower = ci[1], upper = ci[2], df)',
		'}',
		`results <- rbind(\n${calls.join(',\n')})`,
		...csvLines(['scope', ...by, 'estimate', 'standard_error', 'lower', 'upper', 'df'])
	];
}

const contrastLines = (
	{ contrasts, made }: TotalsAsked,
	numbersOf: (rows: MergedRows) => string
): string[] => [
	...lineFunction,
	'contrasted <- function(id, kind, of, against) {',
	'  if (!comparable) return(line(id, kind, status = "incomplete-design"))',
	'  thetas <- cbind(under(of), under(against))',
	'  e <- thetas[1, ]',
	'  if (!all(is.finite(e))) return(line(id, kind, status = "zero-denominator"))',
	'  result <- contrast_of(e, spread(thetas), kind, c(1, -1))',
	'  estimate <- as.numeric(coef(result))',
	'  if (!is.finite(estimate)) return(line(id, kind, status = "zero-denominator"))',
	'  se <- sqrt(max(0, as.numeric(vcov(result)))) * widened',
	'  if (!has_error(se, kind, e, c(1, -1))) return(line(id, kind, status = "no-variance"))',
	'  line(id, kind, estimate, se, df)',
	'}',
	...madeNote(made),
	`results <- rbind(\n${[
		...contrasts.map(
			({ id, kind, of, against }) =>
				`  contrasted(${rString(id)}, ${rString(kind)}, ${numbersOf(of)}, ${numbersOf(against)})`
		),
		...made.map((one) => `  ${madeCall(one)}`)
	].join(',\n')})`,
	...adjustedLines('holm')
];
