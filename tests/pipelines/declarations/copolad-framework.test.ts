import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { locales } from '#lib/model/locales.ts';
import { amountOf } from '#lib/model/framework-amount.ts';
import { unitSums } from '#lib/results/unit-sums.ts';
import { referenceRecords } from '../../support/csv-reference.ts';
import { declaredFramework } from '../../support/declared-frameworks.ts';
import { describeWithReference, referenceFile } from '../../support/sources.ts';

const copolad = declaredFramework('copolad-iii');
const outputs = copolad.lines.filter(({ kind }) => kind === 'output');

/** A target as the table of the seeds tells it: line, unit, quantity, per year, whether it has a number. */
const rowOf = (line: string, { unit, target }: FrameworkIndicator) => {
	const quantity = amountOf(target);
	return [
		line,
		unit?.replace(/-(?!country)/g, ' '),
		quantity ?? '',
		target.per === 'year' ? 1 : 0
	].join();
};

describe('COPOLAD III', () => {
	test('has all lines from 3.1.1 to 3.5.2 once, and outcomes apart from outputs', () => {
		expect(outputs.map(({ code }) => code)).toEqual(
			[5, 3, 3, 3, 2].flatMap((n, i) => Array.from({ length: n }, (_, j) => `3.${i + 1}.${j + 1}`))
		);
		expect(copolad.lines.filter(({ kind }) => kind !== 'output').map(({ code }) => code)).toEqual([
			...['3', '3.5']
		]);
	});

	test('states no day, and tells what only a singular implies from what is stated', () => {
		const all = outputs.flatMap(({ indicators }) => indicators);
		expect(new Set(all.map(({ target }) => target.due))).toEqual(new Set(['not-stated']));
		const of = (basis: string) => all.filter(({ target }) => target.basis === basis).length;
		expect(['stated', 'inferred-from-singular', 'not-stated'].map(of)).toEqual([20, 12, 5]);
	});

	test('adds up to the sums of the reference, a year and in all apart', () => {
		const sums = new Map(
			unitSums(copolad.lines).map(({ unit, programme, year }) => [
				unit,
				[programme?.amount, year?.amount]
			])
		);
		expect(Object.fromEntries(sums)).toEqual({
			'technical-assistance': [188, undefined],
			webinar: [33, undefined],
			laboratory: [5, undefined],
			workshop: [4, undefined],
			forum: [3, undefined],
			'study-visit': [3, undefined],
			study: [2, undefined],
			seminar: [2, undefined],
			network: [1, undefined],
			'multi-country-activity': [undefined, 12],
			'training-module': [undefined, undefined]
		});
	});

	test('flags the second heading 3.5.2 and what else is unclear', () => {
		const flagged = copolad.remarks.map(({ kind, lines }) => [kind, ...lines].join(' '));
		expect(flagged).toEqual([
			'repeated-code 3.5.2 3.4.3',
			'number-missing 3.2.2',
			'number-not-stated 3.1.5 3.4.2 3.4.3 3.5.2',
			'possible-duplicate 3.1.4',
			'two-names 3.1.4 3.1.5'
		]);
		const modules = outputs.find(({ code }) => code === '3.1.5')?.indicators[0];
		expect(modules).toMatchObject({ countries: 'all', target: { value: 'not-stated' } });
	});
});

describe('the words of COPOLAD III', () => {
	test('stand in every language, so that none is shown as missing', () => {
		const texts = localizedIn(copolad);
		expect(texts.length).toBeGreaterThan(60);
		const missing = texts.filter((text) => locales.some((locale) => !(locale in text)));
		expect(missing).toEqual([]);
	});
});

/** Every text by language of a declaration. */
function localizedIn(value: unknown): object[] {
	if (typeof value !== 'object' || value === null) return [];
	return 'es' in value && 'en' in value ? [value] : Object.values(value).flatMap(localizedIn);
}

