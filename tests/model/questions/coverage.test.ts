import { describe, expect, test } from 'vitest';
import { coverage, heldAgainst } from '#lib/model/questions/coverage.ts';
import { askedQuestion, bankOf } from '../../support/question-bank.ts';

const reason = { es: 'Separa la venta del consumo' };
const cellsOf = (...given: Parameters<typeof bankOf>) =>
	coverage(bankOf(...given)).map(({ concept, cells }) => [
		concept,
		...cells.map(({ asked, fewer }) => (fewer ? `${asked} of fewer` : asked))
	]);

describe('coverage', () => {
	test('has a row a topic and a cell a wave, with what was not asked', () => {
		const other = askedQuestion({ wave: 'a-2022', id: 'use', concept: 'drug_use' });
		expect(
			cellsOf([askedQuestion({ wave: 'a-2024' }), askedQuestion({ wave: 'a-2022' }), other])
		).toEqual([
			['drug_sale', 'same', 'same'],
			['drug_use', 'no', 'same']
		]);
	});

	test.for([
		['another verb', { verb: 'has-seen' }],
		['sale and use together', { object: 'sale-or-use' }],
		['another radius', { radius: 'block' }],
		['another recall period', { recall: '12-months' }],
		['a list', { response: 'multiple' }]
	] as const)('calls %s asked differently', ([, properties]) => {
		const all = [askedQuestion({ wave: 'b-2024' }), askedQuestion({ wave: 'a-2022', properties })];
		expect(cellsOf(all)).toEqual([['drug_sale', 'same', 'differently']]);
	});

	test('counts what the survey is, and not the question, as asked', () => {
		const properties = { ages: { from: 70 }, modes: ['web'] } as const;
		const young = { ages: { from: 15, to: 29 }, modes: ['face-to-face'] } as const;
		const all = [
			askedQuestion({ wave: 'b-2024', properties: { ...young, modes: [...young.modes] } }),
			askedQuestion({ wave: 'a-2022', properties: { ...properties, modes: [...properties.modes] } })
		];
		expect(cellsOf(all)).toEqual([['drug_sale', 'same', 'same']]);
	});

	test('does not call another question what nobody has documented', () => {
		const unknown = askedQuestion({ wave: 'a-2022' });
		const { verb: _, ...properties } = unknown.figure.properties;
		const all = [
			askedQuestion({ wave: 'b-2024' }),
			{ ...unknown, figure: { ...unknown.figure, properties } }
		];
		expect(cellsOf(all)).toEqual([['drug_sale', 'same', 'same']]);
	});

	test('tells that a part of the people was asked, by a filter or by what the figure is about', () => {
		const all = [
			askedQuestion({ wave: 'c-2024' }),
			askedQuestion({ wave: 'b-2023', filter: 'Quienes salen de noche' }),
			askedQuestion({ wave: 'a-2022', properties: { among: 'noticers' } })
		];
		expect(cellsOf(all)).toEqual([['drug_sale', 'same', 'same of fewer', 'same of fewer']]);
	});

	test('takes the nearest of several questions of one wave', () => {
		const all = [
			askedQuestion({ wave: 'b-2024' }),
			askedQuestion({ wave: 'a-2022', id: 'seen', properties: { verb: 'has-seen' } }),
			askedQuestion({ wave: 'a-2022' })
		];
		expect(cellsOf(all)).toEqual([['drug_sale', 'same', 'same']]);
	});

	test('is held against the recommended question, else the latest that is verified', () => {
		const seen = askedQuestion({ wave: 'b-2024', properties: { verb: 'has-seen' } });
		const heard = askedQuestion({ wave: 'a-2022' });
		const recommended = [{ concept: 'drug_sale', wave: 'a-2022', question: 'sale', reason }];
		expect(cellsOf([seen, heard], { recommended })).toEqual([['drug_sale', 'differently', 'same']]);
		expect(
			heldAgainst(
				'drug_sale',
				[{ ...seen, question: { ...seen.question, verified: false } }, heard],
				{ recommended: [] }
			)
		).toBe(heard);
		expect(heldAgainst('drug_sale', [], { recommended: [] })).toBeUndefined();
	});
});
