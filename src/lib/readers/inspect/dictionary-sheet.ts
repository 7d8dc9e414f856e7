import { DataError } from '#lib/errors.ts';
import type { SourceRecord } from '../records.ts';
import type { Dictionary, DictionaryVariable } from './dictionary.ts';
import { questionIn } from './dictionary.ts';
import { plainWords } from './words.ts';

type Part = 'table' | 'variable' | 'question' | 'label' | 'code' | 'category';

/** Words of headers, the surest first: "descripción de la pregunta" is a question, not a label. */
const headers: readonly (readonly [Part, RegExp])[] = [
	['table', /^(tabla|table|tabela|archivo|file|arquivo|base)\b/],
	[
		'category',
		/\b(categorias?|category|categories|respuestas?|answers?|respostas?|opcion(es)?|dominio|lista de valores|value labels?|(rotulos?|etiquetas?) del? (valor|valores|codigo|codigos))\b/
	],
	['code', /^(codigos?|codes?|valor(es)?|values?)\b/],
	['question', /\b(pregunta|question|pergunta|enunciado|wording)\b/],
	['variable', /\b(variable|variavel|codificacion|mnemonico|campo|field|nombre|name|nome)\b/],
	['label', /\b(etiqueta|label|rotulo|descripcion|description|descricao)\b/]
];

type Columns = Partial<Record<Part, number>>;

const lookedRows = 30;

export interface SheetDictionaryOptions {
	readonly title: string;
	/** Columns of the file that the dictionary is about. */
	readonly columns: readonly string[];
	/** Its name without folder and endings: one sheet may describe many tables. */
	readonly table: string;
}

/**
 * The dictionary in the sheets of a workbook: a variable a row with its codes in one cell, or a code
 * a row. Columns are known by their headers, that of the variables by the names in it.
 * @throws DataError where no sheet has a column with variables of the file.
 */
export function sheetDictionary(
	sheets: ReadonlyMap<string, readonly SourceRecord[]>,
	options: SheetDictionaryOptions
): Dictionary {
	const known = new Set(options.columns.map(plain));
	const read = [...sheets].flatMap(([name, rows]) => {
		const layout = layoutOf(rows, known);
		if (!layout) return [];
		return [{ name, variables: variablesOf(rows, layout, { ...options, known }) }];
	});
	const best = read.sort((a, b) => hits(b.variables, known) - hits(a.variables, known))[0];
	if (!best || hits(best.variables, known) === 0)
		throw new DataError(
			`no sheet of the dictionary has a column with names of the file, such as ${options.columns.slice(0, 5).join(', ')}: ${[...sheets.keys()].join(', ')}`
		);
	const { title } = options;
	return {
		title,
		kind: 'workbook',
		variables: best.variables,
		notes: [`sheet read: ${best.name}`]
	};
}

const plain = (text: string) => text.trim().toLowerCase();

const hits = (variables: readonly DictionaryVariable[], known: ReadonlySet<string>) =>
	variables.filter(({ name }) => known.has(plain(name))).length;

interface Layout {
	readonly columns: Columns & { readonly variable: number };
	/** Place of the header. */
	readonly header: number;
}

function layoutOf(rows: readonly SourceRecord[], known: ReadonlySet<string>): Layout | undefined {
	const candidates = rows
		.slice(0, lookedRows)
		.map(({ place, values }) => ({ header: place, columns: partsOf(values) }));
	const best = candidates.sort((a, b) => size(b.columns) - size(a.columns))[0];
	if (!best || size(best.columns) < 2) return undefined;
	const variable = columnOfNames(rows, known) ?? best.columns.variable;
	if (variable === undefined) return undefined;
	const columns = { ...best.columns, variable };
	return {
		header: best.header,
		columns: isCodeEach(rows, best.header, columns) ? ofCodes(columns) : columns
	};
}

/** A variable stands in several rows, each with a code and what is called its label. */
function isCodeEach(
	rows: readonly SourceRecord[],
	header: number,
	{ variable, code, label, category, question }: Layout['columns']
): boolean {
	if (code === undefined || label === undefined || (category ?? question) !== undefined)
		return false;
	const coded = rows.filter(({ place, values }) => place > header && isCode(values[code] ?? ''));
	const names = new Set(coded.map(({ values }) => plain(values[variable] ?? '')));
	return coded.length >= 2 * names.size;
}

const ofCodes = ({ label, ...rest }: Layout['columns']): Layout['columns'] =>
	label === undefined ? rest : { ...rest, category: label };

const size = (columns: Columns) => Object.keys(columns).length;

