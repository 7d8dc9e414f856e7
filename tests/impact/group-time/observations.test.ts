import { describe, expect, test } from 'vitest';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import type { GroupTimeOptions } from '#lib/impact/group-time/group-time-types.ts';
import { staggeredPanel } from '../../support/staggered-panel.ts';

const noBand = { band: { kind: 'none' } } as const;
const panel = staggeredPanel({ sizes: { 0: 20, 3: 12, 5: 9 }, periods: 6, effect: (e) => 1 + e });

describe('group-time data', () => {
	const refused =
		(
			change: Partial<typeof panel> & { weight?: number[]; cluster?: number[] },
			options: Partial<GroupTimeOptions> = {}
		) =>
		() =>
			groupTimeEffects({ ...panel, ...change }, { ...noBand, ...options });
	const edited = (values: readonly number[], row: number, value: number) =>
		values.map((own, i) => (i === row ? value : own));

	test('twice in a period are refused with their unit and period', () => {
		expect(refused({ period: edited(panel.period, 1, 1) })).toThrow('unit 1, period 1');
	});

	test('that cannot be cohorts or weights are refused with their row', () => {
		expect(refused({ cohort: edited(panel.cohort, 3, -1) })).toThrow('row 4: -1');
		expect(refused({ cohort: edited(panel.cohort, 3, NaN) })).toThrow('row 4: NaN');
		expect(refused({ weight: edited(panel.size, 5, -0.1) })).toThrow('row 6: -0.1');
		expect(refused({ weight: panel.size.map(() => 0) })).toThrow('weights not positive, sum: 0');
		expect(refused({ outcome: panel.outcome.slice(1) })).toThrow('outcome has not one value a row');
	});

	test('whose cohort changes within a unit are refused', () => {
		expect(refused({ cohort: edited(panel.cohort, 2, 4) })).toThrow(
			'cohort changes within a unit, unit 1: 0, 4'
		);
	});

	test('treated from the first period on are refused, or dropped and counted', () => {
		const cohort = panel.cohort.map((g) => (g === 3 ? 1 : g));
		expect(refused({ cohort })).toThrow('12 units are treated from the first period on, 1');
		const effects = refused({ cohort }, { alreadyTreated: 'drop' })();
		expect(effects.warnings).toEqual([{ code: 'already-treated-dropped', units: 12 }]);
		expect(effects.cohortOf.length).toBe(29);
	});

	test('treated after the window count as never treated, and this is said', () => {
		const cohort = panel.cohort.map((g) => (g === 5 ? 9 : g));
		const effects = refused({ cohort })();
		expect(effects.warnings).toEqual([{ code: 'treated-after-window', units: 9 }]);
		expect(effects.neverTreated).toBe(29);
	});

	test('with all units treated, or all at the same time, are refused', () => {
		const all = panel.cohort.map(() => 3);
		expect(refused({ cohort: all })).toThrow('no unit is never treated');
		expect(refused({ cohort: all }, { control: 'not-yet-treated' })).toThrow(
			'all units are treated at the same time: 3'
		);
		expect(refused({ cohort: all.map(() => 0) })).toThrow('no treated cohort');
	});

	test('with one treated cluster or unit are refused; a cohort of one is named', () => {
		const cluster = panel.unit.map((code) => (code > 20 ? 1 : code + 1));
		expect(refused({ cluster })).toThrow('one treated cluster has no estimable variance');
		const alone = panel.cohort.map((g, row) => (panel.unit[row] === 41 ? 5 : g === 5 ? 0 : g));
		expect(refused({ cohort: alone })().warnings).toContainEqual({
			...{ code: 'cohort-of-one', cohort: 5, clusters: false }
		});
		const single = alone.map((g) => (g === 3 ? 0 : g));
		expect(refused({ cohort: single })).toThrow('one treated unit');
	});

	test('asked for with impossible options are refused', () => {
		expect(refused({}, { level: 95 })).toThrow('level not in (0, 1): 95');
		expect(refused({}, { anticipation: -1 })).toThrow('anticipation');
		expect(refused({}, { band: { kind: 'gaussian', draws: 5, seed: 1 } })).toThrow('draws: 5');
	});
});
