import { describe, expect, test } from 'vitest';
import type { SimpleCondition } from '#lib/model/instrument/condition.ts';
import { instrumentFaults } from '#lib/model/instrument/instrument-faults.ts';
import {
	type Instrument,
	choicesOf,
	instrument,
	isQuestion,
	isReworded
} from '#lib/model/instrument/instrument.ts';
import { locales } from '#lib/model/locales.ts';
import {
	draftPlace,
	forgetDraft,
	keepDraft,
	keptDraft
} from '../../src/routes/[lang]/questions/builder/draft-store.ts';
import { itemRows } from '../../src/routes/[lang]/questions/builder/item-rows.ts';
import {
	type OfferedQuestion,
	chosenOf
} from '../../src/routes/[lang]/questions/builder/offered.ts';
import {
	conditionIn,
	decidingBefore,
	firstCondition,
	routed,
	rowsOf
} from '../../src/routes/[lang]/questions/builder/routing.ts';
import { withOffered, withVersion } from '../../src/routes/[lang]/questions/builder/taken.ts';
import { withText } from '../../src/routes/[lang]/questions/builder/texts.ts';
import { typedChoices } from '../../src/routes/[lang]/questions/builder/typed-choices.ts';
import { conditionWords } from '../../src/routes/[lang]/questions/builder/words/condition-words.ts';
import { faultWords } from '../../src/routes/[lang]/questions/builder/words/fault-words.ts';
import {
	placeWords,
	problemWords
} from '../../src/routes/[lang]/questions/builder/words/import-words.ts';
import { namesFor } from '../../src/routes/[lang]/questions/builder/words/instrument-words.ts';
import { workedInstrument } from '../support/worked-instrument.ts';

const empty: Instrument = {
	...{ id: 'questionnaire', title: {}, lists: [], items: [] },
	languages: [{ id: 'es', name: 'Español' }]
};

const offered = (
	change: Partial<Omit<OfferedQuestion, 'from'>> & { from?: Partial<OfferedQuestion['from']> } = {}
): OfferedQuestion => ({
	...{ key: 'demo-2024/sale', name: 'drug_sale', type: 'one', source: 'Demo', synthetic: true },
	translations: { en: 'Have you seen drugs being sold?' },
	answers: [
		{ code: '1', label: 'Sí' },
		{ code: '2', label: 'No' },
		{ code: '9', label: 'No sabe', missing: 'dont-know' }
	],
	universe: { es: 'Todas las personas' },
	...change,
	from: {
		...{ wave: 'demo-2024', question: 'sale', title: 'Demo 2024', language: 'es' },
		...{ wording: '¿Ha visto vender drogas?', verified: true },
		...change.from
	}
});

describe('a question of the bank in a questionnaire', () => {
	const one = withOffered(empty, offered());
	const [item] = one.items.filter(isQuestion);

	test('has its wording, its answers with what is no answer, and its pedigree', () => {
		expect(instrument.parse(one)).toEqual(one);
		expect(item).toMatchObject({ name: 'drug_sale', concept: 'drug_sale', type: 'one' });
		expect(item?.label).toEqual({ es: '¿Ha visto vender drogas?' });
		expect(choicesOf(one, item!).map(({ code, missing }) => [code, missing])).toEqual([
			['1', undefined],
			['2', undefined],
			['9', 'dont-know']
		]);
		expect(item?.from).toMatchObject({ wave: 'demo-2024', verified: true });
		expect(isReworded(item!)).toBe(false);
		expect(instrumentFaults(one)).toEqual([]);
	});

	test('in a language that it was not asked in has our translation beside the wording', () => {
		const english = { ...empty, languages: [{ id: 'en', name: 'English' }] };
		const [taken] = withOffered(english, offered()).items.filter(isQuestion);
		expect(taken?.label).toEqual({
			...{ en: 'Have you seen drugs being sold?', es: '¿Ha visto vender drogas?' }
		});
	});

	test('gives way to another version in its place: name, routing and answers of others stay', () => {
		const two = withOffered(one, offered({ name: 'other' }));
		const asked = { ...two, items: routed(two.items, 1, firstCondition(two, item!)) };
		const version = offered({
			key: 'demo-2022/sale',
			answers: [{ code: '5', label: 'Nunca' }],
			from: { wave: 'demo-2022', wording: '¿Vio vender?' }
		});
		const next = withVersion(asked, 'other', version);
		const [first, second] = next.items.filter(isQuestion);
		expect(first).toEqual(item);
		expect(second).toMatchObject({ name: 'other', label: { es: '¿Vio vender?' } });
		expect(second?.relevant).toEqual(firstCondition(two, item!));
		expect(choicesOf(next, second!).map(({ code }) => code)).toEqual(['5']);
		expect(choicesOf(next, first!)).toHaveLength(3);
	});

	test('is the recommended one, else the latest verified in the language, else the latest', () => {
		const draft = offered({ key: 'a', from: { verified: false } });
		const english = offered({ key: 'b', from: { language: 'en' } });
		const spanish = offered({ key: 'c' });
		const questions = [draft, english, spanish];
		const recommended = { key: 'b', reason: 'short' };
		expect(chosenOf({ questions, recommended }, ['es'])?.key).toBe('b');
		expect(chosenOf({ questions, recommended: undefined }, ['es'])?.key).toBe('c');
		expect(chosenOf({ questions, recommended: undefined }, ['pt'])?.key).toBe('a');
	});
});

