import {
	type DataPackage,
	type PackageField,
	fieldTypeOf
} from '#lib/model/instrument/data-package.ts';
import {
	type Instrument,
	type InstrumentItem,
	type InstrumentQuestion,
	type Texts,
	choicesOf,
	isQuestion
} from '#lib/model/instrument/instrument.ts';
import { kindsOf } from '#lib/model/instrument/kind-of.ts';
import type { KindOf } from '#lib/model/instrument/relevant.ts';
import { safeName } from '../tables/file-names.ts';
import { isEmpty, leftOverOf } from './left-over.ts';

/**
 * A questionnaire as the descriptor of a Data Package 2.0: one table without rows yet, a field a
 * question. Titles are in the first language; what the standard has no property for stands under
 * `atalaya`, in the package and in its fields.
 */
export function instrumentPackage(one: Instrument): DataPackage {
	const { id, version, title, languages, kept, lists, items } = one;
	const [first] = languages;
	const kindOf = kindsOf(one);
	const name = safeName([id]);
	const fields = items
		.filter(isQuestion)
		.filter(isField)
		.map((question) => field(one, question, kindOf));
	return {
		$schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
		...{ name, ...(first && title[first.id] !== undefined && { title: title[first.id] }) },
		...(version !== undefined && { version }),
		resources: [{ name, type: 'table', data: [], schema: { fields } }],
		atalaya: {
			...{ id, languages, lists, title: others(title, first?.id) },
			...(kept && { kept }),
			outline: items.map((item) => outlined(item, kindOf))
		}
	};
}

export const instrumentPackageText = (one: Instrument): string =>
	`${JSON.stringify(instrumentPackage(one), null, '\t')}\n`;

type FieldQuestion = InstrumentQuestion & { readonly type: keyof typeof fieldTypeOf };

const isField = (question: InstrumentQuestion): question is FieldQuestion =>
	question.type !== 'note';

const others = (all: Texts, first: string | undefined): Texts =>
	Object.fromEntries(Object.entries(all).filter(([id]) => id !== first));

/** Sections, and notes, of which no data come, stand in the outline whole. */
function outlined(item: InstrumentItem, kindOf: KindOf): unknown {
	if (item.kind === 'end') return item;
	if (item.kind === 'question' && isField(item)) return item.name;
	const { relevant: _, ...rest } = item;
	return { ...rest, ...leftOverOf(item, [], kindOf) };
}

const unplaced = ['type', 'written', 'list', 'universe', 'concept', 'from', 'seconds', 'kept'];

function field(one: Instrument, question: FieldQuestion, kindOf: KindOf): PackageField {
	const { name, type, label, hint = {}, range } = question;
	const first = one.languages[0]?.id ?? '';
	const codes = type === 'one' ? codeProperties(one, question, first) : {};
	// Who is asked for an answer and does not know has given none, to whoever checks the data.
	const isRequired = question.required && !codes.missingValues;
	const constraints = {
		...(isRequired && { required: true }),
		...(range?.min !== undefined && { minimum: range.min }),
		...(range?.max !== undefined && { maximum: range.max })
	};
	const [labels, hints] = [others(label, first), others(hint, first)];
	return {
		...{ name, type: fieldTypeOf[type] },
		...(type === 'several' && { delimiter: ' ', itemType: 'string' as const }),
		...(label[first] !== undefined && { title: label[first] }),
		...(hint[first] !== undefined && { description: hint[first] }),
		...codes,
		...(!isEmpty(constraints) && { constraints }),
		atalaya: {
			...leftOverOf(question, unplaced, kindOf),
			...(question.required && !isRequired && { required: true }),
			...(!isEmpty(labels) && { label: labels }),
			...(!isEmpty(hints) && { hint: hints })
		}
	};
}

/** Answers are categories; what stands in place of one is a missing value, beside the blank. */
function codeProperties(
	one: Instrument,
	question: InstrumentQuestion,
	first: string
): Pick<PackageField, 'categories' | 'missingValues'> {
	const choices = new Map(choicesOf(one, question).map((choice) => [choice.code, choice] as const));
	const told = new Set<string>();
	const values = [...choices.values()].map(({ code, label, missing }) => {
		const text = label[first];
		// The standard wants labels that differ.
		const isNew = text !== undefined && !told.has(text);
		if (isNew) told.add(text);
		return { missing, value: { value: code, ...(isNew && { label: text }) } };
	});
	const categories = values.flatMap(({ missing, value }) => (missing ? [] : value));
	const missing = values.flatMap((each) => (each.missing ? each.value : []));
	return {
		...(categories.length > 0 && { categories }),
		...(missing.length > 0 && { missingValues: [{ value: '' }, ...missing] })
	};
}
