import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { type Instance, makeInstance, peopleCsv } from '../../support/instance.ts';
import {
	type Trial,
	changesOfBuild,
	copyOf,
	killedAfter,
	killedAt,
	strayFiles,
	wholeRelease
} from '../../support/killed-build.ts';
import { isSlow, slowTest } from '../../support/slow.ts';

let instance: Instance;
let before: string;
let after: string;
let changes: number;

/** The old release stands; the source has changed since, so that the next build makes another. */
beforeAll(async () => {
	instance = makeInstance();
	const { root, env } = instance;
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	before = wholeRelease(root);
	instance.write('sources/people.csv', peopleCsv(70));
	const whole = copyOf(instance);
	changes = await changesOfBuild(whole.root);
	after = wholeRelease(whole.root);
	whole.remove();
}, 180_000);
afterAll(() => instance.remove());

/** What stands after a build was killed in the middle, and after the next one ran to its end. */
async function afterKill(kill: (trial: Trial) => Promise<boolean>) {
	const trial = copyOf(instance);
	try {
		const killed = await kill(trial);
		const stands = wholeRelease(trial.root);
		const strays = strayFiles(trial.root);
		await changesOfBuild(trial.root);
		return { killed, stands, strays, next: wholeRelease(trial.root) };
	} finally {
		trial.remove();
	}
}

/** Two at a time: as many as the machine has processors. */
async function inPairs<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
	const waiting = [...items];
	const worker = async () => {
		for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
	};
	await Promise.all([worker(), worker()]);
}

describe('a build that is killed', () => {
	test('changes the disk many times, and makes another release', () => {
		expect(changes).toBeGreaterThan(30);
		expect(after).not.toBe(before);
	});

	// `npm run test:slow` tries all; the last ones are those that change which release stands.
	const isTried = (point: number) => isSlow || point % 400 === 1 || point > changes - 4;

	test('after any one of its writes leaves the old release whole, or the new one', async () => {
		const points = Array.from({ length: changes }, (_, i) => i + 1).filter(isTried);
		const standing: string[] = [];
		await inPairs(points, async (point) => {
			const trial = copyOf(instance);
			try {
				expect(await killedAfter(trial.root, point), `write ${point}`).toBe(true);
				const stands = wholeRelease(trial.root);
				expect([before, after], `write ${point}`).toContain(stands);
				expect(strayFiles(trial.root), `write ${point}`).toEqual([]);
				standing[points.indexOf(point)] = stands === before ? 'old' : 'new';
			} finally {
				trial.remove();
			}
		});
		const first = standing.indexOf('new');
		expect(first).toBeGreaterThan(0);
		expect(standing.slice(0, first)).toEqual(standing.slice(0, first).map(() => 'old'));
		expect(standing.slice(first)).toEqual(standing.slice(first).map(() => 'new'));
	}, 600_000);

	test('is made good by the next build', async () => {
		const points = isSlow ? [2, Math.floor(changes / 2), changes - 3] : [Math.floor(changes / 2)];
		await inPairs(points, async (point) => {
			const { killed, next } = await afterKill(({ root }) => killedAfter(root, point));
			expect({ killed, next }).toEqual({ killed: true, next: after });
		});
	}, 120_000);

	// A quarter of an hour: only `npm run test:slow` has the time.
	slowTest(
		'at a hundred random moments leaves the old release whole',
		async () => {
			let seed = 20261122;
			const moments = Array.from({ length: 100 }, () => {
				seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
				return 300 + (seed % 2500);
			});
			let kills = 0;
			await inPairs(moments, async (moment) => {
				const { killed, stands, strays, next } = await afterKill(({ root }) =>
					killedAt(root, moment)
				);
				expect([before, after]).toContain(stands);
				expect(strays).toEqual([]);
				expect(next).toBe(after);
				if (killed) kills++;
			});
			expect(kills).toBeGreaterThan(30);
		},
		900_000
	);
});
