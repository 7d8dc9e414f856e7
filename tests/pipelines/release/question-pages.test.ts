import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparability } from '#lib/model/comparability.ts';
import type { Question } from '#lib/model/question.ts';
import { type QuestionBank, questionBank } from '#lib/model/question-bank.ts';
import {
	type Declarations,
	readDeclarations
} from '../../../pipelines/declarations/declarations.ts';
import { questionPages } from '../../../pipelines/release/question-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-questions-'));
let declarations: Declarations;
let bank: QuestionBank;

beforeAll(() => {
	declarations = readDeclarations(join(import.meta.dirname, '../../../data'));
	bank = pageOf(declarations);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pageOf(declared: Declarations, profile: 'public' | 'local' = 'public'): QuestionBank {
	const built = ['demo-2022', 'demo-2024'];
	const [page] = questionPages(declared, { profile, built, folder });
	expect(page).toMatchObject({ path: 'pages/questions.json', kind: 'page', tier: 'open' });
	return questionBank.parse(JSON.parse(readFileSync(join(folder, page!.path), 'utf8')));
}

const withTier = (id: string, tier: 'local' | 'open'): Declarations => ({
	...declarations,
	surveys: declarations.surveys.map((one) =>
		one.survey.id === id ? { ...one, survey: { ...one.survey, tier } } : one
	)
});

describe('pages/questions.json', () => {
	test('has every question of every survey and of every wave without data, once', () => {
		const of = (wave: string, questions: readonly Question[]) =>
			questions.map(({ id }) => `${wave} ${id}`);
		const all = [
			...declarations.surveys.flatMap(({ survey, questions }) => of(survey.id, questions)),
			...declarations.waves.flatMap(({ wave, questions }) => of(wave.id, questions))
		];
		const found = bank.questions.map(({ wave, question }) => `${wave} ${question.id}`);
		expect([...found].sort()).toEqual(all.sort());
	});

	test('has waves without data as those that hold questions, without what only verdicts need', () => {
		const found = bank.waves.find(({ id }) => id === 'mx-envipe-2025');
		expect(found).toMatchObject({ kind: 'survey', holds: 'questions', country: 'MEX', year: 2025 });
		expect(found).not.toHaveProperty('properties');
		expect(declarations.surveys.map(({ survey }) => survey.id)).not.toContain('mx-envipe-2025');
	});

	test('ends with protocols, which belong to no country', () => {
		expect(bank.waves.at(-1)).toMatchObject({ id: 'siduc-household', kind: 'protocol' });
		expect(bank.waves.at(-1)).not.toHaveProperty('country');
	});

	test('recommends one question of a concept, of those that it shows', () => {
		expect(bank.recommended.length).toBe(declarations.recommended.length);
		const local = pageOf(withTier('co-encspa-2019', 'local')).recommended;
		expect(local.map(({ wave }) => wave)).not.toContain('co-encspa-2019');
		expect(local.length).toBeGreaterThan(0);
	});

	test('says of which waves the release has figures', () => {
		const holds = new Map(bank.waves.map((wave) => [wave.id, wave.holds]));
		expect(holds.get('demo-2024')).toBe('figures');
		expect(holds.get('co-encspa-2019')).toBe('questions');
	});

	test('begins with the latest wave, and keeps questions in the order of their waves', () => {
		const ends = bank.waves.filter(({ kind }) => kind === 'survey').map(({ year = 0 }) => year);
		expect(ends).toEqual([...ends].sort((a, b) => b - a));
		const order = [...new Set(bank.questions.map(({ wave }) => wave))];
		expect(order).toEqual(bank.waves.map(({ id }) => id));
	});

	test('has the concepts that are asked about, and no other', () => {
		const asked = new Set(bank.questions.map(({ question }) => question.concept));
		expect(new Set(bank.concepts.map(({ id }) => id))).toEqual(asked);
	});

	test('lets two waves be compared by the figures of their questions', () => {
		const sale = (wave: string) =>
			bank.questions.find(
				(one) => one.wave === wave && one.question.concept === 'drug_sale_neighbourhood'
			)!.figure;
		expect(comparability(sale('demo-2022'), sale('demo-2024'))).toMatchObject({
			verdict: 'not-comparable',
			rule: 'verb-differs'
		});
		expect(comparability(sale('demo-2022'), sale('demo-2022')).verdict).toBe('same');
	});

	test('has the questions of a local survey on this machine only', () => {
		const declared = withTier('cl-enusc-2020', 'local');
		const wavesOf = (page: QuestionBank) => page.waves.map(({ id }) => id);
		expect(wavesOf(pageOf(declared, 'local'))).toContain('cl-enusc-2020');
		expect(wavesOf(pageOf(declared))).not.toContain('cl-enusc-2020');
	});

	test('is not there where no question is', () => {
		const surveys = declarations.surveys.map((one) => ({ ...one, questions: [] }));
		const none = { profile: 'public', built: [], folder } as const;
		expect(questionPages({ ...declarations, surveys, waves: [] }, none)).toEqual([]);
	});
});
