import { describe, expect, test } from 'vitest';
import type { ComparisonRow } from '#lib/model/estimate-row.ts';
import {
	coverageCell,
	coverageText
} from '../../src/routes/[lang]/baselines/words/coverage-words.ts';
import { sharedScales } from '../../src/routes/[lang]/baselines/words/dimension-view.ts';
import type { MeasuredEntry } from '../../src/routes/[lang]/baselines/words/figure-lines.ts';
import { type Change, changeText } from '../../src/routes/[lang]/baselines/words/change-words.ts';

const words = { locale: 'en' } as const;
const change = (difference: number | null, lower: number, upper: number): Change => ({
	...{ frozen: undefined, from: 'a', later: undefined },
	compared: {
		...{ difference, difference_se: difference === null ? null : 0.009 },
		...{ difference_lower: lower, difference_upper: upper }
	} as ComparisonRow
});

describe('words about a change', () => {
	test.for([
		[0.0215, 0.0039, 0.0391, '+2.2 points (error 0.9; interval 0.4 to 3.9): it rose'],
		[-0.0215, -0.0391, -0.0039, '−2.2 points (error 0.9; interval −3.9 to −0.4): it fell'],
		[0.012, -0.006, 0.03, '+1.2 points (error 0.9; interval −0.6 to 3.0): no clear change']
	] as const)(
		'tell where it goes only beyond its interval: %f',
		([difference, low, high, text]) => {
			expect(changeText(change(difference, low, high), 'proportion', words)).toBe(text);
		}
	);

	test('are none where the release refuses or withholds it', () => {
		expect(changeText(change(null, 0, 0), 'proportion', words)).toBeUndefined();
		expect(changeText({ ...change(0, 0, 0), compared: undefined }, 'mean', words)).toBeUndefined();
	});
});

describe('pictures of shares', () => {
	const entry = (id: string, ...estimates: (number | null)[]) =>
		({
			indicator: { id },
			entry: { figures: estimates.map((estimate) => ({ estimate })) }
		}) as unknown as MeasuredEntry;
	const scales = (...all: MeasuredEntry[]) =>
		sharedScales(all).map((some) => some.map(({ indicator }) => indicator.id));

	test('keep what most people say from pressing rare things into a corner', () => {
		const [risk, use, drink] = [entry('risk', 0.9), entry('use', 0.02, null), entry('drink', 0.3)];
		expect(scales(use, risk, drink)).toEqual([['use', 'drink'], ['risk']]);
		expect(scales(risk, entry('fear', 0.48))).toEqual([['risk', 'fear']]);
		expect(scales(risk)).toEqual([['risk']]);
		expect(scales(use, drink)).toEqual([['use', 'drink']]);
		expect(scales()).toEqual([]);
	});
});

describe('words about what there is', () => {
	const coverage = { dimension: 'access', measured: 1, of: 3, latest: '2022-11-25', withheld: 0 };
	const nothing = { ...coverage, measured: 0, latest: null };
	const dated = { on: '2026-11-22', rhythm: 48 };

	test('tell old from current, withheld from not asked, and never say zero', () => {
		const cells = [
			coverageCell(coverage, dated, 'en'),
			coverageCell(coverage, { ...dated, rhythm: 46 }, 'en'),
			coverageCell({ ...nothing, withheld: 2 }, dated, 'en'),
			coverageCell(nothing, dated, 'en')
		];
		expect(cells).toEqual(['2022', '2022, old', 'suppressed', '–']);
		expect(coverageText(nothing, dated, 'en')).toBe('0 of 3: no published survey');
	});
});
