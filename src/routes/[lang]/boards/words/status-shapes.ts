import type { StatusCode } from '#lib/boards/tile-status.ts';

/** The path of the shape of a status, in a square of 20: told by shape before colour. */
export const statusShapes: Readonly<Record<StatusCode, string>> = {
	'on-track': 'M3 10.5 8 15.5 17 5.5l-2-2-7 8-3-3Z',
	accelerate: 'M10 2 18 10h-5v8H7v-8H2Z',
	'off-track': 'M10 18 1.5 3h17Z',
	'no-clear-change': 'M2 8h16v4H2Z',
	'too-uncertain': 'M10 1.5 18.5 10 10 18.5 1.5 10Zm0 4.2L5.7 10 10 14.3 14.3 10Z',
	'no-data':
		'M10 1.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17Zm0 3a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11Z',
	'not-stated': 'M2 8h4v4H2ZM8 8h4v4H8ZM14 8h4v4h-4Z'
};

export const statusTones: Readonly<Record<StatusCode, 'plain' | 'good' | 'warning' | 'bad'>> = {
	'on-track': 'good',
	accelerate: 'warning',
	'off-track': 'bad',
	'no-clear-change': 'plain',
	'too-uncertain': 'plain',
	'no-data': 'plain',
	'not-stated': 'plain'
};

/** The order in which statuses are counted. */
export const statusOrder = Object.keys(statusShapes) as readonly StatusCode[];
