import { missingColumn } from '#lib/estimate/estimate-table.ts';
import type { Condition, DerivedColumn, RequestFile } from '#lib/model/request-file.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { type RFile, type RSource, numberFunction, readCall, readFunction } from './r-source.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

export interface RequestSourceOptions {
	readonly file: RequestFile;
	/** The data file as it was read; of Parquet, the CSV that stands for it. */
	readonly data: RFile;
	/** The columns that the data file has. */
	readonly names: ReadonlySet<string>;
}

/** Texts of a column, why it has none, and the two together; declared codes are reasons. */
const helpers: readonly string[] = [
	`reasons <- ${rVector(missingReasons)}`,
	'text <- function(name) {',
	'  x <- raw[[name]]',
	'  x[x %in% nulls] <- NA',
	'  x',
	'}',
	'reason <- function(name, codes = character(0), to = character(0), blank = NA) {',
	'  x <- text(name)',
	'  why <- to[match(x, codes)]',
	'  why[is.na(why) & x %in% reasons] <- x[is.na(why) & x %in% reasons]',
	'  beside <- if (is.na(blank)) rep("lost", size) else text(blank)',
	'  beside[!(beside %in% reasons)] <- "lost"',
	'  why[is.na(x)] <- beside[is.na(x)]',
	'  ifelse(is.na(why), "", why)',
	'}',
	'category <- function(name, ...) ifelse(reason(name, ...) == "", text(name), reason(name, ...))'
];

const keyHelper: readonly string[] = [
	'key <- function(...) Reduce(function(all, x) {',
	'  places <- match(x, sort(unique(x), method = "radix"))',
	'  all * (max(places) + 1) + places',
	'}, list(...), 0)'
];

/** The rows of the data file of a file of requests. */
export function requestFileSource({ file, data, names }: RequestSourceOptions): RSource {
	const { design, derived } = file;
	const writer = new ColumnWriter(file, names);
	const { weights, strata, ids, fpc, replicates } = design;
	const number = (name: string) => writer.plainNumber(name);
	return {
		about: [
			...(file.title === undefined ? [] : [file.title]),
			`File: ${data.name}`,
			...(data.sha256 === undefined ? [] : [`SHA-256: ${data.sha256}`])
		],
		helpers: [
			...readFunction,
			...numberFunction,
			`nulls <- ${rVector(file.data.nulls)}`,
			...helpers,
			...(strata.length > 1 ? keyHelper : [])
		],
		read: [`raw <- ${readCall(data)}`, 'size <- nrow(raw)'],
		weight: typeof weights === 'number' ? rNumber(weights) : weights && number(weights),
		stratum: strata.length === 0 ? undefined : keyOf(strata),
		psu: ids[0] && textOf(ids[0]),
		ssu: ids[1] && textOf(ids[1]),
		nested: design.nested,
		fpc: fpc.map(number),
		replicates: (replicates?.columns ?? []).map(number),
		category: (name) => {
			const own = derived.find((one) => one.name === name);
			return own ? writer.derived(own) : writer.category(name);
		},
		number: (name) => writer.number(name)
	};
}

const textOf = (name: string) => `text(${rString(name)})`;

/** Several columns as one number, by the places of their texts: no text can look like two. */
function keyOf(names: readonly string[]): string {
	const [only] = names;
	if (names.length === 1 && only !== undefined) return textOf(only);
	return `key(${names.map(textOf).join(', ')})`;
}

/** Columns of the file as expressions of R, with what the file of requests declares of them. */
class ColumnWriter {
	readonly #file: RequestFile;
	readonly #names: ReadonlySet<string>;

	constructor(file: RequestFile, names: ReadonlySet<string>) {
		this.#file = file;
		this.#names = names;
	}

	plainNumber(name: string): string {
		const { decimal } = this.#file.data;
		return `number(${textOf(name)}${decimal === '.' ? '' : `, ${rString(decimal)}`})`;
	}

	#arguments(name: string): string {
		const missing = Object.entries(this.#file.columns[name]?.missing ?? {});
		const beside = missingColumn(name);
		const options = [
			rString(name),
			...(missing.length === 0
				? []
				: [
						`codes = ${rVector(missing.map(([code]) => code))}`,
						`to = ${rVector(missing.map(([, reason]) => reason))}`
					]),
			...(this.#names.has(beside) ? [`blank = ${rString(beside)}`] : [])
		];
		return options.join(', ');
	}

	category(name: string): string {
		return `category(${this.#arguments(name)})`;
	}

	number(name: string): { value: string; why: string } {
		const why = `reason(${this.#arguments(name)})`;
		return { value: `ifelse(${why} == "", ${this.plainNumber(name)}, NA)`, why };
	}

	/** As in SQL: TRUE and FALSE decide, and NA takes the reason of the first answer that has one. */
	derived({ when, cases = [], otherwise }: DerivedColumn): string {
		const all = when ? [{ category: 'yes', when }] : cases;
		const last = rString(when ? 'no' : (otherwise ?? 'lost'));
		return all.reduceRight((rest, one) => {
			const holds = one.when.map((condition) => this.#condition(condition)).join(' & ');
			const why = one.when
				.map(({ column }) => `reason(${this.#arguments(column)})`)
				.reduceRight((after, reason) => `ifelse(${reason} != "", ${reason}, ${after})`, '"lost"');
			return `local({\n  holds <- ${holds}\n  ifelse(is.na(holds), ${why},\n    ifelse(holds, ${rString(one.category)}, ${rest}))\n})`;
		}, last);
	}

	#condition(one: Condition): string {
		const number = this.plainNumber(one.column);
		const text = textOf(one.column);
		const same = (value: string | number) =>
			typeof value === 'number'
				? `${number} %in% ${rNumber(value)}`
				: `${text} %in% ${rString(value)}`;
		const tests = [
			...(one.equals === undefined ? [] : [same(one.equals)]),
			...(one.in === undefined ? [] : [`(${one.in.map(same).join(' | ')})`]),
			...(one.above === undefined ? [] : [`${number} > ${rNumber(one.above)}`]),
			...(one.from === undefined ? [] : [`${number} >= ${rNumber(one.from)}`]),
			...(one.below === undefined ? [] : [`${number} < ${rNumber(one.below)}`]),
			...(one.to === undefined ? [] : [`${number} <= ${rNumber(one.to)}`])
		];
		return `ifelse(reason(${this.#arguments(one.column)}) == "", ${tests.join(' & ')}, NA)`;
	}
}