describe('the answers that somebody types', () => {
	test('one a line, have the code that is written or the next free number', () => {
		expect(typedChoices('Sí\n 7 = No \n\n2=A veces\nNunca', 'es')).toEqual([
			{ code: '1', label: { es: 'Sí' } },
			{ code: '7', label: { es: 'No' } },
			{ code: '2', label: { es: 'A veces' } },
			{ code: '3', label: { es: 'Nunca' } }
		]);
	});

	test('and a text that is emptied is absent, not empty', () => {
		expect(withText({ es: 'Hola', en: 'Hi' }, 'es', ' ')).toEqual({ en: 'Hi' });
		expect(withText({}, 'es', 'Hola ')).toEqual({ es: 'Hola ' });
	});
});

describe('routing', () => {
	const answer: SimpleCondition = { kind: 'answer', question: 'a', is: true, codes: ['1'] };
	const number: SimpleCondition = { kind: 'number', question: 'b', comparison: '>=', value: 18 };

	test('is rows that go back to the condition that they came from', () => {
		const both = { kind: 'any' as const, of: [answer, number] };
		for (const condition of [undefined, answer, both])
			expect(conditionIn(rowsOf(condition)!)).toEqual(condition);
	});

	test('that says more than rows can is left alone', () => {
		expect(rowsOf({ kind: 'written', text: 'count(${a}) > 2' })).toBeUndefined();
		expect(
			rowsOf({ kind: 'all', of: [answer, { kind: 'any', of: [answer, number] }] })
		).toBeUndefined();
	});

	test('hangs on earlier questions with answers or numbers', () => {
		const one = withOffered(withOffered(empty, offered()), offered({ name: 'later' }));
		expect(decidingBefore(one, 0)).toEqual([]);
		expect(decidingBefore(one, 1).map(({ name }) => name)).toEqual(['drug_sale']);
	});

	test.for(locales)('is told in words, with numbers and answers: %s', (locale) => {
		const one = withOffered(empty, offered());
		const names = namesFor(one, { language: 'es', locale });
		const condition = {
			kind: 'all' as const,
			of: [
				{ kind: 'answer' as const, question: 'drug_sale', is: true, codes: ['1', '9'] },
				{ kind: 'number' as const, question: 'nobody', comparison: '>=' as const, value: 18 }
			]
		};
		const words = conditionWords(condition, names, locale);
		for (const part of ['1', '«Sí»', '«No sabe»', '«nobody»', '≥', '18'])
			expect(words).toContain(part);
	});

	test('and what is not understood as it is written', () => {
		const names = namesFor(empty, { language: 'es', locale: 'es' });
		const condition = { kind: 'written' as const, text: 'pulldata("x")' };
		expect(conditionWords(condition, names, 'es')).toBe('pulldata("x")');
	});
});

describe('the list of items', () => {
	test('numbers questions, indents what is in a section, and names where it ends', () => {
		const rows = itemRows(workedInstrument, []);
		expect(rows.map(({ depth }) => depth).slice(0, 4)).toEqual([0, 1, 0, 0]);
		expect(rows[1]).toMatchObject({ number: 1, at: 1 });
		expect(rows[2]?.ends?.name).toBe('persona');
		expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
	});

	test('has faults beside the item that they are about, once', () => {
		const twice = { ...empty, items: [...withOffered(empty, offered()).items] };
		const same = { ...twice, items: [...twice.items, ...twice.items] };
		const rows = itemRows(same, instrumentFaults(same));
		expect(rows.map(({ faults }) => faults.some(({ kind }) => kind === 'name-twice'))).toEqual([
			true,
			false
		]);
		expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
	});
});

describe('the draft in the browser', () => {
	function store() {
		const kept = new Map<string, string>();
		return {
			kept,
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value),
			removeItem: (key: string) => void kept.delete(key)
		};
	}

	test('comes back as it was, and is gone once it is forgotten', () => {
		const place = store();
		expect(keptDraft(place)).toBeUndefined();
		expect(keepDraft(place, workedInstrument)).toBe(true);
		expect(keptDraft(place)).toEqual(workedInstrument);
		forgetDraft(place);
		expect(place.kept.size).toBe(0);
	});

	test('that cannot be read is none, and a full browser says so', () => {
		const place = store();
		for (const text of ['{', '{"id":1}', '[]']) {
			place.setItem(draftPlace, text);
			expect(keptDraft(place)).toBeUndefined();
		}
		const full = {
			...store(),
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		};
		expect(keepDraft(full, workedInstrument)).toBe(false);
	});
});

describe('what is wrong', () => {
	test.for(locales)('is told with what is meant and where: %s', (locale) => {
		expect(faultWords({ kind: 'code-twice', level: 'error', what: '77' }, locale)).toContain('77');
		const problem = {
			...{ reason: 'unknown-type' as const, sheet: 'survey', row: 7, column: 'type' },
			...{ what: 'geoshape', message: '' }
		};
		expect(problemWords(problem, locale)).toContain('geoshape');
		expect(placeWords(problem, locale)).toMatch(/^survey, .*7, type$/);
	});
});
