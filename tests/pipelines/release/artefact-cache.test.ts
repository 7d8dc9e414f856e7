import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ArtefactCache } from '../../../pipelines/release/artefact-cache.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'atalaya-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const work = (inputs: unknown, content: string) => ({
	step: 'write',
	inputs,
	run: (at: string) => {
		writeFileSync(join(at, 'out.txt'), content);
		return Promise.resolve({ length: content.length });
	}
});

describe('ArtefactCache', () => {
	test('makes an artefact once for the same inputs', async () => {
		const cache = new ArtefactCache(folder, 'code');
		const first = await cache.artefacts(work([1], 'one'));
		const second = await cache.artefacts(work([1], 'never written'));
		expect([first.made, second.made]).toEqual([true, false]);
		expect(second).toEqual({ ...first, made: false });
		expect(readFileSync(join(second.folder, 'out.txt'), 'utf8')).toBe('one');
	});

	test('makes it anew when the inputs or the program change', async () => {
		const cache = new ArtefactCache(folder, 'code');
		await cache.artefacts(work([1], 'one'));
		expect((await cache.artefacts(work([2], 'two'))).made).toBe(true);
		const later = new ArtefactCache(folder, 'other code');
		expect((await later.artefacts(work([1], 'one'))).made).toBe(true);
	});

	test('gives the same hash to the same bytes, whatever they were made from', async () => {
		const cache = new ArtefactCache(folder, 'code');
		const [one, same, other] = await Promise.all([
			cache.artefacts(work([1], 'bytes')),
			cache.artefacts(work([2], 'bytes')),
			cache.artefacts(work([3], 'Bytes'))
		]);
		expect(same.hash).toBe(one.hash);
		expect(other.hash).not.toBe(one.hash);
	});

	test('keeps nothing of a step that fails', async () => {
		const cache = new ArtefactCache(folder, 'code');
		const failing = { ...work([1], 'half'), run: () => Promise.reject(new Error('no')) };
		await expect(cache.artefacts(failing)).rejects.toThrow('no');
		expect(readdirSync(folder)).toEqual([]);
		expect((await cache.artefacts(work([1], 'whole'))).made).toBe(true);
	});

	test('sweeps what nobody used for two weeks, and nothing else', async () => {
		const cache = new ArtefactCache(folder, 'code');
		const old = await cache.artefacts(work([1], 'old'));
		const used = await cache.artefacts(work([2], 'used'));
		const longAgo = new Date(Date.now() - 15 * 24 * 3600 * 1000);
		for (const one of [old, used]) utimesSync(one.folder, longAgo, longAgo);
		await cache.artefacts(work([2], 'used'));
		cache.sweep(new Date());
		expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([used.folder]);
	});
});
