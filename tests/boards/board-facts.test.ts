import { describe, expect, test } from 'vitest';
import { boardFacts } from '#lib/boards/board-facts.ts';
import { dataAge } from '#lib/boards/data-age.ts';
import { movedSince } from '#lib/boards/narrative-age.ts';
import { peerFacts } from '#lib/boards/peer-values.ts';
import type { TileData } from '#lib/model/boards/board-page.ts';
import {
	counts,
	madeBoard,
	madePage,
	madeTile,
	plan,
	point,
	seriesSource,
	text,
	waves
} from '../support/made-up-board.ts';

const today = '2026-11-22';

const factsOf = (data: TileData | null, changes: Readonly<Record<string, unknown>> = {}) =>
	boardFacts(madePage(madeBoard([madeTile('one', changes)]), [data]), today)[0]!;

describe('a tile', () => {
	test('without data says so, and keeps its place', () => {
		expect(factsOf(null)).toMatchObject({
			...{ word: 'no-data', latest: undefined, status: { code: 'no-data' } }
		});
	});

	test('never shows an older number for one that may not be shown', () => {
		const found = factsOf(waves({ 2022: 0.2, 2024: null }), { target: plan() });
		expect(found).toMatchObject({ word: 'suppressed', latest: undefined });
		expect(found.status).toEqual({ code: 'no-data', reason: 'suppressed' });
	});

	test('with one value and a target says that one tells no progress', () => {
		expect(factsOf(waves({ 2024: 0.2 }), { target: plan() }).status).toMatchObject({
			...{ code: 'too-uncertain', reason: 'one-point' }
		});
	});

	test('without a target is not stated, or has not moved', () => {
		expect(factsOf(waves({ 2022: 0.2, 2024: 0.3 })).status.code).toBe('not-stated');
		expect(factsOf(waves({ 2022: 0.2, 2024: 0.2 })).status.code).toBe('no-clear-change');
	});

	test('of police records has no status of good or bad', () => {
		const police = counts([point('2023', 4), point('2024', 9)], { measures: 'enforcement' });
		const found = factsOf(police, { source: seriesSource, direction: 'none' });
		expect(found.status).toEqual({ code: 'not-stated', reason: 'activity' });
	});

	test('counts no year in progress', () => {
		const data = counts([point('2024', 40), point('2025', 3)], { lastComplete: '2024' });
		const found = factsOf(data, { source: seriesSource });
		expect(found.latest?.value).toBe(40);
		expect(found.points.at(-1)).toMatchObject({ value: 3, isPartial: true });
	});

	test('draws no way over a break', () => {
		const data = waves({ 2022: 0.2, 2024: 0.15 });
		data.figures[1]!.break = 'not-comparable: verb-differs';
		const from = { on: '2022-12-31', value: 0.2 };
		expect(factsOf(data, { target: plan({ from }) }).status).toEqual({
			...{ code: 'too-uncertain', reason: 'break' }
		});
	});

	test('refuses a status where the design gives no more than a lower bound of the error', () => {
		const data = waves({ 2022: 0.2, 2024: 0.12 });
		data.figures[1]!.precision = 'lower-bound';
		expect(factsOf(data, { target: plan() }).status.reason).toBe('precision');
	});

	test('is on its way by the milestone of its day and not by the final target', () => {
		const data = waves({ 2022: 0.3, 2024: 0.2 });
		const milestones = [{ due: '2024-12-31', value: 0.25 }];
		expect(factsOf(data, { target: plan({ milestones }) }).status).toMatchObject({
			...{ code: 'on-track', expected: 0.25 }
		});
		expect(factsOf(data, { target: plan({ milestones: [] }) }).status.code).not.toBe('off-track');
	});

	test('tells what is due today, and nothing once the target is past', () => {
		const data = waves({ 2022: 0.3, 2024: 0.2 });
		const due = factsOf(data, { target: plan() }).dueToday;
		expect(due).toBeCloseTo(0.1 + (0.2 * 39) / 1461, 10);
		expect(factsOf(data, { target: plan({ due: '2025-12-31' }) }).dueToday).toBeUndefined();
		expect(factsOf(data).dueToday).toBeUndefined();
	});

	test('takes thresholds of its own before those of its board', () => {
		const data = waves({ 2022: 0.3, 2024: 0.2 });
		const strict = { thresholds: { onTrack: 1.5, accelerate: 1.4 }, target: plan() };
		expect(factsOf(data, strict).thresholds).toEqual(strict.thresholds);
		expect(factsOf(data, strict).status.code).not.toBe('on-track');
	});
});

