import type { FormProblem, FormRow, FormSheet, FormText, KnownFields } from './xlsform-columns.ts';

/** An answer of a choice list. */
export interface FormChoice {
	readonly row: number;
	/** The code that is stored. */
	readonly name: string;
	readonly labels: readonly FormText[];
	/** Files that are shown beside the label or in its place. */
	readonly media: readonly FormText[];
	/** What other columns say, by their headers; choice filters use them. */
	readonly other: ReadonlyMap<string, string>;
}

export interface FormLists {
	readonly lists: ReadonlyMap<string, readonly FormChoice[]>;
	readonly problems: readonly FormProblem[];
}

export const mediaFields = ['image', 'big-image', 'audio', 'video'];

export const choiceFields: KnownFields = {
	fields: ['list_name', 'name', 'label', ...mediaFields],
	aliases: new Map([
		['caption', 'label'],
		['value', 'name']
	])
};

/** The choice lists of a form, in the order of the sheet. */
export function formLists(
	sheet: FormSheet | undefined,
	{ mayRepeat }: { readonly mayRepeat: boolean }
): FormLists {
	const lists = new Map<string, FormChoice[]>();
	const problems: FormProblem[] = [];
	/** Where a name first stood, by its list. */
	const rows = new Map<string, number>();
	for (const row of sheet?.rows ?? []) {
		const list = row.value('list_name');
		const choice = formChoice(row);
		const key = JSON.stringify([list, choice.name]);
		const problem = problemOf(list, choice, mayRepeat ? undefined : rows.get(key));
		if (problem !== undefined)
			problems.push({ sheet: sheet?.name ?? '', row: row.row, message: problem });
		if (!rows.has(key)) rows.set(key, row.row);
		if (list === undefined) continue;
		const others = lists.get(list);
		if (others) others.push(choice);
		else lists.set(list, [choice]);
	}
	return { lists, problems };
}

function formChoice(row: FormRow): FormChoice {
	return {
		row: row.row,
		name: row.value('name') ?? '',
		labels: row.texts('label'),
		media: mediaFields.flatMap((field) => row.texts(field)),
		other: row.other()
	};
}

function problemOf(
	list: string | undefined,
	{ name, labels, media }: FormChoice,
	before: number | undefined
): string | undefined {
	if (list === undefined) return `choice without list_name: ${name}`;
	if (name === '') return `choice without name in list: ${list}`;
	if (before !== undefined) return `name stands in list ${list} before, in row ${before}: ${name}`;
	if (labels.length === 0 && media.length === 0) return `choice without label: ${name}`;
	return undefined;
}
