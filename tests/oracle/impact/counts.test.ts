import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { countRatio } from '#lib/impact/counts/rate-ratio.ts';
import { ratioOfRatios } from '#lib/impact/counts/ratio-of-ratios.ts';

const maybe = z.union([z.number(), z.literal('Inf').transform(() => Infinity)]);
const pair = z.tuple([z.number(), z.number()]);
const answers = z
	.object({
		rates: z.array(
			z.object({
				events: pair,
				exposure: pair,
				null: z.number(),
				level: z.number(),
				estimate: maybe,
				interval: z.tuple([maybe, maybe]),
				p: z.number()
			})
		),
		units: z.array(
			z.object({
				unit: z.number(),
				treated: z.boolean(),
				cluster: z.number(),
				exposure_before: z.number(),
				exposure_after: z.number(),
				before: z.number(),
				after: z.number()
			})
		),
		log_ratio: z.number(),
		se_unit: z.number(),
		se_cluster: z.number()
	})
	.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/counts.json'), 'utf8')));

describe('two rates, judged by R poisson.test', () => {
	test.for(answers.rates)('$events over $exposure', (told) => {
		const [treated, control] = [0, 1].map((i) => ({
			events: told.events[i]!,
			exposure: told.exposure[i]!
		}));
		const options = { level: told.level, nullRatio: told.null };
		const { estimate, interval, p } = countRatio(treated!, control!, options);
		expect(estimate ?? Infinity).toAgreeWith(told.estimate);
		expect([interval?.lower, interval?.upper]).toAgreeWith(told.interval);
		expect(p).toAgreeWith(told.p);
	});
});

describe('a ratio of ratios, judged by R glm and vcovCL', () => {
	const units = answers.units.map((own) => ({
		name: String(own.unit),
		treated: own.treated,
		before: { events: own.before, exposure: own.exposure_before },
		after: { events: own.after, exposure: own.exposure_after }
	}));

	test('Poisson with unit and period effects, errors by unit and by cluster', () => {
		const byUnit = ratioOfRatios(units);
		expect(byUnit.logTest?.estimate).toAgreeWith(answers.log_ratio);
		expect(byUnit.logTest?.standardError).toAgreeWith(answers.se_unit);
		const clustered = units.map((unit, i) => ({
			...unit,
			cluster: String(answers.units[i]!.cluster)
		}));
		const byCluster = ratioOfRatios(clustered);
		expect(byCluster.logTest?.standardError).toAgreeWith(answers.se_cluster);
		expect(byCluster.logTest?.df).toBe(byCluster.clusters - 1);
	});
});
