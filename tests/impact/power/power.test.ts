import { describe, expect, test } from 'vitest';
import { detectableEffect } from '#lib/impact/power/detectable-effect.ts';
import { noncentralTTail } from '#lib/impact/power/noncentral-t-tail.ts';
import {
	eventsForHazardRatio,
	sizeForMeans,
	sizeForProportions,
	unitsForEffect
} from '#lib/impact/power/sample-size.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';

const clusters = { kind: 'cluster', clusterSize: 20, betweenShare: 0.05 } as const;

describe('detectableEffect and unitsForEffect', () => {
	test('the units that are asked for find the effect, and one cluster less does not', () => {
		const units = unitsForEffect(0.25, { ...clusters, units: 2 });
		expect(units % 20).toBe(0);
		const effect = (size: number) => detectableEffect({ ...clusters, units: size }).effect;
		expect(effect(units)).toBeLessThanOrEqual(0.25);
		expect(effect(units - 20)).toBeGreaterThan(0.25);
	});

	test('clusters of one person are persons', () => {
		const one = { ...clusters, clusterSize: 1, units: 300 };
		const single = detectableEffect({ kind: 'individual', units: 300 }, { reference: 't' });
		expect(detectableEffect(one).effect).toAgreeWith(single.effect);
	});

	test('designs that cannot be are refused', () => {
		expect(() => detectableEffect({ ...clusters, units: 40 })).toThrow(
			'too few to assign, clusters: 2'
		);
		const individual = { kind: 'individual', units: 100 } as const;
		expect(() => detectableEffect({ ...individual, treatedShare: 1 })).toThrow(
			'share of the treated out of range: 1'
		);
		expect(() => detectableEffect(individual, { power: 80 })).toThrow(
			'power not above half of alpha and below 1: 80'
		);
		expect(() => unitsForEffect(0, individual)).toThrow('no sample finds an effect of: 0');
		expect(() => sizeForProportions([0.3, 0.3])).toThrow('no sample tells equal shares apart: 0.3');
		expect(() => eventsForHazardRatio(1)).toThrow('hazard ratio not above 0 or 1: 1');
	});
});

describe('sizes', () => {
	test('people are the events over the share that has them', () => {
		const { events, people } = eventsForHazardRatio(0.7, { eventShare: 0.4 });
		expect(people).toAgreeWith(events / 0.4);
	});

	test('the noncentral t is that of R', () => {
		// R 4.2.2: pt(t, df, ncp, lower.tail = FALSE).
		expect(noncentralTTail(2, 10, 1.5)).toAgreeWith(0.340845927557974);
		expect(noncentralTTail(1, 1, 0.5)).toAgreeWith(0.40725226356004);
		expect(noncentralTTail(2, 5000, 2.8)).toAgreeWith(0.788127230599085);
		expect(noncentralTTail(2, 7, 0)).toAgreeWith(twoSidedTail(2, 7) / 2);
	});

	test('a large effect needs few people', () => {
		// R 4.2.2: power.t.test(delta = 2, power = 0.9)$n.
		expect(sizeForMeans(2, 1, { power: 0.9 })).toAgreeWith(6.38675601578446, { absolute: 1e-4 });
	});
});
