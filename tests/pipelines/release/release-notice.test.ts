import { afterEach, describe, expect, test } from 'vitest';
import { releaseNotice } from '#lib/model/release-notice.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { jsonOf, releaseFolder } from '../../support/built-release.ts';
import { type Instance, makeInstance, testSurvey } from '../../support/instance.ts';

let instance: Instance;
afterEach(() => instance.remove());

async function built(release: object, { ATALAYA_SOURCES, ...env } = instance.env) {
	instance.yaml('data/release.yaml', { status: 'draft', ...release });
	const { root } = instance;
	const sources = ATALAYA_SOURCES === undefined ? {} : { ATALAYA_SOURCES };
	await buildRelease({
		profile: 'local',
		root,
		env: { ...env, ...sources },
		progress: () => undefined
	});
	return releaseNotice.parse(jsonOf(releaseFolder(root), 'release.json'));
}

const first = { id: 'r1', date: '2024-06-01' };
const second = { id: 'r2', date: '2024-12-01' };

describe('the notice of a release', () => {
	test('of the first says that nothing was before it', async () => {
		instance = makeInstance(testSurvey());
		expect(await built(first)).toMatchObject({ changes: null, earlier: [], corrections: [] });
	});

	test('says what is other than in the release before, and names it', async () => {
		instance = makeInstance(testSurvey());
		await built(first);
		const same = await built(second);
		expect(same.changes).toMatchObject({
			since: 'r1',
			figures: { added: 0, removed: 0, changed: 0 },
			surveys: { added: [], removed: [] }
		});
		expect(same.earlier).toEqual([{ release: 'r1', date: '2024-06-01' }]);
		const { ATALAYA_DATA } = instance.env;
		const without = await built({ id: 'r3', date: '2025-06-01' }, { ATALAYA_DATA: ATALAYA_DATA! });
		expect(without.changes).toMatchObject({
			since: 'r2',
			surveys: { added: [], removed: ['test-2024'] }
		});
	});

	test('keeps what was declared of releases that nobody can read any more', async () => {
		instance = makeInstance(testSurvey());
		const earlier = [{ id: 'r0', date: '2023-12-01', what: { en: 'The pilot' } }];
		await built(first);
		const notice = await built({ ...second, earlier });
		expect(notice.earlier).toEqual([
			{ release: 'r1', date: '2024-06-01' },
			{ release: 'r0', date: '2023-12-01', what: { en: 'The pilot' } }
		]);
	});
});
