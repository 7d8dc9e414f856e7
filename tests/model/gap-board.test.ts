import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baselineFrame } from '#lib/model/baseline-frame.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import { gapBoard, gapCounts, gapState, isShown, latestRow } from '#lib/model/gap-board.ts';
import { suppressedRow, testRow } from '../support/estimate-rows.ts';

const frame = baselineFrame.parse({
	dimensions: [
		{
			...{ id: 'visibility', label: { en: 'Visibility' }, tells: { en: 'who sees' }, rhythm: 36 },
			indicators: ['sees-sale', 'sees-use'],
			gaps: [{ id: 'seen', label: { en: 'Seen' }, needs: { en: 'a question' } }]
		},
		{
			...{ id: 'access', label: { en: 'Access' }, tells: { en: 'how easy' }, rhythm: 24 },
			indicators: ['easy']
		}
	]
});
const statesOn = (on: string, rows: readonly EstimateRow[]) =>
	gapBoard(frame, rows, { on, isAsked: (id) => id === 'sees-use' }).map(({ entries }) =>
		entries.map(({ id, state }) => `${id} ${state}`)
	);

describe('the state of an indicator', () => {
	test.for([
		['2027-02-01', 'present'],
		['2027-02-28', 'present'],
		['2027-03-01', 'stale'],
		['2024-02-01', 'present']
	] as const)(
		'of fieldwork to 1 February 2024 and a rhythm of 36 months, on %s: %s',
		([on, state]) => {
			expect(gapState(testRow(), { on, rhythm: 36 })).toBe(state);
		}
	);

	test('is withheld where it was asked and no number can be shown, missing where nobody asked', () => {
		const dated = { on: '2026-01-01', rhythm: 36 };
		expect(gapState(undefined, dated)).toBe('missing');
		expect(gapState(suppressedRow(), dated)).toBe('withheld');
		for (const quality of ['unreliable', 'suppress', 'review'])
			expect([quality, gapState(testRow({ quality }), dated)]).toEqual([quality, 'withheld']);
		for (const quality of ['reliable', 'caution', 'not-assessable', ''])
			expect([quality, gapState(testRow({ quality }), dated)]).toEqual([quality, 'present']);
	});

	test('is that of the latest figure that is shown, whatever came after it', () => {
		const old = testRow({ source: 'test-2020', fieldwork_end: '2020-01-01' });
		const rows = [suppressedRow(), old];
		expect(latestRow(rows)).toBe(old);
		expect(statesOn('2026-01-01', rows)[0]![0]).toBe('sees-sale stale');
		expect(latestRow([suppressedRow(), suppressedRow({ fieldwork_end: '2025-01-01' })])).toEqual(
			suppressedRow({ fieldwork_end: '2025-01-01' })
		);
	});
});

describe('the gap board', () => {
	test('has every indicator and every gap of the frame, each by the rhythm of its dimension', () => {
		const rows = [testRow(), testRow({ indicator: 'easy' }), testRow({ indicator: 'unframed' })];
		expect(statesOn('2026-06-01', rows)).toEqual([
			['sees-sale present', 'sees-use asked', 'seen missing'],
			['easy stale']
		]);
	});

	test('counts every entry once, whatever the figures', () => {
		const rows = fc.array(
			fc.record({
				indicator: fc.constantFrom('sees-sale', 'sees-use', 'easy', 'other'),
				fieldwork_end: fc.constantFrom('2019-05-01', '2024-05-01', '2026-05-01'),
				quality: fc.constantFrom('reliable', 'unreliable'),
				suppressed: fc.boolean()
			})
		);
		fc.assert(
			fc.property(rows, fc.boolean(), (all, isAsked) => {
				const figures = all.map(({ suppressed, ...own }) =>
					suppressed ? suppressedRow(own) : testRow(own)
				);
				const counts = gapCounts(
					gapBoard(frame, figures, { on: '2026-06-01', isAsked: () => isAsked })
				);
				expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(4);
				const measured = new Set(figures.filter(isShown).map(({ indicator }) => indicator));
				measured.delete('other');
				expect(counts.present + counts.stale).toBe(measured.size);
				// The gap of the frame has no indicator that anybody could ask for.
				const nothing = counts.missing - 1;
				expect(isAsked ? nothing : counts.asked).toBe(0);
			})
		);
	});
});
