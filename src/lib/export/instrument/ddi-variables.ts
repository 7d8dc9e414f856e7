import {
	type AnswerType,
	type Instrument,
	type InstrumentChoice,
	type InstrumentQuestion,
	choicesOf
} from '#lib/model/instrument/instrument.ts';
import { jumpsOf, placedQuestions } from '#lib/model/instrument/interview-flow.ts';
import { kindsOf } from '#lib/model/instrument/kind-of.ts';
import { type XmlPart, xmlPart } from '../xml-text.ts';
import { type DdiWords, ddiNote, written } from './ddi-texts.ts';
import { leftOverOf } from './left-over.ts';

interface Response {
	readonly domain: string;
	readonly format: 'numeric' | 'character';
	/** A variable that counts or measures; else one of categories or texts. */
	readonly isContinuous?: boolean;
	readonly decimals?: string;
	readonly category?: 'date';
}

const responses: Readonly<Record<AnswerType | 'other', Response>> = {
	one: { domain: 'category', format: 'character' },
	several: { domain: 'multiple', format: 'character' },
	whole: { domain: 'numeric', format: 'numeric', isContinuous: true, decimals: '0' },
	decimal: { domain: 'numeric', format: 'numeric', isContinuous: true },
	text: { domain: 'text', format: 'character' },
	date: { domain: 'datetime', format: 'character', category: 'date' },
	note: { domain: 'other', format: 'character' },
	other: { domain: 'other', format: 'character' }
};

const unplaced = ['required', 'list', 'seconds', 'from', 'kept'];

/** A variable a question, in their order, with its wording, its routing, its codes. */
export function ddiVariables(
	one: Instrument,
	words: DdiWords,
	ids: ReadonlyMap<string, string>
): XmlPart[] {
	const placed = placedQuestions(one.items);
	const kindOf = kindsOf(one);
	return placed.map(({ question }, at) => {
		const { name, type, label, universe, concept, range } = question;
		const response = responses[type];
		const choices = choicesOf(one, question);
		const kept = choices.flatMap((choice) => (choice.kept ? [[choice.code, choice.kept]] : []));
		const left = {
			...leftOverOf(question, unplaced, kindOf),
			...(kept.length > 0 && { choices: Object.fromEntries(kept) as unknown })
		};
		return xmlPart(
			'var',
			{
				...{ ID: ids.get(name), name, dcml: response.decimals },
				intrvl: response.isContinuous ? 'contin' : 'discrete'
			},
			...words.texts('labl', label),
			questionPart(question, words, {
				id: ids.get(name),
				forward: routes(one, at, { ids, placed })
			}),
			range && xmlPart('valrng', {}, xmlPart('range', { UNITS: 'REAL', ...bounds(range) })),
			...words.texts('universe', universe),
			...choices.map((choice) => category(choice, words)),
			concept === undefined ? undefined : xmlPart('concept', {}, concept),
			xmlPart('varFormat', {
				...{ type: response.format, category: response.category }
			}),
			ddiNote(left)
		);
	});
}

/** The question of a variable has an ID of its own. */
const asQuestion = (variable: string) => variable.replace(/^V/, 'Q');

const bounds = ({ min, max }: NonNullable<InstrumentQuestion['range']>) => ({
	min: min === undefined ? undefined : String(min),
	max: max === undefined ? undefined : String(max)
});

function questionPart(
	{ type, label, hint, written: own }: InstrumentQuestion,
	words: DdiWords,
	{ id, forward }: { readonly id: string | undefined; readonly forward: readonly XmlPart[] }
): XmlPart {
	const { domain } = responses[type];
	const attributes = {
		ID: id && asQuestion(id),
		responseDomainType: domain,
		otherResponseDomainType: domain === 'other' ? (own ?? type) : undefined
	};
	return xmlPart(
		'qstn',
		attributes,
		...words.texts('qstnLit', label),
		...forward,
		...words.texts('ivuInstr', hint)
	);
}

/** Where the interview goes on after some answers, such as `2 99 → V7`. */
function routes(
	one: Instrument,
	at: number,
	{ ids, placed }: { ids: ReadonlyMap<string, string>; placed: ReturnType<typeof placedQuestions> }
): XmlPart[] {
	return jumpsOf(one, at, placed).map(({ codes, to }) => {
		const id = to === undefined ? undefined : ids.get(to);
		return xmlPart(
			'forward',
			{ qstn: id && asQuestion(id) },
			written(`${codes.join(' ')} → ${to ?? 'END'}`)
		);
	});
}

const category = ({ code, label, missing }: InstrumentChoice, words: DdiWords): XmlPart =>
	xmlPart(
		'catgry',
		{ missing: missing === undefined ? undefined : 'Y', missType: missing },
		xmlPart('catValu', {}, written(code)),
		...words.texts('labl', label)
	);
