import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { concept } from '#lib/model/concept.ts';
import { locales } from '#lib/model/locales.ts';
import { type UnitRisk, unitRisk } from '#lib/model/row-risk.ts';
import RowProtection from '../../src/routes/[lang]/data/[survey]/RowProtection.svelte';
import {
	protectionSentences,
	refusalSentence,
	uniqueSentences
} from '../../src/routes/[lang]/data/[survey]/risk-words.ts';

const label = (id: string, en: string) => ({ id, label: { en } });
const region = concept.parse({
	...{ ...label('region', 'Region'), definition: { en: 'where' }, kind: 'category' },
	categories: [label('far', 'Far North'), label('near', 'Near'), label('isle', 'Isle')]
});
const inLocale = (locale: (typeof locales)[number]) => ({
	locale,
	concepts: new Map([[region.id, region]])
});
const words = inLocale('en');

const risk = (changes: Partial<UnitRisk> = {}): UnitRisk =>
	unitRisk.parse({
		...{ unit: 'person', rows: 2000, k: 5, unique: 12, belowK: 90 },
		keys: [
			{ concept: 'sex', uniqueWithout: 3 },
			{ concept: 'region', uniqueWithout: 0 }
		],
		...{ grouped: [], withheld: [], householdLinks: 'none', linkedByWeight: null, refusals: [] },
		...changes
	});

describe('words about the protection of rows', () => {
	test('say how many stand out, by what, and how many may', () => {
		expect(uniqueSentences(risk(), 0.01, words)).toEqual([
			'Of 2,000 rows, 12 (0.6%) have no other like them in all of this: sex and Region. Whoever knew all of it about a person, and that they took part, could find their row.',
			'The survey allows 1.0% at most.',
			'Groups of fewer than 5 hold 90 rows, those included.'
		]);
		expect(uniqueSentences(risk({ keys: [] }), null, words)).toEqual([
			'Nothing is declared that somebody may know of these rows beforehand.'
		]);
	});

	test('name what was grouped and withheld by its label', () => {
		const done = risk({
			grouped: [
				{ concept: 'region', of: ['far', 'isle'], into: 'withheld', because: 'small-area', rows: 9 }
			],
			withheld: [{ concept: 'cannabis_ever', rows: 70 }],
			...{ householdLinks: 'cut', linkedByWeight: 4 }
		});
		expect(protectionSentences(done, words)).toEqual([
			'Region: nothing is published of areas that small; 9 rows say “not published” instead of Far North and Isle.',
			'Answers of people who are under 18, or did not tell their age, are not published on: cannabis_ever. The figures of this survey on these subjects leave those people out.',
			'Who lives together is not published.',
			'In 4 households the weight, which nobody else in their primary unit has, shows it all the same.'
		]);
	});

	test.for(locales)('have no gap left: %s', (locale) => {
		const refusals: UnitRisk['refusals'] = [
			{ kind: 'unique', share: 0.2, limit: 0.1 },
			{ kind: 'rare', concept: 'region', categories: ['far', 'near'] },
			{ kind: 'alone', concept: 'region', category: 'isle' }
		];
		const said = refusals.map((one) => refusalSentence(one, inLocale(locale)));
		expect(said.filter((one) => /[{}]|undefined/.test(one) || one === '')).toEqual([]);
		expect(said[1]).toContain('Far North');
		expect(said[2]).toContain('Isle');
	});
});

describe('RowProtection', () => {
	const bodyOf = (unit: UnitRisk) =>
		render(RowProtection, {
			props: { ...words, risk: { maxUniqueShare: 0.01, minorsSensitive: true, units: [unit] } }
		}).body.replace(/<[^>]*>/g, ' ');

	test('tells of each key how many would be alone without it', () => {
		const body = bodyOf(risk());
		expect(body).toMatch(/Rows of people .* sex\s+3\s+Region\s+0/s);
		expect(body).toContain('sensitive answers of people under 18 may be published');
		expect(body).not.toContain('may not be published yet');
	});

	test('says what stands in the way of publishing', () => {
		const body = bodyOf(risk({ refusals: [{ kind: 'unique', share: 0.02, limit: 0.01 }] }));
		expect(body).toMatch(/may not be published yet:.*than the survey allows/s);
	});
});
