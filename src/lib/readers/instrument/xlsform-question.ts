import { conceptId } from '#lib/model/identifiers.ts';
import {
	type AnswerType,
	type InstrumentQuestion,
	type Pedigree,
	pedigree
} from '#lib/model/instrument/instrument.ts';
import type { FormText } from '../xlsform/xlsform-columns.ts';
import type { FormItem } from '../xlsform/xlsform-survey.ts';

const types: Readonly<Record<string, AnswerType>> = {
	...{ select_one: 'one', select_multiple: 'several', integer: 'whole', decimal: 'decimal' },
	...{ text: 'text', date: 'date', note: 'note' }
};

type Headers = ReadonlyMap<string, string>;

/** What a question has that a section has not. */
export function questionFields(
	item: FormItem,
	headers: Headers
): Omit<InstrumentQuestion, 'kind' | 'name' | 'label' | 'hint'> {
	const range = rangeOf(item.constraint);
	const required = requiredOf(item.required);
	const from = pedigreeOf(item);
	const concept = conceptId.safeParse(item.other.get('concept')).data;
	const seconds = secondsOf(item.other.get('seconds'));
	const universe = universeOf(item);
	const known = new Set([
		...(concept ? ['concept'] : []),
		...(seconds === undefined ? [] : ['seconds']),
		...(from ? pedigreeHeaders : []),
		...Object.keys(universe).map((language) => `universe_${language}`)
	]);
	const kept = {
		...keptFields(item, headers, known),
		...(item.constraint !== undefined && !range && { constraint: item.constraint }),
		...(item.required !== undefined && required === undefined && { required: item.required }),
		...(item.orOther && { or_other: 'yes' })
	};
	return {
		...typeOf(item),
		required: required ?? false,
		...(range && { range }),
		...(Object.keys(universe).length > 0 && { universe }),
		...(concept && { concept }),
		...(seconds !== undefined && { seconds }),
		...(from && { from }),
		...(Object.keys(kept).length > 0 && { kept })
	};
}

function typeOf({
	type = 'note',
	list
}: FormItem): Pick<InstrumentQuestion, 'type' | 'written' | 'list'> {
	const known = types[type];
	if (list?.from === 'choices')
		return known
			? { type: known, list: list.name }
			: { type: 'other', written: type, list: list.name };
	if (known && !list) return { type: known };
	return { type: 'other', written: list ? `${type} ${list.name}` : type };
}

const number = String.raw`(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)`;
const least = new RegExp(String.raw`^\.\s*>=\s*${number}$`);
const most = new RegExp(String.raw`^\.\s*<=\s*${number}$`);

/** A constraint that is a range and no more: `. >= 0 and . <= 120`. */
function rangeOf(constraint: string | undefined): InstrumentQuestion['range'] {
	if (constraint === undefined) return undefined;
	const range: NonNullable<InstrumentQuestion['range']> = {};
	for (const part of constraint.trim().split(/\s+and\s+/)) {
		const [min, max] = [least.exec(part)?.[1], most.exec(part)?.[1]];
		if (min !== undefined && range.min === undefined) range.min = Number(min);
		else if (max !== undefined && range.max === undefined) range.max = Number(max);
		else return undefined;
	}
	return range;
}

/** Undefined for an expression. */
function requiredOf(written: string | undefined): boolean | undefined {
	if (written === undefined || /^(no|false|false\(\))$/i.test(written)) return false;
	return /^(yes|true|true\(\))$/i.test(written) ? true : undefined;
}

function secondsOf(written: string | undefined): number | undefined {
	const seconds = Number(written);
	return written !== undefined && seconds > 0 && seconds <= 3600 ? seconds : undefined;
}

const universePrefix = 'universe_';

const universeOf = ({ other }: FormItem) =>
	Object.fromEntries(
		[...other]
			.filter(([header]) => header.startsWith(universePrefix))
			.map(([header, text]) => [header.slice(universePrefix.length), text])
	);

const pedigreeFields = ['wave', 'question', 'title', 'language', 'wording', 'verified'] as const;
const pedigreeHeaders = pedigreeFields.map((field) => `pedigree_${field}`);

function pedigreeOf({ other }: FormItem): Pedigree | undefined {
	const fields = Object.fromEntries(
		pedigreeFields.map((field) => [field, other.get(`pedigree_${field}`)])
	);
	return pedigree.safeParse({ ...fields, verified: fields['verified'] === 'yes' }).data;
}

/** What an instrument has no field for, by the headers of XLSForm. */
export function keptFields(
	item: FormItem,
	headers: Headers,
	known: ReadonlySet<string> = new Set()
): Record<string, string> {
	const fields = {
		...{ calculation: item.calculation, appearance: item.appearance, default: item.preset },
		...{ choice_filter: item.choiceFilter, parameters: item.parameters },
		repeat_count: item.repeatCount,
		...(item.kind !== 'question' && { required: item.required, constraint: item.constraint })
	};
	return Object.fromEntries([
		...Object.entries(fields).flatMap(([header, text]) =>
			text === undefined ? [] : [[header, text] as const]
		),
		...byLanguage('guidance_hint', item.guidance, headers),
		...byLanguage('constraint_message', item.constraintMessages, headers),
		...[...item.other].filter(([header]) => !known.has(header))
	]);
}

const byLanguage = (field: string, all: readonly FormText[], headers: Headers) =>
	all.map(({ text, language }) => {
		const header = language === undefined ? undefined : (headers.get(language) ?? language);
		return [header === undefined ? field : `${field}::${header}`, text] as const;
	});
