import { describe, expect, test } from 'vitest';
import { planAssumptions } from '#lib/export/plan-assumptions.ts';
import { answerTexts } from '#lib/export/plan-words.ts';
import { preAnalysis, preAnalysisSheet } from '#lib/export/pre-analysis.ts';
import { type SheetText, sheetTexts } from '#lib/export/sheet-words.ts';
import { planAnswer } from '#lib/impact/planning/plan-answer.ts';
import {
	type PlanChoices,
	evaluationPlan,
	planChoices,
	planDesign
} from '#lib/model/evaluation-plan.ts';
import { type Locale, locales } from '#lib/model/locales.ts';

const empty = Object.fromEntries(sheetTexts.map((name) => [name, ''])) as Record<SheetText, string>;
const planOf = (asked: Partial<PlanChoices>) => evaluationPlan(planChoices.parse(asked));

function wordsOf(
	plan: ReturnType<typeof planOf>,
	texts: Partial<Record<SheetText, string>> = {},
	locale: Locale = 'en'
) {
	const [date, address] = ['2026-11-23', 'https://example.org/en/impact/planner/?design=panel'];
	return { locale, texts: { ...empty, ...texts }, answer: planAnswer(plan), date, address };
}

const sheetOf = (
	asked: Partial<PlanChoices>,
	texts?: Partial<Record<SheetText, string>>,
	locale?: Locale
) => preAnalysisSheet(planOf(asked), wordsOf(planOf(asked), texts, locale));

describe('a pre-analysis sheet', () => {
	test('has every part in order, and its date', () => {
		const headings = sheetOf({}).match(/^#+ .*$/gm);
		expect(headings).toEqual([
			'# Pre-analysis sheet',
			...[
				...['Question', 'Population', 'Programme and date', 'Comparison', 'Outcome and harms'],
				...['Estimand', 'Method and main model', 'Inference', 'Several outcomes'],
				...['Missing data', 'What would change our mind', 'Robustness checks'],
				...['Detectable effect and sample', 'Data', 'People and registration']
			].map((heading, i) => `## ${i + 1}. ${heading}`)
		]);
		expect(sheetOf({})).toContain('Sheet made on November 23, 2026 with');
	});

	test('shows what was written, and a line where nothing was', () => {
		const line = '_'.repeat(60);
		const sheet = sheetOf({}, { question: 'Did visits help?\nAnd whom?\n\nFor how long?' });
		expect(sheet).toContain(
			'## 1. Question\n\nDid visits help?\\\nAnd whom?\n\nFor how long?\n\n## 2'
		);
		expect(sheet).toContain(`## 2. Population\n\n${line}\n\n## 3`);
		expect(sheet.split(line)).toHaveLength(sheetTexts.length);
	});

	test('lets no text become markup', () => {
		const hostile =
			'# Title\n- item\n1. one\n*bold* [x](javascript:1) <img src=x> `code` a|b ~c~\n===';
		const sheet = sheetOf({}, { author: hostile });
		expect(sheet).toContain(
			[
				...['\\# Title', '\\- item', '1\\. one'],
				'\\*bold\\* \\[x\\](javascript:1) \\<img src=x\\> \\`code\\` a\\|b \\~c\\~',
				'\\==='
			].join('\\\n')
		);
		expect(sheet.match(/^# /gm)).toHaveLength(1);
		expect(sheetOf({}, { author: 'A &amp; B & C' })).toContain('A \\&amp; B & C');
	});

	test('says the numbers of the answer with what they take for granted', () => {
		const sheet = sheetOf({ clusters: 60, icc: 0.02, outcomes: 3 });
		expect(sheet).toContain('With 60 clusters of 25 people, a change of 9.88');
		expect(sheet).toContain('t distribution with 58 degrees of freedom');
		expect(sheet).toContain('the design effect is 1.43');
		expect(sheet).toContain('uses a level of 1.67%');
		expect(sheet).toContain('3 main outcomes, adjusted by Holm');
	});

	test('of a refused plan says why instead of a number', () => {
		const sheet = sheetOf({ clusters: 4, treated: 25 });
		expect(sheet).toContain('This plan would not give an honest answer.');
		expect(sheet).not.toContain('could be detected');
	});

	test('declares harms and never counts arrests as success', () => {
		const sheet = sheetOf({ harms: ['trust', 'imprisonment'] });
		expect(sheet).toContain('main result: trust in institutions and imprisonment');
		expect(sheet).toContain('never as success');
	});

	test.for(
		planDesign.options.flatMap((design) => locales.map((locale) => [design, locale] as const))
	)('is whole for every design and language: %s %s', ([design, locale]) => {
		const plan = planOf({ design });
		const { sections } = preAnalysis(plan, wordsOf(plan, {}, locale));
		const texts = sections.flatMap(({ items }) =>
			items.flatMap((item) =>
				'items' in item ? item.items : item.kind === 'answer' ? [] : [item.text]
			)
		);
		expect(texts.length).toBeGreaterThan(25);
		expect(texts.filter((text) => /undefined|NaN|Infinity|\{|^$/.test(text))).toEqual([]);
	});
});

describe('the words of an answer', () => {
	const found = (asked: Partial<PlanChoices>) => {
		const plan = planOf(asked);
		const answer = planAnswer(plan);
		if (answer.kind === 'refused') throw new Error('refused');
		return { ...answerTexts(plan, answer, 'en'), plan, answer };
	};

	test('say where a change would lead, up and down', () => {
		expect(found({ design: 'individual' }).found).toBe(
			'With 800 people, a change of 9.57 percentage points or more could be detected: a fall from 30% to 20.4%.'
		);
		expect(found({ design: 'individual', effect: 8 }).found).toContain('a rise from 30% to');
	});

	test('say when no change of that size is possible', () => {
		const { found: text, isEnough } = found({ people: 60, design: 'individual', baseline: 12 });
		expect(text).toContain('which does not fit from a level of 12%');
		expect(isEnough).toBe(false);
	});

	test('say the sample for the expected change, or that none will do', () => {
		expect(found({ design: 'individual' }).rest[0]).toContain('it would take 1,145 people');
		expect(found({ design: 'one-area', effect: -1 }).rest[0]).toContain('no reasonable size is');
		expect(found({ design: 'one-area' }).rest[1]).toBe(
			'The smallest possible p value is 0.032: 1 in 31.'
		);
	});

	test('no assumption speaks of what a design has not', () => {
		const { plan, answer } = found({ design: 'series' });
		const told = planAssumptions(plan, answer.detectable, 'en').join(' ');
		expect(told).not.toMatch(/lost|get the programme|ICC/);
		expect(told).toContain('AR(1)');
	});
});
