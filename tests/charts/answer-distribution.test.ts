import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerCategory, placedCategories } from '#lib/charts/answer-categories.ts';
import { answerDots } from '#lib/charts/answer-dots.ts';
import { answerSegments } from '#lib/charts/answer-segments.ts';
import { answerStack } from '#lib/charts/answer-stack.ts';
import {
	estimateRow,
	picture,
	shareOptions,
	visibleTexts,
	withheldRow
} from '../support/chart-rows.ts';

const sides = ['below', 'below', 'middle', 'above', 'above', 'apart'] as const;
const scale: readonly AnswerCategory[] = sides.map((side, i) => ({ name: `answer ${i}`, side }));
const placed = placedCategories(scale, 'ordered');

/** The answers of some domains; their shares add up to 1. */
const answers = fc
	.array(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 6, maxLength: 6 }), {
		minLength: 1,
		maxLength: 4
	})
	.map((domains) =>
		domains.flatMap((weights, k) => {
			const sum = weights.reduce((a, b) => a + b);
			return weights.map((weight, i) => estimateRow(`domain ${k}`, scale[i]!.name, weight / sum));
		})
	);

describe('placedCategories', () => {
	test('gives both ends of a scale with a middle the strongest colours', () => {
		expect(placed.map(({ colour }) => colour).slice(0, 5)).toEqual(
			[1, 2, 4, 6, 7].map((step) => `var(--diverging-${step})`)
		);
	});

	test('sets apart at the end what is no answer on the scale, in a neutral tone', () => {
		const mixed = placedCategories([scale[5]!, ...scale.slice(0, 5)], 'ordered');
		expect(mixed[5]).toMatchObject({
			name: 'answer 5',
			isApart: true,
			colour: 'var(--line-strong)'
		});
	});

	test('refuses more answers than there are colours', () => {
		const many = Array.from({ length: 8 }, (_, i) => ({ name: String(i) }));
		expect(() => placedCategories(many, 'unordered')).toThrow('draw dots instead: 8');
	});
});

describe('answerSegments', () => {
	test('lie end to end, as long as their shares, the middle answer around 0', () => {
		fc.assert(
			fc.property(answers, (rows) => {
				const { segments } = answerSegments(rows, placed);
				expect(segments).toHaveLength(rows.length);
				for (const { from, to, row, category } of segments) {
					expect(to - from).toBeCloseTo(row.value!, 9);
					if (category.side === 'middle') expect(from + to).toBeCloseTo(0, 9);
				}
			})
		);
	});

	test('set apart beyond all that is on the scale, at one place for every domain', () => {
		fc.assert(
			fc.property(answers, (rows) => {
				const { segments } = answerSegments(rows, placed);
				const apart = segments.filter(({ category }) => category.isApart).map(({ from }) => from);
				const last = Math.max(
					...segments.filter(({ category }) => !category.isApart).map(({ to }) => to)
				);
				expect(new Set(apart).size).toBe(1);
				expect(apart[0]).toBeGreaterThan(last);
			})
		);
	});

	test('leave out a domain with a withheld answer, which the rest of 100 % would tell', () => {
		const rows = [estimateRow('a', 'answer 0', 0.3), withheldRow('a', 'answer 1')];
		expect(answerSegments(rows, placed)).toMatchObject({
			segments: [],
			hidden: [{ line: 'a', text: 'no cases' }]
		});
	});
});

describe('answerStack', () => {
	test('names every answer, and figures where there is room', () => {
		const rows = [0.3, 0.3, 0.2, 0.1, 0.095, 0.005].map((value, i) =>
			estimateRow('a', `answer ${i}`, value)
		);
		const texts = visibleTexts(
			picture(answerStack(rows, { width: 760, categories: scale, order: 'ordered' }))
		);
		expect(texts).toEqual(expect.arrayContaining(scale.map(({ name }) => name)));
		expect(texts).toContain('30.0 %');
		expect(texts).not.toContain('0.5 %');
	});

	test('says below the bar which answers are poor', () => {
		const rows = [
			estimateRow('a', 'answer 0', 0.3),
			estimateRow('a', 'answer 1', 0.7, { word: 'weak' })
		];
		const options = { width: 760, categories: scale, order: 'ordered' as const };
		expect(visibleTexts(picture(answerStack(rows, options)))).toContain('weak: answer 1');
	});
});

describe('answerDots', () => {
	const rows = ['a', 'b'].flatMap((label) =>
		scale.map(({ name }) => estimateRow(label, name, 0.2))
	);

	test.for([1000, 358])('draws an interval for every answer, at %i pixels', (width) => {
		const body = picture(answerDots(rows, { ...shareOptions, width, categories: scale }));
		expect(body.querySelectorAll('circle')).toHaveLength(rows.length);
		expect(body.querySelectorAll('g[aria-label="rule"] line').length).toBeGreaterThanOrEqual(
			rows.length
		);
	});

	test('puts answers beside each other, and below each other where it is narrow', () => {
		const facets = (width: number) => {
			const { fx, fy } = answerDots(rows, { ...shareOptions, width, categories: scale });
			return [fx, fy].map((facet) => facet?.domain !== undefined);
		};
		expect(facets(1000)).toEqual([true, false]);
		expect(facets(358)).toEqual([false, true]);
	});

	test('refuses an answer that is not declared', () => {
		const options = { ...shareOptions, categories: scale };
		expect(() => answerDots([estimateRow('a', 'other', 0.2)], options)).toThrow('other');
	});
});
