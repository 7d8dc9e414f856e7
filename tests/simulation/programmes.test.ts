import { describe, expect, test } from 'vitest';
import { courtEffects, panelEffects, reformEffects } from '../support/programme-intervals.ts';
import {
	drawnProgramme,
	holds,
	ringStarts,
	simpleEffect,
	staggeredEffects,
	treatedStarts
} from '../support/simulated-programmes.ts';

const panel = (scenario: string) => [scenario, () => panelEffects(scenario)] as const;

describe('simulated programmes', () => {
	test.for([
		panel('demo-barrios-claros'),
		panel('demo-plazas-vivas'),
		panel('demo-mesas-barriales'),
		panel('demo-escuelas-abiertas'),
		panel('demo-patrulla-cercana'),
		['demo-reforma-posesion', reformEffects],
		['demo-tribunal-tratamiento', courtEffects]
	] as const)(
		'have their true effects inside the intervals: %s',
		{ timeout: 30_000 },
		([, effects]) => {
			const found = effects();
			expect(found.length).toBeGreaterThan(2);
			expect(found.filter(({ interval, truth }) => !holds(interval, truth))).toEqual([]);
		}
	);
});

describe('Barrios Claros', () => {
	const drawn = drawnProgramme('demo-barrios-claros');
	const { table } = drawn;
	const outcome = table.numbers('saw_selling');
	const ring = ringStarts(drawn, 'barrios-claros-neighbours.csv');
	const without = [...ring.keys()];
	const cluster = 'municipality';
	const options = { method: 'reg' } as const;
	const { effect, spillover = NaN } = drawn.truth('saw-selling');

	test('looks as if it did nothing where poverty is not counted', () => {
		const bare = simpleEffect(staggeredEffects(table, { outcome, without, cluster }));
		expect(holds(bare?.interval, effect)).toBe(false);
		expect(holds(bare?.interval, 0)).toBe(true);
	});

	test('had parallel trends given poverty, in cohorts that are large enough to tell', () => {
		const { preTest } = staggeredEffects(table, {
			...{ outcome, without, cluster, covariate: 'poverty', options }
		});
		expect(preTest).toMatchObject({ kind: 'test', unreliable: [] });
		expect(preTest.kind === 'test' && preTest.pValue).toBeGreaterThan(0.05);
	});

	test('moves selling to the neighbourhoods around it', () => {
		const around = { without: treatedStarts(drawn).keys(), starts: ring, covariate: 'poverty' };
		const moved = simpleEffect(staggeredEffects(table, { outcome, cluster, options, ...around }));
		expect(ring.size).toBe(64);
		expect(spillover).toBeGreaterThan(1);
		expect(holds(moved?.interval, spillover)).toBe(true);
	});
});

describe('Patrulla Cercana', () => {
	const { table, truth } = drawnProgramme('demo-patrulla-cercana');
	const effects = staggeredEffects(table, { outcome: table.numbers('unsafe_at_night') });

	test('changes nothing, and yet looks like a success', () => {
		expect(truth('unsafe-at-night').effect).toBe(0);
		expect(simpleEffect(effects)?.interval?.upper).toBeLessThan(0);
	});

	test('is given away by the years before', () => {
		expect(effects.preTest).toMatchObject({ kind: 'test', unreliable: [] });
		expect(effects.preTest.kind === 'test' && effects.preTest.pValue).toBeLessThan(0.001);
	});
});

describe('Escuelas Abiertas', () => {
	test('changes use by less than two points, which its sample can tell', () => {
		const [use] = panelEffects('demo-escuelas-abiertas', undefined, 'cannabis-past-month');
		expect(use?.interval?.lower).toBeGreaterThan(-2);
		expect(use?.interval?.upper).toBeLessThan(2);
	});
});