function partsOf(values: readonly string[]): Columns {
	const parts: Columns = {};
	values.forEach((value, i) => {
		const words = plainWords(value);
		const part = headers.find(([, pattern]) => pattern.test(words))?.[0];
		if (part !== undefined) parts[part] ??= i;
	});
	return parts;
}

/** The column that holds most names of the file. */
function columnOfNames(
	rows: readonly SourceRecord[],
	known: ReadonlySet<string>
): number | undefined {
	const counts = new Map<number, Set<string>>();
	for (const { values } of rows)
		values.forEach((value, i) => {
			if (known.has(plain(value))) counts.set(i, (counts.get(i) ?? new Set()).add(plain(value)));
		});
	return [...counts].sort(([, a], [, b]) => b.size - a.size)[0]?.[0];
}

interface Draft {
	readonly table: string;
	readonly name: string;
	readonly text: string;
	readonly isQuestion: boolean;
	readonly codes: Map<string, string>;
}

interface ReadOptions extends SheetDictionaryOptions {
	readonly known: ReadonlySet<string>;
}

function variablesOf(
	rows: readonly SourceRecord[],
	layout: Layout,
	options: ReadOptions
): DictionaryVariable[] {
	const drafts = draftsOf(rows, layout, options.known);
	const tables = new Set(drafts.map(({ table }) => table));
	const own = [...tables].find((table) => plain(table) === plain(options.table));
	const kept = own === undefined ? drafts : drafts.filter(({ table }) => table === own);
	return kept.map(({ name, text, isQuestion, codes }) => ({
		name,
		label: text === '' ? undefined : text,
		question: isQuestion && text !== '' ? text : questionIn(text),
		codes,
		missing: new Set<string>()
	}));
}

/** An item of a question that stands above it: `a. Marihuana`. */
const item = /^([a-zñ])[.)]\s/i;

/** A question in a row of its own, and the letter of the last item that it had. */
class Stem {
	#text = '';
	#letter = '';

	begin(text: string): void {
		this.#text = text;
		this.#letter = '';
	}

	/** The text of a variable, with the question above it where it is its next item. */
	whole(text: string): string {
		const letter = item.exec(text)?.[1]?.toLowerCase();
		if (letter === undefined || this.#text === '') return text;
		if (letter <= this.#letter) {
			this.begin('');
			return text;
		}
		this.#letter = letter;
		return `${this.#text} ${text}`;
	}
}

function draftsOf(
	rows: readonly SourceRecord[],
	{ columns, header }: Layout,
	known: ReadonlySet<string>
): Draft[] {
	const drafts: Draft[] = [];
	const stem = new Stem();
	let table = '';
	for (const { values } of rows.filter(({ place }) => place > header)) {
		const cell = (column: number | undefined) =>
			column === undefined ? '' : (values[column] ?? '').trim();
		const started = cell(columns.table);
		if (started !== '' && started !== table) {
			table = started;
			stem.begin('');
		}
		const name = cell(columns.variable);
		const text = cell(columns.question ?? columns.label);
		const last = drafts.at(-1);
		const isVariable = known.has(plain(name)) || isName(name);
		if (!isVariable && (text || name) !== '') stem.begin(text || name);
		if (isVariable && (last?.table !== table || plain(last.name) !== plain(name))) {
			const whole = stem.whole(text);
			const isQuestion = columns.question !== undefined && /[?¿]/.test(whole);
			drafts.push({ table, name, text: whole, isQuestion, codes: new Map() });
		}
		addCodes(drafts.at(-1), cell(columns.code), cell(columns.category));
	}
	return drafts;
}

/** What has spaces in the column of the names is a title, or the question of the items below it. */
const isName = (text: string) => /^[\p{L}\p{N}_.$#@-]+$/u.test(text);

/** One code of its own, or a cell with a line for each. */
function addCodes(draft: Draft | undefined, code: string, category: string): void {
	if (!draft) return;
	if (code !== '' && category !== '' && isCode(code)) draft.codes.set(code, category);
	else
		for (const [one, label] of [...listed(category), ...listed(code)]) draft.codes.set(one, label);
}

const isCode = (text: string) => /^[-\w.]{1,12}$/.test(text);

function listed(text: string): (readonly [string, string])[] {
	return text.split(/\n|;\s*(?=-?\d+\s*[ .=:)-])/).flatMap((line) => {
		const [, code, label] = /^\s*(-?\d{1,6})\s*[.=:)-]?\s+(\S.*?)\s*$/.exec(line) ?? [];
		const isRange = label !== undefined && /^(a|to|hasta|até|-)\s+\d+$/i.test(label);
		return code === undefined || label === undefined || isRange ? [] : [[code, label] as const];
	});
}
