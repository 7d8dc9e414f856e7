import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentFaults } from '#lib/model/instrument/instrument-faults.ts';
import { isNamed } from '#lib/model/instrument/instrument.ts';
import { kindsOf } from '#lib/model/instrument/kind-of.ts';
import { conditionOf, relevantText } from '#lib/model/instrument/relevant.ts';
import { instruments } from '../../support/instruments.ts';
import { workedInstrument } from '../../support/worked-instrument.ts';

const kindOf = kindsOf(workedInstrument);
const read = (text: string) => conditionOf(text, kindOf);

describe('a condition', () => {
	test('is the same after it was written as an expression', () => {
		fc.assert(
			fc.property(instruments(), (one) => {
				const kinds = kindsOf(one);
				for (const { relevant } of one.items.filter(isNamed)) {
					if (!relevant) continue;
					expect(conditionOf(relevantText(relevant, kinds) ?? '', kinds)).toEqual(relevant);
				}
			})
		);
	});

	test.for([
		["${venta}='1'", { kind: 'answer', question: 'venta', is: true, codes: ['1'] }],
		['selected( ${donde} , "01" )', { kind: 'answer', question: 'donde', is: true, codes: ['01'] }],
		[
			"not(${venta} = '1' or ${venta} = '2')",
			{ kind: 'answer', question: 'venta', is: false, codes: ['1', '2'] }
		],
		['${edad} >= 18', { kind: 'number', question: 'edad', comparison: '>=', value: 18 }],
		// An age that nobody gave is neither below 18 nor not below it.
		['not(${edad} < 18)', { kind: 'written', text: 'not(${edad} < 18)' }],
		['${edad} >= 18 and', { kind: 'written', text: '${edad} >= 18 and' }],
		['count(${donde}) > 1', { kind: 'written', text: 'count(${donde}) > 1' }]
	] as const)('is read as others write it: %s', ([text, expected]) => {
		expect(read(text)).toEqual(expected);
	});

	test('with both kinds of quotes in a code cannot be written', () => {
		const relevant = { kind: 'answer', question: 'venta', is: true, codes: [`'"`] } as const;
		expect(relevantText({ ...relevant, codes: [...relevant.codes] }, kindOf)).toBeUndefined();
	});
});

describe('the faults of a questionnaire', () => {
	test('are none in the worked example but texts that one language lacks', () => {
		const found = instrumentFaults(workedInstrument).map(({ kind, item, what }) => [
			...[kind, item, what]
		]);
		expect(found).toEqual([
			['no-text', 'barrio', 'Português'],
			['no-text', 'veces_grupo', 'Português'],
			['no-text', 'precio', 'Português']
		]);
	});

	test('name a circle over a section, and two names that differ by capitals only', () => {
		const items = workedInstrument.items.map((item) =>
			item.kind !== 'question'
				? item
				: item.name === 'edad'
					? {
							...item,
							relevant: {
								kind: 'number' as const,
								question: 'precio',
								comparison: '>' as const,
								value: 1
							}
						}
					: item.name === 'fin'
						? { ...item, name: 'EDAD' }
						: item
		);
		const found = instrumentFaults({ ...workedInstrument, items });
		expect(
			found.filter(({ kind }) => kind === 'circle').map(({ item, what }) => [item, what])
		).toEqual([
			['edad', 'edad → precio → edad'],
			['donde', 'donde → edad → precio → donde'],
			['precio', 'precio → edad → precio']
		]);
		expect(found).toContainEqual({
			...{ kind: 'name-twice', level: 'error', item: 'EDAD', what: 'EDAD' }
		});
	});
});
