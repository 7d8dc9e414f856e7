import { describe, expect, test } from 'vitest';
import { type UpsetRow, upsetPicture } from '#lib/charts/upset.ts';
import { textWidth } from '#lib/charts/text-width.ts';

const sets = ['a', 'b', 'c'].map((id) => ({ id, label: `set ${id}` }));
const row = (
	members: string[],
	value: number | undefined,
	more: Partial<UpsetRow> = {}
): UpsetRow => ({
	...{ members, label: members.join(' + '), group: '', precision: 'design-based', value },
	lower: value === undefined ? undefined : value * 0.8,
	upper: value === undefined ? undefined : value * 1.2,
	text: value === undefined ? 'suppressed' : `${100 * value} %`,
	...more
});
const rows = [
	row(['a'], 0.12),
	row(['a', 'c'], 0.03),
	row(['b', 'c'], 0.01, { word: 'not reliable' }),
	row(['b'], undefined)
];
const options = { sets, unit: '%', formatTick: (value: number) => `${Math.round(100 * value)} %` };

describe('upsetPicture', () => {
	test('fills the dots of the sets that somebody is in, and joins them', () => {
		const [first, second] = upsetPicture(rows, { ...options, width: 880 }).rows;
		expect(first?.dots.map(({ isMember }) => isMember)).toEqual([true, false, false]);
		expect(first?.joined).toBeUndefined();
		expect(second?.joined).toEqual([second?.dots[0]?.x, second?.dots[2]?.x]);
	});

	test('draws bars from 0 in proportion, each with its interval', () => {
		const [first, second, third] = upsetPicture(rows, { ...options, width: 880 }).rows;
		expect(first!.bar!.width / second!.bar!.width).toBeCloseTo(4);
		const [lower, upper] = first!.interval!;
		expect(lower - first!.from).toBeCloseTo(0.8 * first!.bar!.width);
		expect(upper - first!.from).toBeCloseTo(1.2 * first!.bar!.width);
		expect(third).toMatchObject({ bar: { isHollow: true }, text: '1 % (not reliable)' });
	});

	test('has no bar for what is withheld, but its word', () => {
		const withheld = upsetPicture(rows, { ...options, width: 880 }).rows[3];
		expect(withheld).toMatchObject({ text: 'suppressed' });
		expect(withheld?.bar).toBeUndefined();
		expect(withheld?.interval).toBeUndefined();
	});

	test.for([358, 880])('keeps every text inside, %d pixels wide', (width) => {
		const picture = upsetPicture(rows, { ...options, width });
		for (const { text, textX } of picture.rows)
			expect(textX + textWidth(text)).toBeLessThanOrEqual(width);
		const gaps = picture.ticks.slice(1).map(({ x }, i) => x - picture.ticks[i]!.x);
		expect(picture.ticks.length).toBeGreaterThan(1);
		expect(Math.min(...gaps)).toBeGreaterThan(40);
	});
});
