import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryOf } from '#lib/model/registers/registers.ts';
import { withheldLivelihoods } from '../../../pipelines/release/withheld-livelihoods.ts';

type Entry = EntryOf<'livelihoods'>;

const rules = [{ id: 'strict', k: 5, minCases: 30, smallGroup: 100 }];
const entry = (sex: string, counts: Partial<Entry>): Entry => ({
	...{ id: sex, programme: 'court', cohort: '2022', window: 12, measure: 'employment', sex },
	...{ exited: 900, followed: 900, disclosure: 'strict', date: '2022', lastChecked: '2024-01-01' },
	...{ source: { document: 'A document', place: 'page 1' } },
	...counts
});
const of = (sex: string, numerator: number, denominator: number) =>
	entry(sex, { numerator, denominator });
const published = (...entries: Entry[]) =>
	withheldLivelihoods(entries, rules)
		.filter(({ withheld }) => !withheld)
		.map(({ sex }) => sex);

describe('withheldLivelihoods', () => {
	test.for([
		['few with work', of('all', 4, 200), []],
		['few without', of('all', 196, 200), []],
		['few people', of('all', 12, 29), []],
		['nobody of a small group', of('all', 0, 99), []],
		['nobody of a large one', of('all', 0, 100), ['all']],
		['enough', of('all', 12, 30), ['all']],
		['the mean of few', entry('all', { mean: 1, standardDeviation: 1, denominator: 29 }), []]
	] as const)('keeps to its rules of %s', ([, one, expected]) => {
		expect(published(one)).toEqual(expected);
	});

	test('withholds all parts where one is, and where the rest would be too small', () => {
		expect(published(of('all', 100, 300), of('women', 12, 28), of('men', 88, 272))).toEqual([
			'all'
		]);
		expect(published(of('all', 100, 300), of('women', 97, 200))).toEqual(['all']);
	});

	test('withholds what names rules that are not there, and leaves no number behind', () => {
		const [one] = withheldLivelihoods([of('all', 100, 300)], []);
		expect(one).toMatchObject({ withheld: true, exited: 900 });
		expect(one).not.toHaveProperty('numerator');
		expect(one).not.toHaveProperty('denominator');
	});

	test('leaves no small count that could be had by taking women from everybody', () => {
		const counts = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60));
		fc.assert(
			fc.property(counts, ([a, b, c, d]) => {
				const all = withheldLivelihoods(
					[of('all', a + c, a + b + c + d), of('women', a, a + b)],
					rules
				);
				if (all.some(({ withheld }) => withheld) || c + d === 0) return;
				for (const side of [c, d]) expect(side).toBeGreaterThanOrEqual(5);
				expect(c + d).toBeGreaterThanOrEqual(30);
			}),
			{ numRuns: 2000 }
		);
	});
});
