import { describe, expect, test } from 'vitest';
import { askedRange } from '#lib/readers/asked-range.ts';

describe('askedRange', () => {
	test.for([
		['bytes=0-0', { start: 0, end: 1 }],
		['bytes=10-19', { start: 10, end: 20 }],
		['bytes=90-', { start: 90, end: 100 }],
		['bytes=90-1000', { start: 90, end: 100 }],
		['bytes=-8', { start: 92, end: 100 }],
		['bytes=-1000', { start: 0, end: 100 }]
	] as const)('%s of 100 bytes', ([header, range]) => {
		expect(askedRange(header, 100)).toEqual(range);
	});

	test.for(['bytes=100-', 'bytes=100-110', 'bytes=-0'])('%s: there are none', (header) => {
		expect(askedRange(header, 100)).toBe('none');
	});

	test.for([undefined, '', 'bytes=', 'bytes=-', 'bytes=9-1', 'bytes=0-1,5-6', 'rows=1-2', 'x'])(
		'%s: the whole file',
		(header) => {
			expect(askedRange(header, 100)).toBeUndefined();
		}
	);
});
