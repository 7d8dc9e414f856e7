import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '#lib/model/question.ts';
import { alignedCodes } from '#lib/model/questions/aligned-codes.ts';

const coded = (answers: readonly Answer[], language: 'es' | 'en' = 'es') => ({
	answers: [...answers],
	language
});
const answer = (code: string, label: string, missing?: Answer['missing']): Answer => ({
	code,
	label,
	...(missing ? { missing } : {})
});

/** `16>18 moved`: the codes of both sides, and how they meet. */
const lines = (...[a, b]: Parameters<typeof alignedCodes>) =>
	alignedCodes(a, b).map((one) => `${one.a?.code ?? ''}>${one.b?.code ?? ''} ${one.how}`);

describe('aligned codes', () => {
	test('put an answer beside the one of the same words, under whatever code', () => {
		const a = coded([answer('1', 'Sí'), answer('16', 'Ninguna')]);
		const b = coded([
			answer('1', 'Si.'),
			answer('16', 'Robo de gasolina'),
			answer('18', 'ninguna')
		]);
		expect(lines(a, b)).toEqual(['1>1 same', '16>18 moved', '>16 alone']);
	});

	test('put the same reason beside each other before the same code', () => {
		const a = coded([answer('8', 'No sabe', 'dont-know'), answer('9', 'No responde', 'refused')]);
		const b = coded([answer('9', 'NS', 'dont-know'), answer('99', 'No contesta', 'refused')]);
		expect(lines(a, b)).toEqual(['8>9 moved', '9>99 moved']);
	});

	test('go by code in other words or languages, and say that they did', () => {
		const a = coded([answer('1', 'Sí'), answer('2', 'No')]);
		expect(lines(a, coded([answer('1', 'A veces'), answer('2', 'No')]))).toEqual([
			'1>1 by-code',
			'2>2 same'
		]);
		expect(lines(a, coded([answer('2', 'Yes'), answer('1', 'Other')], 'en'))).toEqual([
			'1>1 by-code',
			'2>2 by-code'
		]);
	});

	test('never put an answer beside the lack of one', () => {
		const a = coded([answer('9', 'Nunca')]);
		const b = coded([answer('9', 'Nunca', 'refused')]);
		expect(lines(a, b)).toEqual(['9> alone', '>9 alone']);
	});

	test('hold every answer of both once', () => {
		const answers = fc.uniqueArray(
			fc.record({
				code: fc.constantFrom('1', '2', '3', '8', '9'),
				label: fc.constantFrom('Sí', 'No', 'A veces'),
				missing: fc.constantFrom(undefined, 'refused' as const)
			}),
			{ selector: ({ code }) => code }
		);
		fc.assert(
			fc.property(answers, answers, (one, other) => {
				const [a, b] = [one, other].map((all) =>
					all.map(({ code, label, missing }) => answer(code, label, missing))
				);
				const rows = alignedCodes(coded(a!), coded(b!));
				expect(rows.flatMap((row) => row.a ?? [])).toEqual(a);
				expect(new Set(rows.flatMap((row) => row.b ?? []))).toEqual(new Set(b));
			})
		);
	});
});
