import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectOpening } from '../../../pipelines/site/build-site.ts';

let data: string;
beforeEach(() => {
	data = mkdtempSync(join(tmpdir(), 'atalaya-site-'));
	mkdirSync(join(data, 'r1.0123456789ab', 'pages'), { recursive: true });
	const current = { release: 'r1', path: 'r1.0123456789ab' };
	writeFileSync(join(data, 'current.json'), JSON.stringify(current));
});
afterEach(() => rmSync(data, { recursive: true }));

const opening = () => expectOpening({ data, declarations: '/observatory' });

describe('expectOpening', () => {
	test('is content with a release that answers a view', () => {
		writeFileSync(join(data, 'r1.0123456789ab', 'pages', 'explore.json'), '{}');
		expect(opening).not.toThrow();
	});

	test('asks for a survey before pages are made that would open with nothing', () => {
		expect(opening).toThrow(
			/^no pages without a survey: .* no view of .observatory.explore.yaml; .*: release r1$/
		);
	});
});
