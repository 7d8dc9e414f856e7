import { DomainError } from '#lib/errors.ts';
import type { OwnConcept, OwnSummary } from '#lib/model/own-file-summary.ts';
import type { OwnColumn, OwnDeclaration } from '#lib/model/own-file.ts';
import { isMissingReason, missingReasons } from '#lib/model/missing.ts';
import { type RSource, numberFunction, otherFormats, readCall, readFunction } from './r-source.ts';
import { rString, rVector } from './r-syntax.ts';

/** A file that somebody opened on their device: what they declared of it, and how it is read. */
export interface OwnScriptFile {
	readonly declaration: OwnDeclaration;
	readonly concepts: readonly OwnConcept[];
	/** How the file was read. */
	readonly read: Pick<OwnSummary, 'format' | 'reading'>;
	readonly rows: number;
}

/** By which R users read the format. */
const packages: Partial<Record<OwnSummary['format'], string>> = {
	sav: 'haven',
	dta: 'haven',
	xlsx: 'readxl',
	parquet: 'arrow',
	json: 'jsonlite'
};

const helpers: readonly string[] = [
	...readFunction,
	...otherFormats,
	...numberFunction,
	'# Texts without blanks around them.',
	'plain <- function(x) trimws(x, whitespace = "[\\\\h\\\\v]")',
	'# Codes as answers, or why there is none.',
	'recode <- function(x, from, to) {',
	'  answer <- to[match(x, from)]',
	'  ifelse(is.na(answer), "lost", answer)',
	'}',
	'why_none <- function(x, from, to) {',
	'  reason <- to[match(x, from)]',
	'  ifelse(is.na(reason), "", reason)',
	'}'
];

/** The rows of a file of the reader's own, by what was declared of it in the workbench. */
export function ownFileSource(own: OwnScriptFile, asked: readonly string[]): RSource {
	const { declaration, concepts, read, rows } = own;
	const { weight, nested, decimal, file, replicates } = declaration;
	const { strata, psu, fpc } = unitsOf(declaration);
	const weights = replicates?.columns ?? [];
	const used = concepts.filter(({ id }) => asked.includes(id));
	const number = (name: string) => numberOf(name, decimal);
	const conceptOf = (id: string) => concepts.find((one) => one.id === id);
	const named = [weight, ...strata, psu, fpc, ...weights, ...used.map(({ column }) => column)];
	const needed = named.filter((name) => name !== undefined);
	const needs = packages[read.format];
	return {
		about: [...aboutDesign(declaration), ...used.flatMap((one) => aboutConcept(one, declaration))],
		packages: needs === undefined ? [] : [needs],
		helpers,
		read: [
			`raw <- ${readCall({ ...read.reading, format: read.format, name: file.name })}`,
			'# Rows in which nothing stands are no rows.',
			'raw <- raw[Reduce(`|`, lapply(raw, function(x) plain(x) != "")), , drop = FALSE]',
			`absent <- setdiff(${rVector([...new Set(needed)])}, names(raw))`,
			'if (length(absent) > 0) stop("no such column: ", paste(absent, collapse = ", "))',
			'size <- nrow(raw)',
			`if (size != ${rows}) stop("not the ${rows} rows that were read: ", size)`
		],
		weight: weight === undefined ? 'rep(1, size)' : number(weight),
		stratum: strata.length === 0 ? undefined : together(strata.map(textOf)),
		psu: psu === undefined ? undefined : textOf(psu),
		nested,
		fpc: fpc === undefined ? [] : [number(fpc)],
		replicates: weights.map(number),
		category: (id) => categoryOf(conceptOf(id), declaration),
		number: (id) => measuredOf(conceptOf(id), declaration)
	};
}

/** With replicate weights neither strata nor units are looked at. */
const unitsOf = ({ strata, psu, fpc, replicates }: OwnDeclaration) =>
	replicates ? { strata: [] } : { strata, psu, fpc };

const together = (texts: readonly string[]) =>
	texts.length === 1 ? texts[0] : `paste(${texts.join(', ')}, sep = "\\r")`;

const textOf = (name: string) => `plain(raw[[${rString(name)}]])`;

const numberOf = (name: string, decimal: OwnDeclaration['decimal']) =>
	`number(${textOf(name)}${decimal === '.' ? '' : `, ${rString(decimal)}`})`;

const declaredOf = (column: string, { columns }: OwnDeclaration): OwnColumn | undefined =>
	Object.hasOwn(columns, column) ? columns[column] : undefined;

/** Every code that is no answer, with its reason: declared, or as files commonly write it. */
function reasonsOf(column: string, declaration: OwnDeclaration): [string, string][] {
	const codes = Object.entries(declaredOf(column, declaration)?.codes ?? {});
	const declared = codes.filter(([, meaning]) => isMissingReason(meaning));
	const usual = ['', 'NA', ...missingReasons].filter(
		(code) => !codes.some(([named]) => named === code)
	);
	return [
		...declared,
		...usual.map((code): [string, string] => [code, isMissingReason(code) ? code : 'lost'])
	];
}

const pairs = (list: readonly (readonly [string, string])[]) =>
	`${rVector(list.map(([code]) => code))},\n  ${rVector(list.map(([, to]) => to))}`;

function categoryOf(concept: OwnConcept | undefined, declaration: OwnDeclaration): string {
	const { column, categories = [] } = expected(concept);
	const answers = categories.map(({ code, id }) => [code, id] as const);
	const all = [...answers, ...reasonsOf(column, declaration)];
	return `recode(${textOf(column)},\n  ${pairs(all)})`;
}

function measuredOf(concept: OwnConcept | undefined, declaration: OwnDeclaration) {
	const { column } = expected(concept);
	const why = `why_none(${textOf(column)},\n  ${pairs(reasonsOf(column, declaration))})`;
	return { value: `ifelse(${why} == "", ${numberOf(column, declaration.decimal)}, NA)`, why };
}

function expected(concept: OwnConcept | undefined): OwnConcept {
	if (!concept) throw new DomainError('no column of this declaration: undefined');
	return concept;
}

function aboutDesign(declaration: OwnDeclaration): string[] {
	const { file, weight, lonely, replicates } = declaration;
	const { strata, psu, fpc } = unitsOf(declaration);
	return [
		`File: ${file.name}, as it was declared on the device it was read on.`,
		`Weight: ${weight ?? 'none; every row counts once'}`,
		...(replicates
			? [`Replicate weights: ${replicates.columns.length}, ${replicates.type}`]
			: [
					`Stratum: ${strata.join(' with ') || 'none'}; primary sampling unit: ${psu ?? 'every row'}`,
					...(fpc === undefined ? [] : [`Size of the population: ${fpc}`]),
					`A stratum of one unit: ${lonely}`
				])
	];
}

/** What its column is, and what its codes stand for. */
function aboutConcept(
	{ id, column, label, categories }: OwnConcept,
	declaration: OwnDeclaration
): string[] {
	const codes = Object.entries(declaredOf(column, declaration)?.codes ?? {});
	const missing = codes.filter(([, meaning]) => isMissingReason(meaning));
	return [
		`${id}: column ${column}${label === undefined ? '' : `, ${label}`}`,
		...(categories ?? []).map(
			(one) => `  ${one.id}: code ${one.code}${one.label === undefined ? '' : `, ${one.label}`}`
		),
		...missing.map(([code, meaning]) => `  ${meaning}: code ${code === '' ? 'blank' : code}`)
	];
}
