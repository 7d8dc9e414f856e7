import { afterEach, describe, expect, test } from 'vitest';
import { guardedInstance, guardedRelease, guardedSurvey } from '../../support/guarded-instance.ts';
import { type Declaration, type Instance, sourceOf } from '../../support/instance.ts';

let instance: Instance;
afterEach(() => instance.remove());

/** The surveys that are publishable where a second one reads the same file of people. */
async function publishable(changes: Declaration, ofFirst: Declaration = {}) {
	instance = guardedInstance({ synthetic: false, ...ofFirst });
	const twin = { id: 'twin-2024', series: 'twin', synthetic: false, ...changes };
	instance.yaml(sourceOf('twin-2024'), guardedSurvey(twin));
	const { surveys } = await guardedRelease(instance);
	return surveys.map(({ declared: { survey } }) => survey.id);
}

describe('two surveys made from one file', () => {
	test.for([
		['both of people who answered', {}, {}],
		['one of them called synthetic', { synthetic: true }, {}],
		['the other called synthetic', {}, { synthetic: true }]
	] as const)('are not published together: %s', async ([, second, first]) => {
		await expect(publishable(second, first)).rejects.toThrow(
			'twin-2024: people.csv is a file of test-2024 too, and the figures of one would tell what is withheld of the other; declare one of them local'
		);
	});

	test('are where one of them stays local', async () => {
		expect(await publishable({ tier: 'local', protection: undefined })).toEqual(['test-2024']);
	});

	test('are where nobody is in either', async () => {
		const both = { synthetic: true };
		expect(await publishable(both, both)).toEqual(['test-2024', 'twin-2024']);
	});
});
