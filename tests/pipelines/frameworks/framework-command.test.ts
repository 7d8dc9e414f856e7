import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { templateXlsx } from '#lib/export/tables/template-xlsx.ts';
import { framework } from '#lib/model/framework.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import { frameworkTemplate } from '#lib/model/framework-template.ts';
import { blankFramework } from '../../../pipelines/frameworks/blank-framework.ts';
import { importedFramework } from '../../../pipelines/frameworks/framework-command.ts';
import { declaredFramework } from '../../support/declared-frameworks.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'atalaya-framework-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const declarations = join(import.meta.dirname, '../../../data');
const at = (name: string) => join(folder, name);
const imported = (name: string, more: object = {}) =>
	importedFramework(at(name), { declarations, today: '2026-11-23', ...more });

async function form(change: (of: Framework) => void = () => {}) {
	const declared = structuredClone(declaredFramework('demo-alianza'));
	change(declared);
	writeFileSync(at('form.xlsx'), await templateXlsx(frameworkTemplate, declared));
	return declared;
}

describe('atalaya framework', () => {
	test('makes the YAML and the IATI of a filled form, and overwrites nothing', async () => {
		const declared = await form();
		const options = { out: at('out'), iati: at('out.xml') };
		const { text, isValid } = await imported('form.xlsx', options);
		expect(text).toMatch(/^\d+ rows, 0 rows left out, 0 errors, 1 frameworks\n$/);
		expect(isValid).toBe(true);
		const written: unknown = parse(readFileSync(at('out/demo-alianza.yaml'), 'utf8'));
		expect(framework.parse(written)).toEqual(declared);
		expect(readFileSync(at('out.xml'), 'utf8')).toContain('<iati-identifier>demo-alianza<');
		await expect(imported('form.xlsx', options)).rejects.toThrow('not overwritten');
	});

	test('names a country that there is not by its cell, and keeps all other rows', async () => {
		await form(({ lines }) => {
			lines[0]!.indicators[0]!.reported[0]!.country = 'XVB';
		});
		const { text, isValid } = await imported('form.xlsx', { out: at('out') });
		expect(text).toContain('form.xlsx:reported!D2: error unknown country: XVB, did you mean XVA');
		expect(text).toContain('1 rows left out');
		expect(isValid).toBe(false);
		expect(readdirSync(at('out'))).toEqual(['demo-alianza.yaml']);
	});

	test('writes an IATI file again as it is, with what breaks a rule named by line', async () => {
		const xml = `<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
<iati-activity xml:lang="en"><iati-identifier>X-1</iati-identifier><transaction ref="a &amp; b"/>
<result type="8"><title><narrative>Result</narrative></title>
<indicator measure="1"><title><narrative>Courses</narrative></title>
<period><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>
<target value="No"/><actual value="3"/></period></indicator></result></iati-activity>
</iati-activities>
`;
		writeFileSync(at('file.xml'), xml);
		const { text, isValid } = await imported('file.xml', { iati: at('copy.xml'), out: at('out') });
		expect(readFileSync(at('copy.xml'), 'utf8')).toBe(xml);
		expect(text.split('\n')).toEqual([
			'file.xml:4: error 9.55 iati-activity[1]/result[1]: type is no code of ResultType: 8',
			expect.stringMatching(
				/^file\.xml:7: warning 8\.9\.2 .*target\[1\]: value of target is no number: No$/
			),
			'file.xml:4: left-out result type that is no code, taken as other: 8',
			'file.xml:7: left-out value left out, as it is no number: "No"',
			'1 activities, 1 results, 1 indicators, 1 frameworks, 1 errors, 1 warnings',
			''
		]);
		expect(isValid).toBe(false);
		expect(readdirSync(at('out'))).toEqual(['x-1.yaml']);
	});

	test('refuses entities with what to do', async () => {
		const entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>';
		writeFileSync(at('file.xml'), `${entity}<iati-activities>&b;</iati-activities>`);
		await expect(imported('file.xml')).rejects.toThrow(/document type declaration refused/);
	});
});

describe('the blank framework', () => {
	test('is valid as it stands', () => {
		expect(framework.safeParse(parse(blankFramework)).error).toBeUndefined();
	});
});
