import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { dataFolder } from '../../support/built-release.ts';
import { type Instance, makeInstance, testSurvey } from '../../support/instance.ts';

let instance: Instance;
beforeEach(() => {
	instance = makeInstance(testSurvey());
});
afterEach(() => instance.remove());

/** The public release, built at a moment. */
const builtAt = (now: string) =>
	buildRelease({
		...{ profile: 'public', root: instance.root, env: instance.env },
		...{ progress: () => undefined, now: new Date(now) }
	});
const isPublished = () => existsSync(dataFolder(instance.root, 'public'));

describe('buildRelease in the public profile', () => {
	test('refuses a draft', async () => {
		instance.yaml('data/release.yaml', { id: 'r1', date: '2024-06-01', status: 'draft' });
		await expect(builtAt('2024-06-02T00:00:00Z')).rejects.toThrow('release r1 is draft');
		expect(isPublished()).toBe(false);
	});

	test('refuses a release under embargo until the moment it ends', async () => {
		const approval = { approver: { role: { en: 'Board' } }, approvedOn: '2024-06-01' };
		const embargo = '2024-06-02T09:00:00-05:00';
		instance.yaml('data/release.yaml', {
			...{ id: 'r1', date: '2024-06-01', status: 'approved', ...approval, embargo }
		});
		await expect(builtAt('2024-06-02T13:59:59Z')).rejects.toThrow(
			'release r1 is under embargo until 2024-06-02T09:00:00-05:00'
		);
		expect(isPublished()).toBe(false);
		expect((await builtAt('2024-06-02T14:00:00Z')).release).toBe('r1');
	});
});
