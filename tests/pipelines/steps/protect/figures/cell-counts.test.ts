import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupsOf } from '../../../../../pipelines/steps/protect/figures/cell-counts.ts';

describe('categories of two concepts that hold the same people', () => {
	test('are those of two cuts of the same years', () => {
		const pairs = [
			['age-12-17', 'age-12-24'],
			['age-18-24', 'age-12-24'],
			['age-25-34', 'age-25-64'],
			['age-35-64', 'age-25-64'],
			['age-65', 'not-asked']
		] as const;
		expect(groupsOf(pairs)).toEqual([
			[['age-12-17', 'age-18-24'], ['age-12-24']],
			[['age-25-34', 'age-35-64'], ['age-25-64']],
			[['age-65'], []]
		]);
	});

	test('are all of them where nothing follows from anything', () => {
		const pairs = ['man', 'woman'].flatMap((a) => ['urban', 'rural'].map((b) => [a, b] as const));
		expect(groupsOf(pairs)).toEqual([
			[
				['man', 'woman'],
				['rural', 'urban']
			]
		]);
	});

	test('are crossed by nobody, and leave nobody out', () => {
		const name = (letter: string) => fc.nat(5).map((i) => `${letter}${i}`);
		fc.assert(
			fc.property(fc.array(fc.tuple(name('a'), name('b')), { minLength: 1 }), (pairs) => {
				const groups = groupsOf(pairs);
				for (const [a, b] of pairs)
					expect(groups.filter(([left, right]) => left.includes(a) || right.includes(b))).toEqual(
						groups.filter(([left, right]) => left.includes(a) && right.includes(b))
					);
				expect(groups.flatMap(([left]) => left).sort()).toEqual(
					[...new Set(pairs.map(([a]) => a))].sort()
				);
			})
		);
	});
});
