import type { RTable } from './r-asked.ts';
import { designLines, optionLines } from './r-design.ts';
import type { RSource } from './r-source.ts';
import { rComment, rVector } from './r-syntax.ts';

/** What every script has, whatever is asked. */
export interface FrameOptions {
	/** What the number is, in words. */
	readonly title: string;
	/** More for the head of the script: the wording of the question, what the numbers mean. */
	readonly notes?: readonly string[];
	/** Nobody was asked: said first. */
	readonly synthetic?: boolean;
	readonly table: RTable;
	readonly source: RSource;
	/** The folder of the files, unless the script is told another. */
	readonly folder?: string;
}

/** What a script has of its question. */
export interface FrameQuestion {
	/** As it was asked. */
	readonly request: unknown;
	/** Where versions of the package, or it and we, differ. */
	readonly differences: readonly string[];
	/** The columns it prints, in words. */
	readonly prints: string;
	readonly lines: readonly string[];
	readonly answer: readonly string[];
}

/** A script that reads the rows, makes the design, and asks it a question. */
export function framed(options: FrameOptions, question: FrameQuestion): string {
	const { table, source } = options;
	return scriptOf([
		head(options, question, [options]),
		[library, ...optionLines(table)],
		['# The data', ...folderLines(options), ...source.helpers, ...source.read],
		['# The design', ...designLines(table, source)],
		['# The question', ...question.lines],
		['# The answer', ...question.answer]
	]);
}

/** A sample of a script that has several, and what is asked of it. */
export interface FramePart {
	/** Of the variable that holds what `lines` end with. */
	readonly name: string;
	readonly table: RTable;
	readonly source: RSource;
	readonly lines: readonly string[];
}

/** A script of samples drawn apart: each is read, has its design and is asked by itself. */
export function framedParts(
	options: Omit<FrameOptions, 'table' | 'source'>,
	parts: readonly FramePart[],
	question: Omit<FrameQuestion, 'lines'>
): string {
	const helpers = new Set(parts.map(({ source }) => source.helpers.join('\n')));
	const [shared = ''] = helpers.size === 1 ? helpers : [];
	return scriptOf([
		head(options, question, parts),
		[library, ...folderLines(options), ...(shared === '' ? [] : [shared])],
		...parts.map((part) => partLines(part, shared === '')),
		['# The answer', ...question.answer]
	]);
}

function partLines({ name, table, source, lines }: FramePart, withHelpers: boolean): string[] {
	const inside = [
		...optionLines(table),
		...(withHelpers ? source.helpers : []),
		...source.read,
		...designLines(table, source),
		...lines
	];
	const indented = inside.flatMap((line) => line.split('\n')).map((line) => `  ${line}`.trimEnd());
	return [`${name} <- local({`, ...indented, '})'];
}

const library = 'suppressPackageStartupMessages(library(survey))';

export const scriptOf = (sections: readonly (readonly string[])[]) =>
	`${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;

function head(
	{ title, notes = [], synthetic }: Omit<FrameOptions, 'table' | 'source'>,
	{ request, differences, prints }: Omit<FrameQuestion, 'lines'>,
	parts: readonly Pick<FrameOptions, 'table' | 'source'>[]
): string[] {
	const incomplete = parts.every(({ table }) => table.completeness === 'full')
		? []
		: [
				'The design is not complete: strata or sampling units are not in the file, so that the true',
				'standard errors are larger than these.'
			];
	const packages = parts.flatMap(({ source }) => source.packages ?? []);
	return [
		...(synthetic ? ['SYNTHETIC DATA: these people do not exist.'] : []),
		title,
		...once(parts.flatMap(({ source }) => source.about)),
		...notes,
		`Request: ${JSON.stringify(request)}`,
		...incomplete,
		...differences,
		...once(parts.flatMap(({ table }) => ofCalibration(table))),
		`Run with: Rscript THIS_FILE [FOLDER OF THE DATA]. ${needs(packages)}`,
		prints
	].flatMap(rComment);
}

const once = (lines: readonly string[]) => [...new Set(lines)];

const needs = (packages: readonly string[]) =>
	packages.length === 0
		? 'Needs the R package survey, from 4.1 on.'
		: `Needs the R packages survey, from 4.1 on, and ${once(packages).join(', ')}.`;

function ofCalibration({ calibration = [] }: RTable): string[] {
	return [
		...(calibration.some(({ method }) => method === 'rake')
			? ['A raked margin has standard error 0; survey before 4.5 prints about 1e-9 of it.']
			: []),
		...(calibration.some(({ method }) => method === 'trim')
			? ['Trimmed weights are taken for given: the standard error does not know of the trimming.']
			: [])
	];
}

/** Where versions of the package differ about totals, in the words of whoever finds another number. */
export const totalDifferences = ({ lonely }: RTable): string[] =>
	lonely === 'adjust'
		? [
				'survey before 4.2 centres a lonely unit of a total at 0, Atalaya and 4.5 at the mean of all',
				'units: older versions print a larger standard error.'
			]
		: [];

export function folderLines({ folder = '.' }: Pick<FrameOptions, 'folder'>): string[] {
	return [
		'arguments <- commandArgs(trailingOnly = TRUE)',
		`folder <- if (length(arguments) > 0) arguments[1] else ${rVector([folder]).slice(2, -1)}`
	];
}

/** Prints the data frame `results` as CSV, under names of its columns. */
export function csvLines(header: readonly string[]): string[] {
	return [
		'quoted <- function(x) paste0("\\"", gsub("\\"", "\\"\\"", x, fixed = TRUE), "\\"")',
		'cells <- lapply(results, function(x) if (is.character(x) || is.factor(x)) quoted(x) else ifelse(is.na(x), "", sprintf("%.15g", as.numeric(x))))',
		`header <- ${rVector(header)}`,
		'writeLines(enc2utf8(c(paste(quoted(header), collapse = ","), do.call(paste, c(unname(cells), sep = ",")))), useBytes = TRUE)'
	];
}
