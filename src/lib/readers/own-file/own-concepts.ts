import type { OwnConcept } from '#lib/model/own-file-summary.ts';
import type { CodeMeaning, OwnColumn, OwnDeclaration } from '#lib/model/own-file.ts';
import { type MissingReason, isMissingReason } from '#lib/model/missing.ts';
import type { HeldColumn, HeldTable } from './held-table.ts';
import { slugText } from '../plain-text.ts';
import { numberIn } from './own-numbers.ts';

/** More categories than this are names of rows, not answers. */
export const mostCategories = 500;

/** A column that is analysed, as a concept of the explorer. */
export interface OwnColumnUse {
	readonly concept: OwnConcept;
	readonly column: HeldColumn;
	readonly declared: OwnColumn;
}

/** Columns of a file by their names. */
export const columnsByName = ({ columns }: HeldTable): Map<string, HeldColumn> =>
	new Map(columns.map((column) => [column.variable.name, column]));

/** The concepts of the columns that are analysed, in the order of the file; ids are told apart. */
export function ownConcepts(table: HeldTable, declaration: OwnDeclaration): OwnColumnUse[] {
	const taken = new Set<string>();
	return table.columns.flatMap((column): OwnColumnUse[] => {
		const { name, label } = column.variable;
		const declared = Object.hasOwn(declaration.columns, name)
			? declaration.columns[name]
			: undefined;
		if (!declared || declared.use === 'none') return [];
		const id = freeName(conceptName(name), taken, '_');
		const called = declared.label ?? label;
		const concept = { id, column: name, ...(called !== undefined && { label: called }) };
		if (declared.use === 'number') return [{ concept, column, declared }];
		return [
			{ concept: { ...concept, categories: categoriesOf(column, declared) }, column, declared }
		];
	});
}

/** Why a code is no answer; undefined where it is one. */
export function reasonOf(code: string, { codes }: OwnColumn): MissingReason | undefined {
	const meaning: CodeMeaning | undefined = Object.hasOwn(codes, code) ? codes[code] : undefined;
	if (meaning !== undefined)
		return meaning === 'answer' || meaning === 'undecided' ? undefined : meaning;
	if (code === '' || code === 'NA') return 'lost';
	return isMissingReason(code) ? code : undefined;
}

function categoriesOf(
	{ variable, values, counts }: HeldColumn,
	declared: OwnColumn
): NonNullable<OwnConcept['categories']> {
	const taken = new Set<string>();
	return sortedCodes(
		values.filter((code, i) => counts[i]! > 0 && reasonOf(code, declared) === undefined)
	).map((code) => {
		const own = declared.labels;
		const label = own && Object.hasOwn(own, code) ? own[code] : labelIn(variable.labels, code);
		const id = freeName(categoryName(code), taken, '-');
		return { id, code, ...(label !== undefined && { label }) };
	});
}

/** What a code stands for; files write 01 where their labels say 1. */
const labelIn = (labels: ReadonlyMap<string, string>, code: string): string | undefined =>
	labels.get(code) ?? labels.get(code.replace(/^0+(?=\d)/, ''));

/** Numbers as numbers, else by code point. */
function sortedCodes(codes: readonly string[]): string[] {
	const isNumbers = codes.every((code) => numberIn(code, '.') !== undefined);
	const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
	return codes.toSorted(isNumbers ? (a, b) => Number(a) - Number(b) || byText(a, b) : byText);
}

/** A concept begins with a letter. */
function conceptName(name: string): string {
	const id = slugText(name, '_');
	return /^[a-z]/.test(id) ? id : `c_${id}`.replace(/_$/, '');
}

/** A minus is told apart from none, and no category is called like a missing reason. */
function categoryName(code: string): string {
	const id = slugText(code.replace(/^-(?=\d)/, 'minus ')) || 'code';
	return isMissingReason(id) ? `${id}-1` : id;
}

function freeName(name: string, taken: Set<string>, between: string): string {
	let free = name;
	for (let i = 2; taken.has(free); i++) free = `${name}${between}${i}`;
	taken.add(free);
	return free;
}
