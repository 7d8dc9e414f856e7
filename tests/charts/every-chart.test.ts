import type { PlotOptions } from '@observablehq/plot';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerDots } from '#lib/charts/answer-dots.ts';
import { answerStack } from '#lib/charts/answer-stack.ts';
import { estimateBars } from '#lib/charts/estimate-bars.ts';
import { estimateHeat } from '#lib/charts/estimate-heat.ts';
import { estimateIntervals } from '#lib/charts/estimate-intervals.ts';
import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import { estimateTrend } from '#lib/charts/estimate-trend.ts';
import {
	chosenPlaces,
	estimateRow,
	picture,
	shareOptions,
	someRows,
	visibleTexts,
	withheldRow
} from '../support/chart-rows.ts';

const groups = ['men', 'women'];
const labels = ['2010', '2014', '2019'];
const categoriesOf = (rows: readonly EstimateRow[]) =>
	[...new Set(rows.map(({ group }) => group))].map((name) => ({ name }));

/** Every form from the same rows, at a width. */
const forms: Readonly<Record<string, (rows: EstimateRow[], width: number) => PlotOptions>> = {
	intervals: (rows, width) => estimateIntervals(rows, { ...shareOptions, width }),
	bars: (rows, width) => estimateBars(rows, { ...shareOptions, width }),
	trend: (rows, width) =>
		estimateTrend(
			rows.map((row) => ({ ...row, time: Number.parseInt(row.label) || 2000 })),
			{ ...shareOptions, width }
		),
	heat: (rows, width) =>
		estimateHeat(
			rows.map((row) => ({ ...row, margin: row.value === undefined ? '' : '± 2' })),
			{ ...shareOptions, width }
		),
	dots: (rows, width) =>
		answerDots(rows, { ...shareOptions, width, categories: categoriesOf(rows) }),
	stack: (rows, width) =>
		answerStack(rows, { width, categories: categoriesOf(rows), order: 'unordered' })
};
const names = Object.keys(forms);
/** A bar stands above dots, which say it all; it leaves out what has no room. */
const complete = names.filter((name) => name !== 'stack');
const runs = { numRuns: 10 };
const cases = fc.tuple(someRows(labels, groups), fc.constantFrom(1000, 760, 358));

describe.for(names)('the chart of %s', (name) => {
	const draw = forms[name]!;

	test('has no number that is not a number', () => {
		fc.assert(
			fc.property(cases, ([rows, width]) => {
				expect(picture(draw(rows, width)).innerHTML).not.toMatch(/NaN|Infinity|undefined/);
			}),
			runs
		);
	});

	test('never shows a figure of a withheld row, and says why there is none', () => {
		const rows = labels.flatMap((label) => groups.map((group) => withheldRow(label, group)));
		const texts = visibleTexts(picture(draw(rows, 760))).join(' ');
		expect(texts).toContain('no cases');
		expect(texts).not.toMatch(/%|NaN/);
	});

	test('has a hatched rectangle wherever an estimate is withheld', () => {
		fc.assert(
			fc.property(cases, ([rows, width]) => {
				const hidden = rows.filter(({ value }) => value === undefined);
				const lines = new Set(hidden.map(({ label }) => label)).size;
				const found = picture(draw(rows, width)).querySelectorAll('path.hatching').length;
				expect(found).toBe(name === 'stack' ? lines : hidden.length);
			}),
			runs
		);
	});

	test('escapes what it is told', () => {
		const evil = '<img src=x onerror=alert(1)>';
		const rows = [
			estimateRow(evil, evil, 0.2, { text: evil, word: evil }),
			{ ...withheldRow('2014', evil), text: evil }
		];
		const body = picture(draw(rows, 760));
		expect(body.querySelector('img')).toBeNull();
		expect(body.textContent).toContain('<img');
	});

	test('takes colours from the theme only', () => {
		const rows = [estimateRow('2010', 'men', 0.2), withheldRow('2014', 'men')];
		const body = picture(draw(rows, 760));
		for (const style of body.querySelectorAll('style')) style.remove();
		const painted = body.innerHTML.matchAll(/(?:fill|stroke)="([^"]*)"/g);
		const literal = [...painted].filter(
			([, paint]) => !/^(none|currentColor|var\(--[\w-]+\))$/.test(paint!)
		);
		expect(literal.map(([found]) => found)).toEqual([]);
	});

	test('can be hit with a finger', () => {
		const rows = [estimateRow('2010', 'men', 0.001), estimateRow('2010', 'women', 0.4)];
		for (const target of picture(draw(rows, 358)).querySelectorAll('[data-row]'))
			for (const side of ['width', 'height'])
				expect(Number(target.getAttribute(side)), side).toBeGreaterThan(23.9);
	});
});

describe.for(complete)('the chart of %s', (name) => {
	const draw = forms[name]!;

	test('shows the text and the word of every row, in view or at the pointer', () => {
		fc.assert(
			fc.property(cases, ([rows, width]) => {
				const text = picture(draw(rows, width)).textContent;
				for (const row of rows) expect(text).toContain(row.text);
				if (rows.some(({ word }) => word !== undefined)) expect(text).toContain('weak');
			}),
			runs
		);
	});

	test('lets every row be chosen once', () => {
		fc.assert(
			fc.property(cases, ([rows, width]) => {
				const places = chosenPlaces(picture(draw(rows, width)));
				expect(places.toSorted((a, b) => a - b)).toEqual(rows.map((_, i) => i));
			}),
			runs
		);
	});
});

describe.for(['intervals', 'bars', 'heat', 'dots'])('the chart of %s', (name) => {
	test('shows every text in view and keeps the order of its rows', () => {
		fc.assert(
			fc.property(someRows(labels, groups), fc.constantFrom(760, 358), (rows, width) => {
				const texts = visibleTexts(picture(forms[name]!(rows, width)));
				for (const { text } of rows) expect(texts).toContain(text);
				const own = texts.filter((text) => labels.includes(text));
				expect([...new Set(own)]).toEqual(labels);
			}),
			runs
		);
	});
});
