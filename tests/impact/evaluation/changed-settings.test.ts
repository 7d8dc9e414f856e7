import { describe, expect, test } from 'vitest';
import { bootstrapOf, withSettings } from '#lib/impact/evaluation/changed-settings.ts';
import { changesOf, evaluationSettings, settingChoices } from '#lib/model/evaluation-settings.ts';
import { settableDesign, settableProgramme } from '../../support/settable-design.ts';

describe('a programme with other settings', () => {
	const programme = settableProgramme();
	const { design } = programme;

	test('is the declared one when none is changed', () => {
		expect(withSettings(programme, {})).toEqual(programme);
		const same = { covariates: 'declared', cluster: 'declared', ring: 'apart' } as const;
		expect(withSettings(programme, same)).toEqual(programme);
	});

	test('has another estimator, comparison, method and anticipation', () => {
		const settings = evaluationSettings.parse({
			...{ estimator: 'two-by-two', control: 'not-yet-treated' },
			...{ method: 'ipw', anticipation: 2 }
		});
		expect(withSettings(programme, settings).design).toEqual({ ...design, ...settings });
	});

	test('has no covariates, no larger clusters, no ring', () => {
		const changed = withSettings(programme, {
			...{ covariates: 'none', cluster: 'unit', ring: 'compared' }
		}).design;
		expect(changed.table.covariates).toEqual([]);
		expect('cluster' in changed.table).toBe(false);
		expect(changed.geography).toMatchObject({ kind: 'none' });
	});

	test('draws its errors only where that is asked for, always from one seed', () => {
		expect(bootstrapOf({ draws: '5000' })).toBeUndefined();
		expect(bootstrapOf({ errors: 'multiplier' })).toEqual({ draws: 1000, seed: 1 });
		expect(bootstrapOf({ errors: 'multiplier', draws: '5000' })?.draws).toBe(5000);
	});

	test('leaves the declaration as it was', () => {
		const before = structuredClone(programme);
		withSettings(programme, { covariates: 'none', cluster: 'unit', ring: 'compared' });
		expect(programme).toEqual(before);
	});
});

describe('the settings that a design has', () => {
	const names = (...of: Parameters<typeof settingChoices>) =>
		settingChoices(...of).map(({ name }) => name);

	test('are all of them where everything is declared', () => {
		expect(names(settableDesign(), {})).toEqual([
			...[
				'estimator',
				'control',
				'covariates',
				'method',
				'anticipation',
				'cluster',
				'ring',
				'errors'
			]
		]);
	});

	test('are fewer without neighbours, without a second start, and without covariates', () => {
		const { design } = settableDesign();
		const { cluster: _, ...table } = design.table;
		const bare = { ...design, table: { ...table, covariates: [] } };
		expect(names({ design: bare, ring: false, starts: 1 }, {})).toEqual([
			...['estimator', 'anticipation', 'errors']
		]);
	});

	test('follow the estimator and the covariates that are chosen', () => {
		const settable = settableDesign();
		expect(names(settable, { estimator: 'synthetic-did' })).toEqual(['estimator', 'ring']);
		expect(names(settable, { covariates: 'none' })).not.toContain('method');
		expect(names(settable, { errors: 'multiplier' })).toContain('draws');
	});

	test('name the declared value among those to choose from', () => {
		const { design } = settableDesign();
		const early = settableDesign({ design: { ...design, anticipation: 5 } });
		for (const { values, declared } of settingChoices(early, {}))
			expect(values).toContain(declared);
	});

	test('change only by what differs from the declaration', () => {
		const asked = { method: 'reg', control: 'not-yet-treated', anticipation: 0 } as const;
		expect(changesOf(asked, settableDesign())).toEqual({ control: 'not-yet-treated' });
	});
});
