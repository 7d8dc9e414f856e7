import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyHeader } from '../../../pipelines/csp.js';
import { writeHostSamples } from '../../../pipelines/site/hosting.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-hosting-'));
const page = (hash: string) =>
	`<meta http-equiv="content-security-policy" content="script-src 'self' '${hash}'; base-uri 'self'">`;

beforeAll(() => {
	mkdirSync(join(folder, 'es'));
	writeFileSync(join(folder, 'es', 'index.html'), page('sha256-b='));
	writeFileSync(join(folder, 'index.html'), page('sha256-a='));
	writeFileSync(join(folder, 'again.html'), page('sha256-a='));
	writeFileSync(join(folder, 'plain.html'), '<p>');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('writeHostSamples', () => {
	test('lets through the scripts of all pages, each once', async () => {
		expect(await writeHostSamples({ folder })).toBe(policyHeader(['sha256-a=', 'sha256-b=']));
	});

	test('writes the same policy for both kinds of host, under the base path', async () => {
		const policy = await writeHostSamples({ folder, basePath: '/sub' });
		const headers = readFileSync(join(folder, '_headers'), 'utf8');
		expect(headers).toMatch(/^\/sub\/\*\n/);
		expect(headers).toContain(`\n  Content-Security-Policy: ${policy}\n`);
		expect(headers).toContain('\n/sub/_app/immutable/*\n  Cache-Control: public, max-age=31536000');
		const nginx = readFileSync(join(folder, 'nginx.conf'), 'utf8');
		expect(nginx).toContain(`add_header Content-Security-Policy "${policy}" always;`);
		expect(nginx).toContain('error_page 404 /sub/404.html;');
	});
});
