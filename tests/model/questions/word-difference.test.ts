import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordDifference } from '#lib/model/questions/word-difference.ts';

const marked = (from: string, to: string) =>
	wordDifference(from, to)
		.map(({ text, kind }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}[${text}]`))
		.join('');

describe('the difference of two wordings', () => {
	test('is marked word by word', () => {
		expect(marked('¿Sabe si se vende droga?', '¿Ha visto si se vende droga?')).toBe(
			'¿-[Sabe]+[Ha visto] si se vende droga?'
		);
	});

	test('is none between equal wordings', () => {
		expect(wordDifference('¿Se vende?', '¿Se vende?')).toEqual([
			{ text: '¿Se vende?', kind: 'same' }
		]);
	});

	test('takes an accent for a letter', () => {
		expect(marked('Si', 'Sí')).toBe('-[Si]+[Sí]');
	});

	test('loses no letter of either', () => {
		const wording = fc
			.array(fc.constantFrom('¿ha', 'visto', 'o', 'escuchado', 'droga', 'año,', 'vende?'))
			.map((words) => words.join(' '));
		fc.assert(
			fc.property(wording, wording, (from, to) => {
				const parts = wordDifference(from, to);
				const without = (kind: 'added' | 'removed') =>
					parts
						.filter((part) => part.kind !== kind)
						.map(({ text }) => text)
						.join('');
				const bare = (text: string) => text.replace(/\s+/g, '');
				expect(bare(without('added'))).toBe(bare(from));
				expect(bare(without('removed'))).toBe(bare(to));
			})
		);
	});
});
