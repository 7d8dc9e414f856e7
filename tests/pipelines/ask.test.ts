import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { catalogue } from '#lib/model/catalogue.ts';
import type { EstimateRequestInput } from '#lib/model/estimate-request.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { type AskOptions, ask } from '../../pipelines/ask.ts';
import { releaseFolder } from '../support/built-release.ts';
import { type Instance, makeInstance } from '../support/instance.ts';

let instance: Instance;
let engine: NodeEngine;
let options: AskOptions;

beforeAll(async () => {
	instance = makeInstance();
	const { root, env } = instance;
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	const folder = releaseFolder(root);
	engine = await openDuckDB();
	options = {
		engine,
		cache: new CellCache(engine),
		folder,
		catalogue: catalogue.parse(JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')))
	};
});
afterAll(() => {
	engine.close();
	instance.remove();
});

const sees: EstimateRequestInput = {
	survey: 'test-2024',
	measure: { statistic: 'proportion', concept: 'sees_sale', numerator: ['yes'] }
};

/** Numbers to 13 digits: sums over other cells may differ in the last bits. */
const toDigits = (value: unknown): unknown =>
	JSON.parse(
		JSON.stringify(value, (_, one: unknown) =>
			typeof one === 'number' ? Number(one.toPrecision(13)) : one
		)
	);

describe('ask', () => {
	test('answers one question after another on one engine', async () => {
		const whole = await ask(sees, options);
		const bySex = await ask({ ...sees, by: ['sex'] }, options);
		expect(whole.overall).toMatchObject({ kind: 'estimate', n: 60 });
		expect(bySex.estimates).toHaveLength(2);
		expect(toDigits(bySex.overall)).toEqual(toDigits(whole.overall));
	});

	test('answers the same question twice alike', async () => {
		const first = await ask({ ...sees, by: ['sex'] }, options);
		expect(await ask({ ...sees, by: ['sex'] }, options)).toEqual(first);
	});

	test('names the survey whose rows the release does not have', async () => {
		await expect(ask({ ...sees, survey: 'other' }, options)).rejects.toThrow(
			'no rows in this release: other person'
		);
	});
});
