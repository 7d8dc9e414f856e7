import { freeName } from '#lib/model/instrument/instrument-edits.ts';
import type { InstrumentFault } from '#lib/model/instrument/instrument-faults.ts';
import {
	type ChoiceList,
	type Instrument,
	type InstrumentItem,
	type InstrumentLanguage,
	type NamedItem,
	type Texts,
	instrumentName,
	noLanguage
} from '#lib/model/instrument/instrument.ts';
import { isMissingReason } from '#lib/model/missing.ts';
import type { FormText } from '../xlsform/xlsform-columns.ts';
import type { FormItem } from '../xlsform/xlsform-survey.ts';
import { formType } from '../xlsform/xlsform-type.ts';
import type { XlsForm } from '../xlsform/xlsform.ts';
import { fileFaults, withConditions } from './finished-instrument.ts';
import type { ImportProblem, InstrumentReading } from './instrument-reading.ts';
import { keptFields, questionFields } from './xlsform-question.ts';

/** An instrument out of a form that was read; what is wrong with it by sheet and row. */
export function xlsFormInstrument(form: XlsForm, fileName: string): InstrumentReading {
	const languages = languagesOf(form);
	const headers = new Map(
		languages.map(({ id, name }) => [id, name === id ? id : `${name} (${id})`])
	);
	const named = namedItems(form.items);
	const before: Instrument = {
		...settingsOf(form, { fileName, languages }),
		languages,
		lists: listsOf(form),
		items: inOrder(named.items, (item, name) => itemOf(item, name, headers))
	};
	const instrument = withConditions(
		before,
		new Map(
			named.items.flatMap(({ item, name }) =>
				item.relevant === undefined ? [] : [[name, item.relevant]]
			)
		)
	);
	const rows = new Map(named.items.map(({ item, name }) => [name, item.row]));
	return {
		format: 'xlsform',
		instrument,
		problems: inOrderOfRows([
			...formProblems(form),
			...named.problems,
			...fileFaults(instrument).map((fault) => faultProblem(fault, rows))
		]),
		ignored: form.notes.map((note) => [note, 1])
	};
}

const routing = ['asks-unknown', 'asks-later', 'asks-itself', 'circle', 'code-unknown'];

const otherColumns: Readonly<Partial<Record<InstrumentFault['kind'], string>>> = {
	'range-empty': 'constraint',
	'name-twice': 'name'
};

function faultProblem(
	{ kind, item, what }: InstrumentFault,
	rows: ReadonlyMap<string, number>
): ImportProblem {
	const row = item === undefined ? undefined : rows.get(item);
	const column = [...routing, 'not-understood', 'cannot-write'].includes(kind)
		? 'relevant'
		: (otherColumns[kind] ?? 'type');
	return {
		...{ reason: kind, sheet: 'survey', column, what, message: `${kind}: ${item ?? ''} ${what}` },
		...(row !== undefined && { row })
	};
}

/** Where a fault that the form reader tells by its row alone is corrected. */
const formColumns: readonly (readonly [RegExp, string])[] = [
	[/^(no type of XLSForm|select without|row without type|no such choice list|begin|end)/, 'type'],
	[/^(name stands|no name|choice without name)/, 'name'],
	[/^(no label|choice without label)/, 'label'],
	[/^choice without list_name/, 'list_name'],
	[/^calculate without/, 'calculation']
];

const formProblems = ({ problems }: XlsForm): ImportProblem[] =>
	problems.map(({ sheet, row, column: told, message }) => {
		const isType = /^(no type of XLSForm|select without)/.test(message);
		const column = told ?? formColumns.find(([pattern]) => pattern.test(message))?.[1];
		return {
			...{ sheet, row, message, reason: isType ? 'unknown-type' : 'form' },
			what: message.slice(message.lastIndexOf(': ') + 2),
			...(column !== undefined && { column })
		};
	});

const sheetOrder = ['survey', 'choices', 'settings'];

function inOrderOfRows(problems: readonly ImportProblem[]): ImportProblem[] {
	const place = ({ sheet = '' }: ImportProblem) => sheetOrder.indexOf(sheet.trim().toLowerCase());
	return [...problems].sort((a, b) => place(a) - place(b) || (a.row ?? 0) - (b.row ?? 0));
}

/** Texts without a language make one of their own, which is the first. */
function languagesOf({ languages, settings, items, lists }: XlsForm): InstrumentLanguage[] {
	const known = languages.map(({ name, code }) => ({
		id: code ?? name,
		name: code === undefined ? name : name.replace(` (${code})`, '')
	}));
	const unique = [...new Map(known.map((one) => [one.id, one])).values()];
	const isBare = (texts: readonly FormText[]) =>
		texts.some(({ language }) => language === undefined);
	const hasBare =
		settings.defaultLanguage === undefined &&
		(items.some(({ labels, hints }) => isBare(labels) || isBare(hints)) ||
			[...lists.values()].some((all) => all.some(({ labels }) => isBare(labels))));
	return hasBare || unique.length === 0
		? [{ id: noLanguage, name: noLanguage }, ...unique]
		: unique;
}

