import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	type EvaluationSettings,
	changesOf,
	evaluationSettings
} from '#lib/model/evaluation-settings.ts';
import { searchOfSettings, settingsFromSearch } from '#lib/state/settings-url.ts';
import { settableDesign } from '../support/settable-design.ts';

const { shape } = evaluationSettings;
const settings: fc.Arbitrary<EvaluationSettings> = fc.record(
	{
		estimator: fc.constantFrom(...shape.estimator.unwrap().options),
		control: fc.constantFrom(...shape.control.unwrap().options),
		method: fc.constantFrom(...shape.method.unwrap().options),
		covariates: fc.constantFrom(...shape.covariates.unwrap().options),
		anticipation: fc.integer({ min: 0, max: 3 }),
		cluster: fc.constantFrom(...shape.cluster.unwrap().options),
		ring: fc.constantFrom(...shape.ring.unwrap().options),
		errors: fc.constantFrom(...shape.errors.unwrap().options),
		draws: fc.constantFrom(...shape.draws.unwrap().options)
	},
	{ requiredKeys: [] }
);

describe('the address of settings', () => {
	const settable = settableDesign();

	test('restores every change', () => {
		fc.assert(
			fc.property(settings, (asked) => {
				const changes = changesOf(asked, settable);
				const found = settingsFromSearch(searchOfSettings(changes), settable);
				expect(found).toEqual({ settings: changes, dropped: [] });
			}),
			{ numRuns: 200 }
		);
	});

	test('asks for nothing when it is empty, for the declared settings with the version alone', () => {
		expect(settingsFromSearch('', settable)).toEqual({ settings: undefined, dropped: [] });
		expect(settingsFromSearch('?v=1', settable)).toEqual({ settings: {}, dropped: [] });
		expect(searchOfSettings({})).toBe('?v=1');
	});

	test('does not write what is as declared', () => {
		const { settings: read } = settingsFromSearch('?method=reg&anticipation=1', settable);
		expect(read).toEqual({ anticipation: 1 });
		expect(searchOfSettings(read!)).toBe('?anticipation=1&v=1');
	});

	test('names what nobody knows, what is out of range and what is said twice', () => {
		const { settings: read, dropped } = settingsFromSearch(
			'?estimator=magic&anticipation=4&colour=red&ring=compared&ring=apart&v=2',
			settable
		);
		expect(read).toEqual({ ring: 'compared' });
		expect(dropped.toSorted()).toEqual([
			...['anticipation: 4', 'colour: red', 'estimator: magic', 'ring: apart', 'v: 2']
		]);
	});

	test.for(['', '1.0', ' 1', '1e0', '-0'])('takes "%s" for no number of periods', (text) => {
		const search = `?${new URLSearchParams({ anticipation: text }).toString()}`;
		expect(settingsFromSearch(search, settable)).toEqual({
			settings: undefined,
			dropped: [`anticipation: ${text}`]
		});
	});

	test('names what the chosen estimator has no use for', () => {
		const { settings: read, dropped } = settingsFromSearch(
			'?estimator=synthetic-did&method=ipw&cluster=unit',
			settable
		);
		expect(read).toEqual({ estimator: 'synthetic-did' });
		expect(dropped.toSorted()).toEqual(['cluster: unit', 'method: ipw']);
	});
});
