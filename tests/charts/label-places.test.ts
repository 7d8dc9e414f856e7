import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnPlaces, overlap, placedLabels } from '#lib/charts/label-places.ts';

const size = fc.double({ min: 4, max: 60, noNaN: true });
const place = fc.double({ min: 0, max: 300, noNaN: true });
const box = fc.record({ x: place, y: place, width: size, height: size });

describe('placedLabels', () => {
	test('never lets a label that may be left out meet another or a mark', () => {
		const labels = fc.array(
			fc.record({ of: fc.nat(), places: fc.array(box), isNeeded: fc.constant(false) })
		);
		fc.assert(
			fc.property(labels, fc.array(box), (all, taken) => {
				const placed = placedLabels(all, taken).map((one) => one.box);
				for (const [i, one] of placed.entries())
					for (const other of [...taken, ...placed.slice(i + 1)])
						expect(overlap(one, other)).toBe(false);
			})
		);
	});

	test('draws a label that is needed where no place is free', () => {
		const only = { x: 0, y: 0, width: 10, height: 10 };
		const label = { of: 'word', places: [only], isNeeded: true };
		expect(placedLabels([label], [only])).toEqual([{ of: 'word', box: only }]);
	});
});

describe('columnPlaces', () => {
	test('keeps names apart and in the order of their lines', () => {
		const names = fc.array(fc.record({ y: place, height: fc.constant(16) }), { maxLength: 7 });
		fc.assert(
			fc.property(names, (wanted) => {
				const places = columnPlaces(wanted, 320);
				const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]!.y - wanted[b]!.y);
				for (const [k, i] of order.slice(1).entries())
					expect(places[i]! - places[order[k]!]!).toBeGreaterThan(16 - 1e-9);
			})
		);
	});
});