describe('dataAge', () => {
	test('is old after twice the rhythm of its own values', () => {
		const days = ['2020-12-31', '2022-12-31', '2024-12-31'];
		expect(dataAge(days, { today: '2028-12-30' })).toMatchObject({ rhythm: 24, isOld: false });
		expect(dataAge(days, { today: '2029-02-01' })).toMatchObject({ months: 49, isOld: true });
	});

	test('has no rhythm with one value, unless its series has', () => {
		expect(dataAge(['2020-12-31'], { today })).toMatchObject({ rhythm: undefined, isOld: false });
		expect(dataAge(['2020-12-31'], { today, frequency: 'year' })).toMatchObject({ isOld: true });
		expect(dataAge([''], { today })).toBeUndefined();
	});
});

describe('movedSince', () => {
	const narrative = (figures: Readonly<Record<string, number>>) => ({
		...{ text: text('A sentence.'), author: { role: text('Office') }, date: '2025-06-01', figures }
	});
	const facts = [factsOf(waves({ 2022: 0.2, 2024: 0.3 }))];

	test('marks a number that is another now, and none that is the same', () => {
		expect(movedSince(narrative({ one: 0.3 }), facts)).toEqual([]);
		expect(movedSince(narrative({ one: 0.31 }), facts)).toEqual(['one']);
	});

	test('marks a number that is gone, and data of a later day', () => {
		expect(movedSince(narrative({ one: 0.3 }), [factsOf(null)])).toEqual(['one']);
		const later = [factsOf(waves({ 2022: 0.2, 2025: 0.3 }))];
		expect(movedSince(narrative({}), later)).toEqual(['one']);
	});
});

describe('peerFacts', () => {
	const source = { kind: 'indicator', indicator: 'x', surveys: 'test', territory: 'XTT' } as const;
	const other = (territory: string, estimate: number) => ({
		...waves({ 2024: estimate }).figures[0]!,
		...{ territory, survey: `${territory.toLowerCase()}-2024` }
	});
	const data = waves({ 2024: 0.2 }, { peers: [other('XUU', 0.1), other('XVV', 0.5)] });
	const same = { verdict: 'same', rule: 'no-difference', differences: [] } as const;
	const none = { verdict: 'not-comparable', rule: 'verb-differs', differences: [] } as const;

	test('puts those beside it that every two may be compared of, with the median of the others', () => {
		const found = peerFacts(source, data, () => same);
		expect(found?.kind === 'beside' && found.median).toBeCloseTo(0.3, 10);
		expect(found?.kind === 'beside' && found.values.map(({ isOwn }) => isOwn)).toEqual([
			...[true, false, false]
		]);
		const one = peerFacts(source, data, (_, b) => (b.territory === 'XVV' ? none : same));
		expect(one?.kind === 'beside' && one.values.map(({ territory }) => territory)).toEqual([
			...['XTT', 'XUU']
		]);
	});

	test('says that there are some, and that they may not stand beside it', () => {
		expect(peerFacts(source, data, () => none)).toMatchObject({
			...{ kind: 'apart', reason: 'not-comparable' }
		});
	});

	test('puts no police records and no counts side by side', () => {
		const peers = [point('2024', 7, { territory: 'XUU' })];
		const of = (changes: object) =>
			peerFacts(seriesSource, counts([point('2024', 4)], { peers, ...changes }), () => same);
		expect(of({})).toMatchObject({ kind: 'apart', reason: 'counts' });
		expect(of({ measures: 'enforcement' })).toMatchObject({ kind: 'apart', reason: 'activity' });
	});
});
