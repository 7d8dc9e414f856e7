import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { registerFile } from '#lib/model/registers/registers.ts';
import {
	blankQuestionnaire,
	filledQuestionnaire
} from '../../pipelines/questionnaires/questionnaire-command.ts';
import { declaredRegisters, filledWorkbook } from '../support/questionnaires.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'atalaya-questionnaire-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const declarations = join(import.meta.dirname, '../../data');
const here = { declarations, today: '2026-12-31' };
const services = declaredRegisters.find(({ id }) => id === 'services')!;

describe('atalaya questionnaire', () => {
	test('writes a blank one, and overwrites nothing', async () => {
		const asked = { ...here, language: 'fr', out: at('blank.xlsx') };
		expect(await blankQuestionnaire('services', asked)).toBe(`wrote ${at('blank.xlsx')}\n`);
		const { text, isValid } = await filledQuestionnaire(at('blank.xlsx'), here);
		expect(text).toBe('services: 0 rows, 0 rows left out, 0 errors\n');
		expect(isValid).toBe(true);
		await expect(blankQuestionnaire('services', asked)).rejects.toThrow('not overwritten');
		await expect(blankQuestionnaire('servces', asked)).rejects.toThrow('did you mean "services"');
		await expect(blankQuestionnaire('services', { ...asked, language: 'de' })).rejects.toThrow(
			'not a language'
		);
	});

	test('names a fault by cell, and writes what is in order beside what was left out', async () => {
		const entries = services.entries.map((one, i) =>
			i === 1 ? { ...one, place: 'nowhere' } : one
		);
		writeFileSync(at('form.xlsx'), await filledWorkbook('services', { id: 'services', entries }));
		const asked = { ...here, out: at('out') };
		const { text, isValid } = await filledQuestionnaire(at('form.xlsx'), asked);
		expect(text).toMatch(/^form\.xlsx:services!C4: error: unknown entry of places: nowhere$/m);
		expect(text).toContain(`services: ${entries.length} rows, 1 rows left out, 1 errors`);
		expect(isValid).toBe(false);
		expect(readdirSync(at('out'))).toEqual(['services.left-out.csv', 'services.yaml']);
		const written = registerFile.parse(parse(readFileSync(at('out/services.yaml'), 'utf8')));
		expect(written.entries).toEqual(services.entries.filter((_, i) => i !== 1));
		expect(readFileSync(at('out/services.left-out.csv'), 'utf8')).toContain('nowhere');
		await expect(filledQuestionnaire(at('form.xlsx'), asked)).rejects.toThrow('not overwritten');
	});

	test('reads YAML, its faults by line and column', async () => {
		const text = readFileSync(join(declarations, 'registers/services.yaml'), 'utf8');
		writeFileSync(at('services.yaml'), text.replace('type: treatment', 'type: tretment'));
		const found = await filledQuestionnaire(at('services.yaml'), here);
		expect(found.text).toMatch(
			/^services\.yaml:13:11: error: unknown code of service-types: tretment, did you mean treatment$/m
		);
		expect(found.isValid).toBe(false);
	});
});
