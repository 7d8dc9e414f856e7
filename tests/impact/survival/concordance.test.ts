import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concordance } from '#lib/impact/survival/concordance.ts';

const person = fc.record({
	time: fc.integer({ min: 1, max: 6 }),
	event: fc.constantFrom(0, 1),
	score: fc.integer({ min: 0, max: 3 })
});

const followed = (people: readonly { time: number; event: number }[]) => ({
	time: Float64Array.from(people, ({ time }) => time),
	event: Int32Array.from(people, ({ event }) => event)
});

describe('concordance', () => {
	test('counts every pair whose order is known', () => {
		fc.assert(
			fc.property(fc.array(person, { minLength: 2, maxLength: 12 }), (people) => {
				const counts = { concordant: 0, discordant: 0, tied: 0 };
				for (const one of people)
					for (const other of people) {
						const isLater = other.time > one.time || (other.time === one.time && other.event === 0);
						if (one === other || one.event === 0 || !isLater) continue;
						const apart = Math.sign(one.score - other.score);
						counts[apart > 0 ? 'concordant' : apart < 0 ? 'discordant' : 'tied']++;
					}
				const found = concordance(
					followed(people),
					Float64Array.from(people, ({ score }) => score)
				);
				const pairs = counts.concordant + counts.discordant + counts.tied;
				if (pairs === 0) expect(found).toBeUndefined();
				else {
					expect(found).toMatchObject(counts);
					expect(found!.estimate).toAgreeWith((counts.concordant + counts.tied / 2) / pairs);
				}
			}),
			{ numRuns: 60 }
		);
	});

	test('refuses scores that are none, and delayed entry', () => {
		const people = followed([
			{ time: 2, event: 1 },
			{ time: 3, event: 0 }
		]);
		expect(() => concordance(people, Float64Array.of(1, NaN))).toThrow('score not finite: NaN');
		const late = { ...people, entry: Float64Array.of(0, 1) };
		expect(() => concordance(late, Float64Array.of(1, 2))).toThrow('delayed entry');
	});
});
