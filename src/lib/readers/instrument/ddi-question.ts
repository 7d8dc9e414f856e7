import { conceptId } from '#lib/model/identifiers.ts';
import type { InstrumentChoice, InstrumentQuestion } from '#lib/model/instrument/instrument.ts';
import { isMissingReason } from '#lib/model/missing.ts';
import type { DdiCategory } from '../ddi/ddi-categories.ts';
import type { DdiVariable } from '../ddi/ddi-variable.ts';
import { formType } from '../xlsform/xlsform-type.ts';
import type { DdiTexts } from './ddi-languages.ts';
import type { ImportProblem } from './instrument-reading.ts';
import { type ItemLeftOver, mergedQuestion } from './left-over.ts';

interface DdiQuestionRead {
	readonly question: InstrumentQuestion;
	/** Whether its codes are its answers, and not only what stands in place of one. */
	readonly hasList: boolean;
	readonly problems: readonly {
		readonly reason: ImportProblem['reason'];
		readonly line: number;
		readonly what: string;
		readonly message: string;
	}[];
}

interface QuestionOptions {
	readonly words: DdiTexts;
	readonly left: ItemLeftOver;
}

/** The question of a variable: its wording, or its label where nobody wrote down how it was asked. */
export function ddiQuestion(
	variable: DdiVariable,
	name: string,
	{ words, left }: QuestionOptions
): DdiQuestionRead {
	const { line, questions, labels, categories } = variable;
	const wording = words.texts(questions.flatMap(({ literal }) => literal));
	const hasWording = Object.keys(wording).length > 0;
	const hint = words.texts(questions.flatMap(({ instructions }) => instructions));
	const universe = words.texts(variable.universe);
	const typed = typeOf(variable);
	const hasList = ['one', 'several'].includes(typed.type) || typed.type === 'other';
	const bare = categories.filter(({ value }) => value === undefined);
	const dropped = hasList ? [] : categories.flatMap(({ value }) => value ?? []);
	const question: InstrumentQuestion = {
		...{ kind: 'question', name, ...typed, required: left.required ?? false },
		label: hasWording ? wording : words.texts(labels),
		...(Object.keys(hint).length > 0 && { hint }),
		...(Object.keys(universe).length > 0 && { universe }),
		...conceptOf(variable),
		...rangeOf(variable, typed.type)
	};
	const { seconds, from, kept } = left;
	return {
		hasList,
		question: mergedQuestion(question, {
			...(seconds !== undefined && { seconds }),
			...(from && { from }),
			...(kept && { kept })
		}),
		problems: [
			...(hasWording
				? []
				: [{ reason: 'no-wording' as const, line, what: name, message: noWording }]),
			...bare.map((category) => ({
				...{ reason: 'left-out' as const, line: category.line },
				...{ what: category.labels[0]?.text ?? name, message: 'category without a code' }
			})),
			...(dropped.length === 0
				? []
				: [
						{
							reason: 'left-out' as const,
							line,
							what: `${name}: ${dropped.join(' ')}`,
							message: ofNumber
						}
					])
		]
	};
}

const noWording = 'no wording of the question, its label stands in its place';
const ofNumber = 'codes of a question that is answered by a number or a text';

/** Codes called missing, by the category or by the variable, keep the reason where it is one of ours. */
export function ddiChoices(
	{ categories, missing }: DdiVariable,
	{ words, kept }: { readonly words: DdiTexts; readonly kept: Readonly<Record<string, object>> }
): InstrumentChoice[] {
	const invalid = new Set(missing.flatMap((one) => ('code' in one ? one.code : [])));
	return categories.flatMap((category) => {
		const { value: code, labels, missingType } = category;
		if (code === undefined) return [];
		const reason =
			missingType !== undefined && isMissingReason(missingType) ? missingType : undefined;
		const own = { ...kept[code], ...(reason ? {} : unknownReason(category, invalid)) };
		return {
			...{ code, label: words.texts(labels) },
			...(reason && { missing: reason }),
			...(Object.keys(own).length > 0 && { kept: own })
		};
	});
}

/** Nobody says why: kept as it is written, for whoever edits the list. */
function unknownReason(
	{ value = '', isMissing, missingType }: DdiCategory,
	invalid: ReadonlySet<string>
): Record<string, string> {
	if (!isMissing && !invalid.has(value)) return {};
	return { missing: missingType ?? 'Y' };
}

function conceptOf({ concepts }: DdiVariable): Partial<InstrumentQuestion> {
	const text = concepts[0]?.text;
	if (text === undefined) return {};
	const concept = conceptId.safeParse(text).data;
	return concept === undefined ? { kept: { concept: text } } : { concept };
}

function rangeOf(
	{ valid }: DdiVariable,
	type: InstrumentQuestion['type']
): Pick<InstrumentQuestion, 'range'> {
	const [only, more] = valid;
	if (!only || more || (type !== 'whole' && type !== 'decimal')) return {};
	const bounds = [
		['min', only.min],
		['max', only.max]
	] as const;
	const range = Object.fromEntries(
		bounds.flatMap(([bound, text]) =>
			text !== undefined && Number.isFinite(Number(text)) ? [[bound, Number(text)]] : []
		)
	);
	return Object.keys(range).length > 0 ? { range } : {};
}

type Typed = Pick<InstrumentQuestion, 'type' | 'written'>;

const domains: Readonly<Record<string, Typed>> = {
	...{ multiple: { type: 'several' }, text: { type: 'text' }, datetime: { type: 'date' } },
	...{ note: { type: 'note' }, geographic: { type: 'other', written: 'geopoint' } }
};

function typeOf(variable: DdiVariable): Typed {
	const { questions, format, categories, missing } = variable;
	const domain = questions[0]?.domain;
	const codes = new Set(missing.flatMap((one) => ('code' in one ? one.code : [])));
	const hasAnswers = categories.some(({ value }) => value !== undefined && !codes.has(value));
	if (domain === 'category' || (domain === 'code' && categories.length > 0)) return { type: 'one' };
	if (domain === 'numeric') return numberOf(variable);
	const known = domain === undefined ? undefined : domains[domain];
	if (known) return known;
	if (domain !== undefined && domain !== 'code') {
		const isForm = formType(categories.length > 0 ? `${domain} list` : domain).kind === 'question';
		return isForm ? { type: 'other', written: domain } : { type: 'text' };
	}
	if (hasAnswers) return { type: 'one' };
	return format === 'character' || !isNumber(variable) ? { type: 'text' } : numberOf(variable);
}

const isNumber = ({ format, interval, decimals }: DdiVariable) =>
	format === 'numeric' || interval === 'contin' || decimals !== undefined;

const numberOf = ({ decimals, interval }: DdiVariable): Typed => ({
	type:
		decimals === '0' || (decimals === undefined && interval === 'discrete') ? 'whole' : 'decimal'
});
