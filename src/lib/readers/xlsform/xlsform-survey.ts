import { choices } from '#lib/model/nearest-name.ts';
import { presentFields } from '../present-fields.ts';
import { type FormLists, mediaFields } from './xlsform-choices.ts';
import type { FormProblem, FormRow, FormSheet, FormText, KnownFields } from './xlsform-columns.ts';
import { type FormType, formType, silentTypes } from './xlsform-type.ts';

type QuestionType = Extract<FormType, { kind: 'question' }>;

/** A question, or the head of a group or repeat, with every expression as it is written. */
export interface FormItem {
	readonly row: number;
	readonly kind: 'question' | 'group' | 'repeat';
	/** Of a question: one name for each type, such as `select_one`. */
	readonly type?: string;
	readonly list?: QuestionType['list'];
	/** Whether an "other" with a text is added to the choices. */
	readonly orOther: boolean;
	/** A note may have none. */
	readonly name?: string;
	/** Names of the groups and repeats around it, the outermost first. */
	readonly within: readonly string[];
	readonly labels: readonly FormText[];
	readonly hints: readonly FormText[];
	/** Hints for the interviewer. */
	readonly guidance: readonly FormText[];
	readonly media: readonly FormText[];
	readonly required?: string;
	readonly relevant?: string;
	readonly constraint?: string;
	readonly constraintMessages: readonly FormText[];
	readonly calculation?: string;
	readonly appearance?: string;
	readonly choiceFilter?: string;
	readonly preset?: string;
	readonly parameters?: string;
	readonly repeatCount?: string;
	/** What other columns say, by their headers. */
	readonly other: ReadonlyMap<string, string>;
}

export const surveyFields: KnownFields = {
	fields: [
		...['type', 'name', 'label', 'hint', 'guidance_hint', 'required', 'relevant', 'constraint'],
		...['constraint_message', 'calculation', 'appearance', 'choice_filter', 'default'],
		...['parameters', 'repeat_count', 'disabled', ...mediaFields]
	],
	aliases: new Map(
		Object.entries({
			...{ caption: 'label', command: 'type', tag: 'name', value: 'name', relevance: 'relevant' },
			...{ calculate: 'calculation', constraining_message: 'constraint_message' },
			...{ 'jr:constraintmsg': 'constraint_message', 'jr:count': 'repeat_count' },
			count: 'repeat_count'
		})
	)
};

export interface FormSurvey {
	readonly items: readonly FormItem[];
	readonly problems: readonly FormProblem[];
	readonly notes: readonly string[];
}

/** The questions of a form and the groups around them, in the order of the sheet. */
export function formSurvey(sheet: FormSheet, lists: FormLists['lists']): FormSurvey {
	const reading = new SurveyReading(sheet, lists);
	for (const row of sheet.rows) reading.row(row);
	return reading.survey();
}

class SurveyReading {
	readonly #sheet: FormSheet;
	readonly #lists: FormLists['lists'];
	/** For messages: comparing with more takes long. */
	readonly #listNames: readonly string[];
	readonly #items: FormItem[] = [];
	readonly #problems: FormProblem[] = [];
	readonly #notes: string[] = [];
	/** Groups and repeats that have not ended. */
	readonly #open: FormItem[] = [];
	/** Where a name first stood, by its group. */
	readonly #rows = new Map<string, number>();

	constructor(sheet: FormSheet, lists: FormLists['lists']) {
		this.#sheet = sheet;
		this.#lists = lists;
		this.#listNames = [...lists.keys()].slice(0, 200);
	}

