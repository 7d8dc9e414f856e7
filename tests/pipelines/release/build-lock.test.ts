import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { whileLocked } from '../../../pipelines/release/build-lock.ts';

let folder: string;
let lock: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'atalaya-lock-'));
	lock = join(folder, 'deep', 'build.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('whileLocked', () => {
	test('lets one build in and names the process that holds the other out', async () => {
		let open = () => {};
		const first = whileLocked(lock, () => new Promise<void>((resolve) => (open = resolve)));
		await expect(whileLocked(lock, () => Promise.resolve())).rejects.toThrow(
			new RegExp(
				`another build is running here since .*; wait for it, or stop process ${process.pid}`
			)
		);
		open();
		await first;
		expect(await whileLocked(lock, () => Promise.resolve('in'))).toBe('in');
	});

	test('lets go when the build fails', async () => {
		await expect(whileLocked(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(existsSync(lock)).toBe(false);
	});

	test.for([
		['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, since: '2026-01-01' })],
		['a process that was killed while it wrote', '{"pi']
	])('takes over the lock of %s', async ([, content]) => {
		await whileLocked(lock, () => Promise.resolve());
		writeFileSync(lock, content!);
		expect(await whileLocked(lock, () => Promise.resolve('in'))).toBe('in');
	});
});
