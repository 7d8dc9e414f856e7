import { expect, test } from 'vitest';
import { axisWidth, monthLines } from '#lib/charts/month-lines.ts';

const options = {
	...{ width: 880, unit: 'visits', formatTick: String },
	...{ times: [2013, 2023] as const, left: 60 }
};

test('monthLines begins at zero, shares its margins and times, and cuts a line where nothing is', () => {
	const points = [
		{ time: 2013, value: 10, before: undefined },
		{ time: 2013.5, value: undefined, before: 40 }
	];
	const plot = monthLines(points, options);
	expect(plot.marginLeft).toBe(60);
	expect(plot.x?.domain).toEqual([2013, 2023]);
	expect((plot.y?.domain as number[])[0]).toBe(0);
	expect((plot.y?.domain as number[])[1]).toBeGreaterThan(40);
});

test('axisWidth is that of its widest number', () => {
	expect(axisWidth(['1', '1,000,000'])).toBeGreaterThan(axisWidth(['1']));
});
