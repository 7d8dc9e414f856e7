import { describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import {
	type RegisterName,
	registerFields,
	registerReferences
} from '#lib/model/registers/registers.ts';
import { answerMatrix } from '../../src/routes/[lang]/registers/words/answer-matrix.ts';
import {
	type ListedEntry,
	isListed,
	listSearch,
	listViewOf
} from '../../src/routes/[lang]/registers/words/entry-filters.ts';
import { stateMatrix } from '../../src/routes/[lang]/registers/words/state-matrix.ts';
import {
	dateText,
	fieldLabel,
	fieldText,
	registerTitle
} from '../../src/routes/[lang]/registers/words/entry-words.ts';

const registers = Object.keys(registerReferences) as RegisterName[];
const named = (...all: readonly string[]) => all.join(':');
const names = {
	locale: 'en' as const,
	code: named,
	entry: named,
	territory: named,
	programme: named,
	section: named
};

describe('words of registers', () => {
	test.for(locales)('name every register and every field: %s', (locale) => {
		const fields = [...registers.flatMap(registerFields), 'source', 'lastChecked'];
		expect(fields.length).toBeGreaterThan(100);
		expect(fields.filter((field) => fieldLabel(field, locale) === field)).toEqual([]);
		expect(registers.filter((name) => registerTitle(name, locale) === name)).toEqual([]);
	});

	test('say "not stated", never 0, of what is absent, a blank list and "not stated"', () => {
		const text = (entry: object, field: string) => fieldText('exchanges', entry, { field, names });
		for (const entry of [{}, { mayors: undefined }])
			expect(text(entry, 'mayors')).toBe('Not stated');
		expect(text({ topics: [] }, 'topics')).toBe('Not stated');
		expect(text({ date: 'not stated' }, 'date')).toBe('Not stated');
		expect(text({ mayors: 0 }, 'mayors')).toBe('0');
	});

	test('name codes by their list, and dates as exactly as they are known', () => {
		const groups = { groups: ['children'] };
		expect(fieldText('needs', groups, { field: 'groups', names })).toBe(
			'population-groups:children'
		);
		expect(['2011', '2011-05', '2011-05-04'].map((date) => dateText(date, 'en'))).toEqual([
			...['2011', 'May 2011', 'May 4, 2011']
		]);
	});
});

describe('the matrix of answers', () => {
	const answer = (country: string, question: string, date = '2023') =>
		({ id: `${country}-${question}`, country, question, date }) as never;

	test('has a row for a country that nobody asked but that answered, and counts questions once', () => {
		const answers = [answer('PRT', 'a'), answer('PRT', 'a', '2024'), answer('GBR', 'b')];
		const rows = answerMatrix(answers, ['a', 'b'], ['ARG', 'PRT']);
		expect(rows.map(({ country, answered }) => [country, answered])).toEqual([
			['ARG', 0],
			['PRT', 1],
			['GBR', 1]
		]);
		expect(rows[1]?.cells[0]?.map(({ date }) => date)).toEqual(['2024', '2023']);
	});
});

describe('a filtered list', () => {
	const entry: ListedEntry = {
		...{ id: 'one', title: 'Prevención en escuelas', badge: false, text: '', source: '' },
		facts: [{ term: 'Tipo', value: 'Educación', stated: true }],
		link: undefined,
		codes: { groups: ['children', 'families'] }
	};
	const filters = [{ key: 'groups', label: '', options: [{ value: 'children', label: '' }] }];

	test('is searched without accents and by every word', () => {
		const found = (search: string) => isListed(entry, { search, codes: {} });
		expect(['prevencion', 'EDUCACION escuelas', ''].map(found)).toEqual([true, true, true]);
		expect(found('prevencion calle')).toBe(false);
	});

	test('comes back from its address, without codes that it does not have', () => {
		const view = { search: 'a b', codes: { groups: 'children' } };
		expect(listViewOf(new URLSearchParams(listSearch(view)), filters)).toEqual(view);
		expect(listViewOf(new URLSearchParams('groups=none&q='), filters).codes).toEqual({});
		expect(isListed(entry, view)).toBe(false);
		expect(isListed(entry, { ...view, search: '' })).toBe(true);
	});
});

describe('the matrix of recommendations', () => {
	test('counts each in its state, and what nobody states apart from what is not started', () => {
		const entries = [
			{ area: 'demand', state: 'complete' },
			{ area: 'demand', state: undefined },
			{ area: 'control', state: 'not-started' }
		];
		const states = ['not-started', 'complete'];
		expect(stateMatrix(entries, ['demand', 'control', 'other'], states)).toEqual([
			{ area: 'demand', counts: { 'not-started': 0, complete: 1, 'not-stated': 1 }, all: 2 },
			{ area: 'control', counts: { 'not-started': 1, complete: 0, 'not-stated': 0 }, all: 1 },
			{ area: 'other', counts: { 'not-started': 0, complete: 0, 'not-stated': 0 }, all: 0 }
		]);
	});
});
