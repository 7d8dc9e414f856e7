import {
	type Instrument,
	type InstrumentItem,
	type InstrumentLanguage,
	type InstrumentQuestion,
	type NamedItem,
	type Texts,
	noLanguage,
	textIn
} from '#lib/model/instrument/instrument.ts';
import { kindsOf } from '#lib/model/instrument/kind-of.ts';
import { relevantText } from '#lib/model/instrument/relevant.ts';

/** A sheet of an XLSForm: its header, and a row of texts for each thing; '' is a blank cell. */
export interface FormSheetRows {
	readonly name: 'survey' | 'choices' | 'settings';
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

type Cells = Readonly<Record<string, string | undefined>>;

/** How XLSForm names a language in a header; `undefined` for texts of none. */
const languageHeader = ({ id, name }: InstrumentLanguage): string | undefined =>
	id === noLanguage ? undefined : name === id ? id : `${name} (${id})`;

const inLanguage = (field: string, language: InstrumentLanguage): string => {
	const named = languageHeader(language);
	return named === undefined ? field : `${field}::${named}`;
};

const textCells = (
	field: string,
	all: Texts | undefined,
	languages: readonly InstrumentLanguage[]
): Cells =>
	Object.fromEntries(languages.map((one) => [inLanguage(field, one), all?.[one.id] ?? '']));

const xlsformTypes = {
	...{ one: 'select_one', several: 'select_multiple', whole: 'integer', decimal: 'decimal' },
	...{ text: 'text', date: 'date', note: 'note' }
} as const;

/**
 * The sheets of an instrument as XLSForm (xlsform.org). Columns that the standard has not (concept,
 * pedigree, seconds, universe, missing) stand after its own: tools pass over columns they do not know.
 */
export function xlsFormSheets(one: Instrument): FormSheetRows[] {
	const kindOf = kindsOf(one);
	const survey = one.items.map((item, i) =>
		item.kind === 'end' ? endCells(one.items, i) : itemCells(one, item, kindOf)
	);
	const choices = one.lists.flatMap(({ name, choices: all }) =>
		all.map((choice): Cells => ({
			...{ list_name: name, name: choice.code },
			...textCells('label', choice.label, one.languages),
			...choice.kept,
			missing: choice.missing
		}))
	);
	return [
		sheetOf('survey', survey, ['type', 'name', ...headers('label', one), ...headers('hint', one)]),
		sheetOf('choices', choices, ['list_name', 'name', ...headers('label', one)]),
		sheetOf('settings', [settingCells(one)], ['form_title', 'form_id'])
	];
}

const headers = (field: string, { languages }: Instrument): string[] =>
	languages.map((language) => inLanguage(field, language));

/** Columns that always stand come first, then those that something is in. */
function sheetOf(
	name: FormSheetRows['name'],
	all: readonly Cells[],
	first: readonly string[]
): FormSheetRows {
	const filled = new Set(first);
	for (const cells of all)
		for (const [header, text] of Object.entries(cells)) if (text) filled.add(header);
	const known = order.filter((header) => filled.has(header) && !first.includes(header));
	const rest = [...filled].filter((header) => !first.includes(header) && !known.includes(header));
	const header = [...first, ...known, ...rest];
	return { name, header, rows: all.map((cells) => header.map((column) => cells[column] ?? '')) };
}

const order = ['required', 'relevant', 'constraint'];

function itemCells(one: Instrument, item: NamedItem, kindOf: ReturnType<typeof kindsOf>): Cells {
	return {
		type: item.kind === 'section' ? blockType('begin', item.repeats) : questionType(item),
		name: item.name,
		...textCells('label', item.label, one.languages),
		...textCells('hint', item.hint, one.languages),
		relevant: item.relevant && relevantText(item.relevant, kindOf),
		...(item.kind === 'question' && questionCells(item)),
		...Object.fromEntries(
			Object.entries(item.kept ?? {}).filter(([header]) => header !== 'or_other')
		)
	};
}

const blockType = (edge: 'begin' | 'end', repeats: boolean) =>
	`${edge}_${repeats ? 'repeat' : 'group'}`;

function questionType({ type, written, list, kept }: InstrumentQuestion): string {
	const command = type === 'other' ? (written ?? 'text') : xlsformTypes[type];
	const named = list === undefined ? command : `${command} ${list}`;
	return kept?.['or_other'] ? `${named} or_other` : named;
}

function questionCells({ required, range, universe, concept, seconds, from }: InstrumentQuestion) {
	return {
		required: required ? 'yes' : '',
		...(range && { constraint: rangeText(range) }),
		...Object.fromEntries(
			Object.entries(universe ?? {}).map(([language, text]) => [`universe_${language}`, text])
		),
		concept,
		seconds: seconds === undefined ? '' : String(seconds),
		...(from && {
			pedigree_wave: from.wave,
			pedigree_question: from.question,
			pedigree_title: from.title,
			pedigree_language: from.language,
			pedigree_wording: from.wording,
			pedigree_verified: from.verified ? 'yes' : 'no'
		})
	} satisfies Cells;
}

/** Such as `. >= 0 and . <= 120`. */
function rangeText({ min, max }: NonNullable<InstrumentQuestion['range']>): string {
	return [
		...(min === undefined ? [] : [`. >= ${min}`]),
		...(max === undefined ? [] : [`. <= ${max}`])
	].join(' and ');
}

function endCells(items: readonly InstrumentItem[], at: number): Cells {
	let open = 0;
	for (let i = at; i >= 0; i--) {
		const item = items[i]!;
		if (item.kind === 'end') open++;
		else if (item.kind === 'section' && --open === 0)
			return { type: blockType('end', item.repeats) };
	}
	return { type: 'end_group' };
}

function settingCells({ id, version, title, languages, kept }: Instrument): Cells {
	const [first, ...others] = languages;
	return {
		form_title: textIn(title, first?.id ?? ''),
		form_id: id,
		version,
		default_language: first && languageHeader(first),
		...Object.fromEntries(
			others.flatMap((other) =>
				title[other.id] === undefined ? [] : [[`title_${other.id}`, title[other.id]!]]
			)
		),
		...kept
	};
}
