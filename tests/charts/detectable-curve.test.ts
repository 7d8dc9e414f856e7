import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { chartSvg } from '#lib/charts/chart-svg.ts';
import { type DetectableCurveOptions, detectableCurve } from '#lib/charts/detectable-curve.ts';

const points = [20, 40, 80, 160].map((size) => ({ size, effect: 1 / Math.sqrt(size) }));
const options: DetectableCurveOptions = {
	width: 600,
	plan: { size: 40, effect: 1 / Math.sqrt(40), label: 'this plan' },
	expected: { effect: 0.1, label: 'expected' },
	sizes: 'clusters',
	formatSize: String,
	formatEffect: (effect) => effect.toFixed(2),
	isSteps: false
};

function drawn(own: Partial<DetectableCurveOptions> = {}): string {
	const { document } = parseHTML('<!doctype html><html><body></body></html>');
	return chartSvg(detectableCurve(points, { ...options, ...own }), document);
}

describe('the curve of detectable effects', () => {
	test('begins at nothing, and holds the plan and the expected effect', () => {
		const { x, y } = detectableCurve(points, {
			...options,
			expected: { effect: 0.4, label: 'expected' }
		});
		expect(x?.domain).toEqual([0, 160 * 1.04]);
		expect(y?.domain).toEqual([0, 0.4 * 1.08]);
		for (const text of ['this plan', 'expected', 'clusters']) expect(drawn()).toContain(text);
	});

	test('draws sizes that are apart as dots', () => {
		const dots = (svg: string) => svg.split('<circle').length - 1;
		expect([dots(drawn()), dots(drawn({ isSteps: true }))]).toEqual([1, 1 + points.length]);
	});

	test('sets the label of the plan where the curve is not', () => {
		const anchor = (svg: string) =>
			/text-anchor="(\w+)"/.exec(svg.slice(0, svg.indexOf('this plan')).split('<g').at(-1)!)?.[1];
		expect(anchor(drawn())).toBe('start');
		const enough = { size: 160, effect: 0.079, label: 'this plan' };
		expect(anchor(drawn({ plan: enough }))).toBe('end');
	});
});
