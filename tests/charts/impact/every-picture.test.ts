import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { picture } from '../../support/chart-rows.ts';
import { drawnPictures } from '../../support/drawn-pictures.ts';
import { cutTexts, meetingTexts } from '../../support/picture-boxes.ts';

const widths = [720, 520, 358];

describe.for(Object.keys(drawnPictures))('the picture of %s', (name) => {
	const drawn = new Map<number, string>();
	const draw = (width: number) => {
		const markup = drawn.get(width) ?? picture(drawnPictures[name]!(width)).innerHTML;
		drawn.set(width, markup);
		return parseHTML(`<!doctype html><html><body>${markup}</body></html>`).document.body;
	};

	test('has no number that is not a number', () => {
		for (const width of widths) expect(draw(width).innerHTML).not.toMatch(/NaN|Infinity|undefined/);
	});

	test('lets no text lie on another, on a desk and on a phone', () => {
		for (const width of widths) expect(meetingTexts(draw(width)), `at ${width}`).toEqual([]);
	});

	test('cuts no text at its sides', () => {
		for (const width of widths) expect(cutTexts(draw(width), width), `at ${width}`).toEqual([]);
	});

	test('takes colours from the theme only and carries no data attributes', () => {
		const body = draw(720);
		for (const style of body.querySelectorAll('style')) style.remove();
		const painted = body.innerHTML.matchAll(/(?:fill|stroke)="([^"]*)"/g);
		const literal = [...painted].filter(
			([, paint]) => !/^(none|currentColor|var\(--[\w-]+\))$/.test(paint!)
		);
		expect(literal.map(([found]) => found)).toEqual([]);
		expect(body.innerHTML).not.toContain('data-');
	});

	test('is hidden from assistive technology', () => {
		expect(draw(720).querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
	});
});