	row(row: FormRow): void {
		const written = row.value('type');
		if (/^(yes|true|true\(\))$/i.test(row.value('disabled') ?? ''))
			this.#notes.push(`${this.#sheet.name} row ${row.row} is disabled and was left out`);
		else if (written !== undefined) this.#typed(row, formType(written));
		else if (row.value('name') !== undefined || row.texts('label').length > 0)
			this.#problem(row, `row without type: ${row.value('name') ?? row.texts('label')[0]!.text}`);
		else
			this.#notes.push(
				`${this.#sheet.name} row ${row.row} has neither type nor name nor label and was left out`
			);
	}

	survey(): FormSurvey {
		for (const begun of this.#open)
			this.#problem(begun, `begin ${begun.kind} has no end: ${called(begun)}`);
		return { items: this.#items, problems: this.#problems, notes: this.#notes };
	}

	#problem({ row }: { readonly row: number }, message: string): void {
		this.#problems.push({ sheet: this.#sheet.name, row, message });
	}

	#typed(row: FormRow, type: FormType): void {
		if (type.kind === 'unknown') this.#problem(row, type.message);
		else if (type.kind === 'end') return this.#end(row, type.block);
		const within = this.#open.map(({ name }) => name ?? '');
		const item = formItem(row, type, within);
		this.#items.push(item);
		this.#checkName(item);
		if (type.kind === 'begin') this.#open.push(item);
		else if (type.kind === 'question') this.#checkQuestion(item, type);
	}

	#end(row: FormRow, block: string): void {
		const begun = this.#open.pop();
		if (begun === undefined) this.#problem(row, `end ${block} without its begin: ${block}`);
		else if (begun.kind !== block)
			this.#problem(
				row,
				`end ${block} closes the ${begun.kind} of row ${begun.row}: ${called(begun)}`
			);
	}

	#checkName(item: FormItem): void {
		const { row, name, type, within } = item;
		if (name === undefined) {
			if (type !== 'note' && type !== 'audit') this.#problem(item, `no name: ${called(item)}`);
			return;
		}
		const key = JSON.stringify([...within, name]);
		const before = this.#rows.get(key);
		if (before === undefined) this.#rows.set(key, row);
		else this.#problem(item, `name stands before, in row ${before}: ${name}`);
	}

	#checkQuestion(item: FormItem, { type, list }: QuestionType): void {
		const { labels, hints, media, calculation, preset } = item;
		if (list?.from === 'choices' && !this.#lists.has(list.name))
			this.#problem(
				item,
				`no such choice list, known are ${choices(list.name.slice(0, 60), this.#listNames)}: ${list.name}`
			);
		if (type === 'calculate' && calculation === undefined && preset === undefined)
			this.#problem(item, `calculate without calculation: ${called(item)}`);
		const isAsked = !silentTypes.has(type) && calculation === undefined;
		if (isAsked && labels.length + hints.length + media.length === 0)
			this.#problem(item, `no label: ${called(item)}`);
	}
}

/** What a person would call it. */
const called = ({ name, labels, type, kind }: FormItem) => name ?? labels[0]?.text ?? type ?? kind;

function formItem(row: FormRow, type: FormType, within: readonly string[]): FormItem {
	const isQuestion = type.kind === 'question';
	return {
		row: row.row,
		kind: type.kind === 'begin' ? type.block : 'question',
		...presentFields({
			type: isQuestion ? type.type : type.kind === 'unknown' ? row.value('type') : undefined,
			list: isQuestion ? type.list : undefined,
			name: row.value('name')
		}),
		orOther: isQuestion && type.orOther,
		within,
		...wording(row),
		...presentFields({
			required: row.value('required'),
			relevant: row.value('relevant'),
			constraint: row.value('constraint'),
			calculation: row.value('calculation'),
			appearance: row.value('appearance'),
			choiceFilter: row.value('choice_filter'),
			preset: row.value('default'),
			parameters: row.value('parameters'),
			repeatCount: row.value('repeat_count')
		}),
		other: row.other()
	};
}

function wording(row: FormRow) {
	return {
		labels: row.texts('label'),
		hints: row.texts('hint'),
		guidance: row.texts('guidance_hint'),
		constraintMessages: row.texts('constraint_message'),
		media: mediaFields.flatMap((field) => row.texts(field))
	};
}
