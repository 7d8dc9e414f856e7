import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { chartSvg } from '#lib/charts/chart-svg.ts';
import { peerDots } from '#lib/charts/peer-dots.ts';
import { type SparkPoint, sparkPath } from '#lib/charts/spark-path.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const written = (value: number) => String(value);

const at = (time: number, value: number, changes: Partial<SparkPoint> = {}): SparkPoint => ({
	...{ time, value, lower: undefined, upper: undefined, isPartial: false, isBreak: false },
	...changes
});

function drawn(
	points: readonly SparkPoint[],
	path: readonly { time: number; value: number }[] = []
) {
	const options = sparkPath(points, {
		...{ width: 264, path, formatValue: written, formatTime: (time) => String(Math.floor(time)) }
	});
	return parseHTML(`<html><body>${chartSvg(options, document)}</body></html>`).document;
}

describe('sparkPath', () => {
	test('draws the way to the target and writes where it ends', () => {
		const page = drawn(
			[at(2022, 20), at(2024, 15)],
			[
				{ time: 2022, value: 20 },
				{ time: 2026, value: 10 }
			]
		);
		const texts = [...page.querySelectorAll('text')].map((one) => one.textContent);
		expect(texts).toEqual(expect.arrayContaining(['2022', '2024', '2026', '10', '20']));
		expect(page.querySelectorAll('[stroke-dasharray="1,4"]').length).toBe(1);
	});

	test('cuts the line at a break, and marks it', () => {
		const lines = (isBreak: boolean) =>
			drawn([at(2020, 1), at(2021, 2), at(2022, 5, { isBreak }), at(2023, 6)]);
		const paths = (page: Document) => page.querySelectorAll('g[aria-label="line"] path').length;
		expect([paths(lines(false)), paths(lines(true))]).toEqual([1, 2]);
		expect(lines(true).querySelectorAll('[stroke-dasharray="4,3"]').length).toBeGreaterThan(0);
	});

	test('is whole with one value, with equal ones and below zero', () => {
		for (const points of [[at(2024, 5)], [at(2022, 0), at(2024, 0)], [at(2022, -8), at(2024, -5)]])
			expect(drawn(points).querySelector('svg')?.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
	});

	test('draws limits where there are any', () => {
		const page = drawn([at(2022, 20, { lower: 18, upper: 22 }), at(2024, 15)]);
		expect(page.querySelectorAll('g[aria-label="rule"] line').length).toBe(1);
	});
});

describe('peerDots', () => {
	const dots = [
		{ value: 3, lower: 2, upper: 4, isOwn: true },
		{ value: 5, lower: 4, upper: 7, isOwn: false }
	];
	const svg = (changes: object = {}) =>
		chartSvg(peerDots(dots, { width: 264, median: 5, formatValue: written, ...changes }), document);

	test('has a dot and an interval for each, no names and no numbers of place', () => {
		const page = parseHTML(`<html><body>${svg()}</body></html>`).document;
		expect(page.querySelectorAll('circle').length).toBe(2);
		expect([...page.querySelectorAll('text')].map((one) => one.textContent)).toEqual(['2', '7']);
	});

	test('piles dots up that have no intervals', () => {
		const bare = dots.map((dot) => ({ ...dot, value: 3, lower: undefined, upper: undefined }));
		const page = parseHTML(
			`<html><body>${chartSvg(
				peerDots(bare, { width: 264, median: 3, formatValue: written }),
				document
			)}</body></html>`
		).document;
		expect(page.querySelectorAll('circle').length).toBe(2);
		expect(page.querySelector('svg')?.outerHTML).not.toMatch(/NaN/);
	});

	test('keeps what it is held against on its scale', () => {
		expect(svg({ median: undefined, reference: 0 })).toMatch(/>0</);
	});
});
