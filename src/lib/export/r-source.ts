import type { SourceFile } from '#lib/model/survey.ts';
import { rNumber, rString } from './r-syntax.ts';

/**
 * Where the rows of a script come from. Expressions of R give one value a row, in the order of the
 * file; they may use `raw` and whatever `read` and `helpers` define.
 */
export interface RSource {
	/** What the file is, for the head of the script. */
	readonly about: readonly string[];
	/** Packages besides `survey` that reading needs. */
	readonly packages?: readonly string[] | undefined;
	/** Functions that the expressions use. */
	readonly helpers: readonly string[];
	/** Reads the files. */
	readonly read: readonly string[];
	/** Absent: follows from the population sizes. */
	readonly weight?: string | undefined;
	/** Absent: one stratum. */
	readonly stratum?: string | undefined;
	/** Absent: every row is its own primary unit. */
	readonly psu?: string | undefined;
	readonly ssu?: string | undefined;
	/** Ids of units count anew in every stratum. */
	readonly nested: boolean;
	/** One a stage. */
	readonly fpc: readonly string[];
	/** Columns of replicate weights. */
	readonly replicates: readonly string[];
	/** Categories, or why there is none: texts without NA. */
	readonly category: (name: string) => string;
	/** Numbers with NA, and beside each the reason for having none, else "". */
	readonly number: (name: string) => { readonly value: string; readonly why: string };
}

export interface RFile {
	/** In the folder that the script is told. */
	readonly name: string;
	readonly sha256?: string | undefined;
	readonly rows?: number | undefined;
	/** Absent: csv. */
	readonly format?: SourceFile['format'] | undefined;
	/** Of a CSV file; absent: a comma. */
	readonly delimiter?: string | undefined;
	/** Absent: UTF-8, or what the file itself says. */
	readonly encoding?: SourceFile['encoding'] | undefined;
	readonly sheet?: string | undefined;
	readonly headerRow?: number | undefined;
	readonly range?: string | undefined;
}

/** Reads a delimited file as texts: its checksum compared, a mark of UTF-8 passed over. */
export const readFunction: readonly string[] = [
	'found <- function(name, sha256 = NULL) {',
	'  path <- file.path(folder, name)',
	'  if (!file.exists(path)) stop("no such file: ", path)',
	'  if (!is.null(sha256) && nzchar(Sys.which("sha256sum"))) {',
	'    hash <- system2("sha256sum", stdin = path, stdout = TRUE)',
	'    if (!startsWith(hash, sha256)) stop("not the file the answer was made from: ", path)',
	'  }',
	'  path',
	'}',
	'read_data <- function(name, delimiter, encoding, rows = NULL, sha256 = NULL) {',
	'  path <- found(name, sha256)',
	'  utf8 <- function(x) {',
	'    if (encoding != "UTF-8") return(iconv(x, encoding, "UTF-8"))',
	'    Encoding(x) <- "UTF-8"',
	'    x',
	'  }',
	'  raw <- read.csv(path, header = FALSE, sep = delimiter, colClasses = "character",',
	'    na.strings = character(0), quote = "\\"", row.names = NULL)',
	'  header <- unlist(raw[1, ], use.names = FALSE)',
	'  header[1] <- gsub("^\\xef\\xbb\\xbf\\"|^\\xef\\xbb\\xbf|\\"$", "", header[1], useBytes = TRUE)',
	'  raw <- raw[-1, , drop = FALSE]',
	'  raw[] <- lapply(raw, function(x) gsub("^ +| +$", "", utf8(x)))',
	'  names(raw) <- gsub("^[[:space:]]+|[[:space:]]+$", "", utf8(header))',
	'  if (!is.null(rows) && nrow(raw) != rows) stop("not ", rows, " rows in ", path, ": ", nrow(raw))',
	'  raw',
	'}'
];

const encodings = { 'utf-8': 'UTF-8', latin1: 'ISO-8859-1', 'windows-1252': 'CP1252' } as const;

/** Reads a file of another format as texts, blanks as "", as the build does. */
export const otherFormats: readonly string[] = [
	'as_texts <- function(table, tagged = FALSE) {',
	'  as_text <- function(x) {',
	'    # Codes that the file calls missing stay codes.',
	'    if (inherits(x, "haven_labelled")) x <- as.vector(unclass(x))',
	'    texts <- if (is.numeric(x)) vapply(as.numeric(x), function(one) format(one, digits = 15, scientific = FALSE), "")',
	'      else if (is.logical(x)) toupper(as.character(x)) else trimws(as.character(x))',
	'    texts[is.na(x)] <- ""',
	'    if (!tagged || !is.double(x)) return(texts)',
	'    letter <- haven::na_tag(x)',
	'    ifelse(is.na(letter), texts, paste0(".", letter))',
	'  }',
	'  as.data.frame(lapply(table, as_text), stringsAsFactors = FALSE, check.names = FALSE)',
	'}'
];

/** The call that reads a file. */
export function readCall(file: RFile): string {
	const { format = 'csv' } = file;
	if (format === 'csv') return csvCall(file);
	// Missing values of Stata have letters.
	return `as_texts(${otherCall(file, format)}${format === 'dta' ? ', tagged = TRUE' : ''})`;
}

/** By the package that R users read the format with. */
function otherCall({ name, sha256, sheet, headerRow, range }: RFile, format: string): string {
	const path = `found(${[rString(name), ...(sha256 === undefined ? [] : [rString(sha256)])].join(', ')})`;
	const place = [
		...(sheet === undefined ? [] : [`sheet = ${rString(sheet)}`]),
		...(range === undefined ? [] : [`range = ${rString(range)}`]),
		...(range !== undefined || headerRow === undefined ? [] : [`skip = ${headerRow - 1}`])
	];
	switch (format) {
		case 'sav':
			return `haven::read_sav(${path}, user_na = TRUE)`;
		case 'dta':
			return `haven::read_dta(${path})`;
		case 'xlsx':
			return `readxl::read_excel(${[path, ...place, 'col_types = "text"'].join(', ')})`;
		case 'parquet':
			return `arrow::read_parquet(${path})`;
		default:
			return `jsonlite::fromJSON(${path})`;
	}
}

function csvCall({ name, sha256, rows, delimiter = ',', encoding = 'utf-8' }: RFile): string {
	const options = [
		rString(name),
		rString(delimiter),
		rString(encodings[encoding]),
		...(rows === undefined ? [] : [`rows = ${rNumber(rows)}`]),
		...(sha256 === undefined ? [] : [`\n  sha256 = ${rString(sha256)}`])
	];
	return `read_data(${options.join(', ').replace(', \n', ',\n')})`;
}

/** Texts that look like numbers as numbers, everything else NA. */
export const numberFunction: readonly string[] = [
	'number <- function(x, decimal = ".") {',
	'  if (decimal != ".") x <- gsub(decimal, ".", x, fixed = TRUE)',
	'  x[!grepl("^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$", x)] <- NA',
	'  as.numeric(x)',
	'}'
];
