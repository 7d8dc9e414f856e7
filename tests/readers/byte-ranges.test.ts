import { assert, array, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByteRange, joinedRanges, sizeOf } from '#lib/readers/byte-ranges.ts';

const bytesOf = (ranges: readonly ByteRange[]) =>
	ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));

const someRanges = array(
	tuple(integer({ min: 0, max: 60 }), integer({ min: 0, max: 12 })).map(([start, size]) => ({
		start,
		end: start + size
	})),
	{ maxLength: 12 }
);

describe('joinedRanges', () => {
	test('covers the bytes that are asked for, none twice, and no others', () => {
		assert(
			property(someRanges, (ranges) => {
				const joined = bytesOf(joinedRanges(ranges));
				const asked = [...new Set(bytesOf(ranges))].sort((a, b) => a - b);
				expect(joined).toEqual(asked);
				expect(sizeOf(joinedRanges(ranges))).toBe(asked.length);
			})
		);
	});

	test('leaves a gap between any two, so that neighbours are one request', () => {
		assert(
			property(someRanges, (ranges) => {
				const joined = joinedRanges(ranges);
				for (const [i, { start }] of joined.slice(1).entries())
					expect(start).toBeGreaterThan(joined[i]!.end);
			})
		);
	});
});
