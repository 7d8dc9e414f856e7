import { describe, expect, test } from 'vitest';
import { panelEffects } from '../support/programme-intervals.ts';
import { holds } from '../support/simulated-programmes.ts';
import { isSlow } from '../support/slow.ts';

const draws = isSlow ? 400 : 12;
/** Of intervals that are to hold the truth 95 times in 100; of few draws chance decides more. */
const [least, most] = isSlow ? [0.92, 0.98] : [0.7, 1];

describe(`intervals of ${draws} draws of a programme`, () => {
	test.for([
		['demo-barrios-claros', 'saw-selling'],
		['demo-plazas-vivas', 'saw-selling'],
		['demo-mesas-barriales', 'saw-selling'],
		['demo-escuelas-abiertas', 'cannabis-past-month']
	] as const)(
		'hold the true effect as often as they say: %s',
		{ timeout: 1_800_000 },
		([id, main]) => {
			let held = 0;
			for (let seed = 1; seed <= draws; seed++)
				for (const { interval, truth } of panelEffects(id, 1000 + seed, main))
					if (holds(interval, truth)) held++;
			expect(held / draws).toBeGreaterThanOrEqual(least);
			expect(held / draws).toBeLessThanOrEqual(most);
		}
	);
});