const textsOf = (all: readonly FormText[]): Texts =>
	Object.fromEntries(all.map(({ text, language = noLanguage }) => [language, text]));

function settingsOf(
	{ settings }: XlsForm,
	{ fileName, languages }: { fileName: string; languages: readonly InstrumentLanguage[] }
): Pick<Instrument, 'id' | 'version' | 'title' | 'kept'> {
	const plain = fileName.replace(/\.[^.]*$/, '') || fileName;
	const titles = new Map(languages.map(({ id }) => [`title_${id}`, id]));
	const others = [...settings.other];
	const kept = others.filter(([header]) => !titles.has(header));
	const id = settings.id ?? freeName(plain, new Set());
	return {
		id: instrumentName.safeParse(id).success ? id : freeName(id, new Set()),
		...(settings.version !== undefined && { version: settings.version }),
		title: {
			[languages[0]!.id]: settings.title ?? plain,
			...Object.fromEntries(
				others.flatMap(([header, text]) => {
					const language = titles.get(header);
					return language === undefined ? [] : [[language, text] as const];
				})
			)
		},
		...(kept.length > 0 && { kept: Object.fromEntries(kept) })
	};
}

function listsOf({ lists }: XlsForm): ChoiceList[] {
	return [...lists].map(([name, all]) => ({
		name,
		choices: all
			.filter((choice) => choice.name !== '')
			.map((choice) => {
				const missing = choice.other.get('missing');
				const kept = [
					...[...choice.other].filter(([header]) => header !== 'missing' || !isReason(missing))
				];
				return {
					...{ code: choice.name, label: textsOf(choice.labels) },
					...(isReason(missing) && { missing }),
					...(kept.length > 0 && { kept: Object.fromEntries(kept) })
				};
			})
	}));
}

const isReason = (text: string | undefined) => text !== undefined && isMissingReason(text);

interface NamedRow {
	readonly item: FormItem;
	/** One that nobody else has, and that XLSForm allows. */
	readonly name: string;
}

/** Rows of an unknown type are left out; a name that stands twice, or none, gets one of its own. */
function namedItems(items: readonly FormItem[]): { items: NamedRow[]; problems: ImportProblem[] } {
	const taken = new Set<string>();
	const problems: ImportProblem[] = [];
	const named = items.flatMap((item): NamedRow[] => {
		if (isUnknown(item)) return [];
		const wanted = item.name ?? '';
		const isFine = instrumentName.safeParse(wanted).success && !taken.has(wanted);
		const name = isFine ? wanted : freeName(wanted || item.type || item.kind, taken);
		taken.add(name);
		if (!isFine && item.name !== undefined)
			problems.push({
				...{ reason: 'name-changed', sheet: 'survey', row: item.row, column: 'name' },
				...{
					what: `${wanted} → ${name}`,
					message: `name that cannot stand, read as ${name}: ${wanted}`
				}
			});
		return [{ item, name }];
	});
	return { items: named, problems };
}

/** A select that was understood has its list beside its type. */
const isUnknown = ({ kind, type = '', list }: FormItem) =>
	kind === 'question' && list === undefined && formType(type).kind === 'unknown';

/** Items with the ends of their sections: how deep a row stands tells which have ended before it. */
function inOrder(
	rows: readonly NamedRow[],
	itemOf: (item: FormItem, name: string) => NamedItem
): InstrumentItem[] {
	const items: InstrumentItem[] = [];
	let open = 0;
	for (const { item, name } of rows) {
		for (; open > item.within.length; open--) items.push({ kind: 'end' });
		items.push(itemOf(item, name));
		if (item.kind !== 'question') open++;
	}
	for (; open > 0; open--) items.push({ kind: 'end' });
	return items;
}

function itemOf(item: FormItem, name: string, headers: ReadonlyMap<string, string>): NamedItem {
	const hint = textsOf(item.hints);
	const common = {
		name,
		label: textsOf(item.labels),
		...(item.hints.length > 0 && { hint })
	};
	if (item.kind === 'question')
		return { kind: 'question', ...common, ...questionFields(item, headers) };
	const kept = keptFields(item, headers);
	return {
		...{ kind: 'section', ...common, repeats: item.kind === 'repeat' },
		...(Object.keys(kept).length > 0 && { kept })
	};
}
