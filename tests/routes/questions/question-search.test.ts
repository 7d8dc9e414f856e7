import { describe, expect, test } from 'vitest';
import {
	type ListedQuestion,
	isWanted,
	questionSearch
} from '../../../src/routes/[lang]/questions/question-search.ts';

const listed = (given: Partial<ListedQuestion>): ListedQuestion => ({
	...{ id: 'x', topic: 'topic', label: 'Tema', wave: 'ENUSC 2020', country: 'CHL' },
	...{ language: 'es', wording: '¿?', verified: true, translations: [], codes: '' },
	...{ recall: 'none', radius: 'none' },
	...given
});
const questions = [
	listed({ wording: '¿Con qué frecuencia hay tráfico de drogas en su barrio?', codes: 'P5_14_1' }),
	listed({
		wording: 'During the past 12 months, has anyone offered you an illegal drug?',
		translations: ['¿Le ofrecieron una droga ilegal en los últimos 12 meses?'],
		...{ language: 'en', codes: 'QN57' }
	}),
	listed({ wording: '¿Confía usted en la policía?', codes: '4.5' })
];
const search = await questionSearch(questions);

describe('questionSearch', () => {
	test.for([
		['trafico barrio', [0]],
		['DROGAS', [0, 1]],
		['ofrecieron', [1]],
		['offered', [1]],
		['policia', [2]],
		['polisía', [2]],
		['p5_14_1', [0]],
		['4.5', [2]],
		['qn57', [1]],
		['nadaasí', []]
	] as const)('finds %s', ([query, places]) => {
		expect(search(query).toSorted()).toEqual(places);
	});

	test('has what has all words first, and some of them where nothing has all', () => {
		expect(search('confía policía')).toEqual([2]);
		expect(search('policía offered').toSorted()).toEqual([1, 2]);
	});
});

test('isWanted cuts by topic, period, radius and country, each of them or none', () => {
	const all = { topic: '', recall: '', radius: '', country: '' };
	const one = listed({ recall: '12-months' });
	expect(isWanted(one, all)).toBe(true);
	expect(isWanted(one, { ...all, recall: '12-months', country: 'CHL' })).toBe(true);
	for (const wrong of [{ topic: 'y' }, { recall: 'none' }, { radius: 'block' }, { country: 'COL' }])
		expect(isWanted(one, { ...all, ...wrong })).toBe(false);
});
