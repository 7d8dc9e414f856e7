import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refreshStaticFiles } from '../../../pipelines/site/static-files.ts';

let root: string;
const at = (path: string) => join(root, path);
const write = (path: string, content: string) => {
	mkdirSync(dirname(at(path)), { recursive: true });
	writeFileSync(at(path), content);
};
const refresh = () => refreshStaticFiles({ staticFiles: at('static'), assets: at('assets') });

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'atalaya-'));
	write('static/icon.svg', 'icon');
	write('static/fonts/sans.woff2', 'sans');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('refreshStaticFiles', () => {
	test('copies what changed and leaves the rest alone', () => {
		refresh();
		const before = statSync(at('assets/fonts/sans.woff2'));
		write('static/icon.svg', 'ICON');
		refresh();
		expect(readFileSync(at('assets/icon.svg'), 'utf8')).toBe('ICON');
		expect(statSync(at('assets/fonts/sans.woff2')).ctimeMs).toBe(before.ctimeMs);
	});

	test('removes files and folders that left static, and a file that became a folder', () => {
		write('static/old/deep/mark.svg', 'old');
		refresh();
		expect(existsSync(at('assets/old/deep/mark.svg'))).toBe(true);
		rmSync(at('static/old'), { recursive: true });
		rmSync(at('static/icon.svg'));
		write('static/icon.svg/small.svg', 'small');
		refresh();
		expect(existsSync(at('assets/old'))).toBe(false);
		expect(readFileSync(at('assets/icon.svg/small.svg'), 'utf8')).toBe('small');
	});

	test('neither copies nor removes releases', () => {
		write('static/data/current.json', 'public');
		write('assets/data/current.json', 'local');
		refresh();
		expect(readFileSync(at('assets/data/current.json'), 'utf8')).toBe('local');
	});
});