describeWithReference('the targets of the seeds, section 2', 'seeds.md', () => {
	const text = () => readFileSync(referenceFile('seeds.md'), 'utf8');
	const section = () =>
		text()
			.split(/^## 2[.].*$/m)[1]
			?.split(/^## /m)[0] ?? '';
	const rows = () =>
		section()
			.split('\n')
			.filter((line) => line.startsWith('| 3.'))
			.map((line) => line.split('|').map((cell) => cell.trim()));

	test('have a row for every line, and a line for every row', () => {
		expect(rows().map(([, code]) => code)).toEqual(outputs.map(({ code }) => code));
	});

	test('plan as much as the line does, by year where it says so, and nothing where it says nothing', () => {
		for (const [, code, , plan = ''] of rows()) {
			const targets = outputs
				.find((line) => line.code === code)!
				.indicators.map(({ target }) => target);
			const amounts = targets.map((target) => amountOf(target) ?? 0);
			const yearly = targets.filter(
				(target) => target.per === 'year' && amountOf(target) !== undefined
			);
			const isOpen = targets.some((target) => amountOf(target) === undefined);
			const asked = { sum: planned(plan), yearly: plan.split('/year').length - 1 };
			expect([code, { sum: sum(amounts), yearly: yearly.length }]).toEqual([code, asked]);
			expect([code, isOpen]).toEqual([code, /not stated|missing/.test(plan)]);
		}
	});

	test('add up to the sums that the section states', () => {
		const sentence = /Sums of the stated numbers: ([^.]*)/.exec(section())?.[1] ?? '';
		const stated = sentence
			.split(', ')
			.map((part) => /^(.*?) (\d+)( a year)?$/.exec(part) ?? [])
			.map(([, name = '', value, year]) => [singular(name), Number(value), year !== undefined]);
		const sums = unitSums(copolad.lines).flatMap(({ unit, programme, year }) => [
			...(programme?.amount === undefined ? [] : [[unit, programme.amount, false]]),
			...(year?.amount === undefined ? [] : [[unit, year.amount, true]])
		]);
		expect(stated).toHaveLength(10);
		expect(sums.map(String).sort()).toEqual(stated.map(String).sort());
	});
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Numbers of a plan; "1st" and "2nd" are one each. */
const planned = (plan: string) =>
	sum([...plan.matchAll(/(\d+)(st|nd|rd|th)?/g)].map(([, value, th]) => (th ? 1 : Number(value))));

/** "multi-country activities" as its unit is called. */
const singular = (name: string) => name.replace(/ies$/, 'y').replace(/s$/, '').replaceAll(' ', '-');

describeWithReference('the lines of action of the seeds', 'seed-lines-of-action.csv', () => {
	test('each stand in the data with unit, quantity and period, and no line has more', () => {
		const text = readFileSync(referenceFile('seed-lines-of-action.csv'), 'utf8').trim();
		const [head = [], ...rows] = referenceRecords(text, ',')!.map(({ values }) => values);
		const cell = (row: readonly string[], name: string) => row[head.indexOf(name)];
		const asked = rows.map((row) =>
			['line', 'unit', 'quantity', 'per_year'].map((name) => cell(row, name)).join()
		);
		const declared = outputs.flatMap(({ code, indicators }) =>
			indicators.map((indicator) => rowOf(code, indicator))
		);
		expect(asked).toHaveLength(37);
		expect(declared.sort()).toEqual(asked.sort());
		const noted = (words: string) =>
			rows.filter((row) => cell(row, 'note')?.includes(words)).map((row) => cell(row, 'line'));
		const remarked = (kind: string) =>
			copolad.remarks.filter((one) => one.kind === kind).flatMap(({ lines }) => lines);
		expect(remarked('number-missing')).toEqual(noted('number missing'));
		expect(remarked('number-not-stated')).toEqual(noted('number not stated'));
		for (const line of noted('second 3.5.2')) expect(remarked('repeated-code')).toContain(line);
		for (const line of noted('one study twice'))
			expect(remarked('possible-duplicate')).toContain(line);
	});
});
