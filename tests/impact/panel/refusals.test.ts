import { describe, expect, test } from 'vitest';
import { type DesignNeeds, expectDesign, refusals } from '#lib/impact/panel/refusals.ts';
import { smallPanel } from '../../support/small-panels.ts';

const needs: DesignNeeds = { prePeriods: 2, starts: 'one', controls: 'untreated' };
const panelOf = (groups: readonly (readonly [number, number])[], perCluster?: number) =>
	smallPanel({ groups, ...(perCluster ? { perCluster } : {}) });

describe('refusals', () => {
	test('are none for two treated and two control units with two periods before', () => {
		expect(
			refusals(
				panelOf([
					[3, 2],
					[Infinity, 2]
				]),
				needs
			)
		).toEqual([]);
	});

	test.for([
		[
			'no treated unit',
			[[Infinity, 4]],
			'no unit begins treatment in the panel, choose another window: 1 to 6',
			'another-window'
		],
		[
			'all treated at once',
			[[3, 4]],
			'no unit is untreated after the start, only an interrupted time series remains: 1 to 6',
			'interrupted-time-series'
		],
		[
			'all treated in time',
			[
				[3, 4],
				[5, 4]
			],
			'all units are treated by the last period, end the panel before the last start: 1 to 6',
			'window-before-last-start'
		],
		[
			'one treated cluster',
			[
				[3, 1],
				[Infinity, 4]
			],
			'one treated cluster has no standard error, use a synthetic control: u0',
			'synthetic-control'
		],
		[
			'one control cluster',
			[
				[3, 4],
				[Infinity, 1]
			],
			'one control cluster has no standard error, find more controls: u4',
			'synthetic-control'
		],
		[
			'one period before',
			[
				[2, 4],
				[Infinity, 4]
			],
			'periods before treatment fewer than 2, start 2: 1',
			'two-by-two'
		],
		[
			'several starts',
			[
				[3, 4],
				[5, 4],
				[Infinity, 4]
			],
			'treatment starts in several periods, estimate by cohort (Sun-Abraham): 3, 5',
			'sun-abraham'
		]
	] as const)('name %s and the next honest design', ([, groups, message, next]) => {
		const whole = panelOf(groups);
		expect(refusals(whole, needs)[0]?.next).toBe(next);
		expect(() => expectDesign(whole, needs)).toThrow(message);
	});

	test('look at clusters, not at units', () => {
		const whole = panelOf(
			[
				[3, 4],
				[Infinity, 8]
			],
			4
		);
		expect(refusals(whole, needs).map(({ code }) => code)).toEqual(['one-treated-cluster']);
	});

	test('let later cohorts be controls where the estimator can', () => {
		const whole = panelOf([
			[3, 4],
			[5, 4]
		]);
		expect(refusals(whole, { prePeriods: 1, starts: 'any', controls: 'any' })).toEqual([]);
	});
});
