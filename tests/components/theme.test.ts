import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, difference, lab, visions } from './colour.ts';

const css = readFileSync(new URL('../../src/lib/components/theme.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Colour tokens by theme, from `--name: light-dark(#light, #dark)`; what comes in `@media` apart. */
function colours(part: string): Record<Theme, Record<string, string>> {
	const found = [...part.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)];
	const column = (at: 2 | 3) => Object.fromEntries(found.map((match) => [match[1]!, match[at]!]));
	return { light: column(2), dark: column(3) };
}

const [always = '', ...media] = css.split('@media');
const theme = colours(always);
const more = colours(media.find((part) => part.startsWith(' (prefers-contrast: more)')) ?? '');
const papers = ['paper', 'paper-raised', 'paper-sunken'];
const statuses = ['good', 'warning', 'bad', 'info'];

function scale(name: string, colour: Record<string, string>): string[] {
	return Object.keys(colour)
		.filter((token) => new RegExp(`^${name}-\\d$`).test(token))
		.sort()
		.map((token) => colour[token]!);
}

function pairs<T>(all: readonly T[]): [T, T][] {
	return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));
}

describe('difference', () => {
	// Sharma, Wu & Dalal (2005), table 1, pairs 1, 13, 14, 25 and 34.
	test.for([
		{ one: [50, 2.6772, -79.7751], other: [50, 0, -82.7485], result: 2.0425 },
		{ one: [50, -1.0, 2.0], other: [50, 0, 0], result: 2.3669 },
		{ one: [50, 2.49, -0.001], other: [50, -2.49, 0.0009], result: 7.1792 },
		{ one: [60.2574, -34.0099, 36.2677], other: [60.4626, -34.1751, 39.4387], result: 1.2644 },
		{ one: [2.0776, 0.0795, -1.135], other: [0.9033, -0.0636, -0.5514], result: 0.9082 }
	] as const)('agrees with the published $result', ({ one, other, result }) => {
		expect(difference(one, other)).toBeCloseTo(result, 4);
	});
});

describe.for(themes)('the %s theme', (name) => {
	const colour = theme[name];

	test('reads text at AAA on every paper', () => {
		for (const paper of papers)
			for (const text of ['ink', 'ink-soft', 'accent', 'accent-strong', ...statuses])
				expect(contrast(colour[text]!, colour[paper]!), `${text} on ${paper}`).toBeGreaterThan(7);
	});

	test('reads faint text at AA on every paper', () => {
		for (const paper of papers)
			expect(contrast(colour['ink-faint']!, colour[paper]!), paper).toBeGreaterThan(4.5);
	});

	test('reads a notice at AAA, its title included', () => {
		for (const status of statuses) {
			const soft = colour[`${status}-soft`]!;
			expect(contrast(colour['ink']!, soft), status).toBeGreaterThan(7);
			expect(contrast(colour[status]!, soft), status).toBeGreaterThan(7);
		}
		expect(contrast(colour['on-accent']!, colour['accent']!)).toBeGreaterThan(7);
		expect(contrast(colour['accent']!, colour['accent-soft']!)).toBeGreaterThan(7);
	});

	test('shows controls, groups and the focus ring at 3:1', () => {
		for (const mark of [colour['line-strong']!, colour['focus']!, ...scale('series', colour)])
			expect(contrast(mark, colour['paper']!), mark).toBeGreaterThan(3);
	});

	test.for(visions)('keeps at most seven groups apart, colour vision: %s', (vision) => {
		const groups = scale('series', colour);
		expect(groups).toHaveLength(7);
		for (const [one, other] of pairs(groups)) {
			const apart = difference(lab(one, vision), lab(other, vision));
			expect(apart, `${one} ${other}`).toBeGreaterThan(12);
		}
	});

	test.for(visions)('grows from paper to ink along the sequence, colour vision: %s', (vision) => {
		const lightness = scale('sequence', colour).map((one) => lab(one, vision)[0]);
		const steps = lightness.slice(1).map((value, index) => value - lightness[index]!);
		expect(steps).toHaveLength(5);
		for (const step of steps) expect(name === 'light' ? -step : step).toBeGreaterThan(5);
	});

	test('reads ink at AAA on every shade', () => {
		const shades = scale('shade', colour);
		expect(shades).toHaveLength(6);
		for (const shade of shades) expect(contrast(colour['ink']!, shade), shade).toBeGreaterThan(7);
	});

	test.for(visions)('grows along the shades in steps that show, colour vision: %s', (vision) => {
		const shades = scale('shade', colour).map((one) => lab(one, vision));
		for (const [index, shade] of shades.slice(1).entries()) {
			const step = shade[0] - shades[index]![0];
			expect(name === 'light' ? -step : step).toBeGreaterThan(3);
			expect(difference(shade, shades[index]!)).toBeGreaterThan(3.5);
		}
	});

	test.for(visions)('tells the two sides of the middle apart, colour vision: %s', (vision) => {
		const diverging = scale('diverging', colour).map((one) => lab(one, vision));
		expect(diverging).toHaveLength(7);
		for (const step of [0, 1, 2])
			expect(difference(diverging[step]!, diverging[6 - step]!)).toBeGreaterThan(10);
	});

	test('reads everything better when more contrast is asked for', () => {
		for (const text of ['ink', 'ink-soft', 'ink-faint', 'line'])
			expect(contrast(more[name][text]!, more[name]['paper']!), text).toBeGreaterThan(
				contrast(colour[text]!, colour['paper']!)
			);
	});
});

describe('theme.css', () => {
	test('stands on the type scale and the 4 px grid of the design', () => {
		const sizes = [...css.matchAll(/--size-\d: (?:clamp\(.*, )?([\d.]+)rem\)?;/g)].map(
			([, rem]) => rem
		);
		expect(sizes).toEqual(['0.8125', '0.9375', '1.0625', '1.25', '1.6', '2.1', '2.8']);
		const spaces = [...css.matchAll(/--space-\d: ([\d.]+)rem/g)].map(([, rem]) => Number(rem) * 4);
		expect(spaces.length).toBeGreaterThan(0);
		expect(spaces.filter((steps) => !Number.isInteger(steps))).toEqual([]);
	});
});
