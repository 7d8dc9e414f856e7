import { describe, expect, test } from 'vitest';
import { publishedAnswer, shownRow } from '#lib/model/shown-answer.ts';
import { suppressedEstimate, tinyEstimate } from '../support/tiny-release.ts';

const country = 'XTT';
const categoriesOf = (concept: string) =>
	({ sex: ['woman', 'man'], area: ['north', 'south'] })[concept] ?? [];

const rows = [
	tinyEstimate({ territory: country }),
	tinyEstimate({ territory: 'north', estimate: 0.1 }),
	tinyEstimate({ territory: country, by_1: 'sex', category_1: 'woman', estimate: 0.2 }),
	tinyEstimate({ territory: 'north', by_1: 'sex', category_1: 'man', estimate: 0.3 }),
	suppressedEstimate({ territory: 'south', by_1: 'sex', category_1: 'man' })
];

const answered = (...by: string[]) => publishedAnswer(rows, { by, categoriesOf, country });

describe('what may be shown of a row', () => {
	test('is a word and nothing else where it is suppressed', () => {
		const leaking = { ...tinyEstimate(), suppressed: true };
		expect(shownRow(leaking, [])).toEqual({
			...{ kind: 'none', domain: [], details: [] },
			...{ reason: 'suppressed', n: null }
		});
	});

	test('is the reason where there is no number, with the cases', () => {
		const row = { ...tinyEstimate(), estimate: null, withheld: 'lonely-psu', n: 40 };
		expect(shownRow(row, [])).toMatchObject({ kind: 'none', reason: 'lonely-psu', n: 40 });
	});

	test('says why its quality is what it is, without values that are not told', () => {
		const row = {
			...tinyEstimate(),
			quality: 'caution',
			quality_reasons: 'df < 9; cv 0.21 >= 0.2'
		};
		expect(shownRow(row, [])).toMatchObject({
			quality: {
				label: 'caution',
				reasons: [
					{ quantity: 'df', value: null, is: 'below', limit: 9 },
					{ quantity: 'cv', value: 0.21, is: 'at-least', limit: 0.2 }
				]
			}
		});
	});
});

describe('figures that stand ready', () => {
	test('answer by territory and concept in the order asked for', () => {
		const byArea = answered('area', 'sex')?.figures ?? [];
		expect(byArea.map(({ domain }) => domain.map(({ category }) => category))).toEqual([
			['north', 'man'],
			['south', 'man']
		]);
		expect(byArea.map(({ kind }) => kind)).toEqual(['figure', 'none']);
		const bySex = answered('sex', 'area')?.figures ?? [];
		expect(bySex.map(({ domain }) => domain.map(({ category }) => category))).toEqual([
			['man', 'north'],
			['man', 'south']
		]);
	});

	test('are the whole survey without a breakdown', () => {
		expect(answered()?.figures).toHaveLength(1);
		expect(answered('area')?.figures).toMatchObject([{ estimate: 0.1 }]);
	});

	test('are none where nothing is ready', () => {
		expect(answered('colour')).toBeUndefined();
	});
});
