import { beforeAll, describe, expect, test } from 'vitest';
import { figure } from '#lib/model/figure.ts';
import type { FigureProperties } from '#lib/model/properties.ts';
import { type Question, question } from '#lib/model/question.ts';
import type { BankQuestion, QuestionBank } from '#lib/model/question-bank.ts';
import { questionVerdict } from '#lib/model/questions/question-verdict.ts';
import { questionIn, shippedBank } from '../../support/shipped-questions.ts';

let bank: QuestionBank;
beforeAll(() => {
	bank = shippedBank();
});

const pair = (a: readonly [string, string], b: readonly [string, string]) =>
	questionVerdict(questionIn(bank, ...a), questionIn(bank, ...b), bank.overrides);

const envipe2017 = ['mx-envipe-2017', 'ap4-5-10'] as const;
const envipe2025 = ['mx-envipe-2025', 'ap4-5-10'] as const;
const ensu = ['mx-ensu-2018', 'bp1-4-5'] as const;
const encspa = ['co-encspa-2019', 'd-12-c'] as const;

/** Everything known of a question on sale; nothing differs but what a test says. */
const known: FigureProperties = {
	...{ people: 'residents', ages: { from: 18 }, area: 'national', among: 'all' },
	...{ modes: ['face-to-face'], frame: 'area', weighting: 'calibrated', weightingTotals: 'census' },
	...{ recall: 'none', radius: 'surroundings', verb: 'knows-or-heard', object: 'sale' },
	...{ response: 'multiple', unsure: 'apart' }
};

interface Made {
	readonly wave?: string;
	readonly asked?: Partial<Question>;
	readonly properties?: FigureProperties;
}

const made = ({ wave = 'a-2017', asked, properties }: Made = {}): BankQuestion => ({
	wave,
	question: question.parse({
		...{
			id: 'sale',
			concept: 'drug_sale_neighbourhood',
			language: 'es',
			wording: 'Se vende droga'
		},
		answers: [
			{ code: '10', label: 'Se vende droga' },
			{ code: '16', label: 'Ninguna' },
			{ code: '99', label: 'No sabe', missing: 'dont-know' }
		],
		...{ universe: { es: 'todos' }, recall: 'none', radius: 'surroundings' },
		source: { document: 'Cuestionario', producer: 'Oficina', year: 2017 },
		...asked
	}),
	figure: figure.parse({
		...{ source: wave, series: 'a', basis: 'survey', unit: 'person' },
		...{ concept: 'drug_sale_neighbourhood', properties: { ...known, ...properties } }
	})
});

const later = (rest: Made = {}) => made({ wave: 'a-2025', ...rest });

describe('the traps of the real surveys', () => {
	test('ENSU asks about sale and use in one: not comparable with ENVIPE, whatever else is known', () => {
		expect(pair(ensu, envipe2025)).toMatchObject({
			verdict: 'not-comparable',
			rule: 'sale-and-use-merged'
		});
		const codes = pair(ensu, envipe2025).differences.map(({ code }) => code);
		expect(codes).toEqual(
			expect.arrayContaining(['verb-differs', 'recall-differs', 'multiple-response'])
		);
	});

	test('ENVIPE moves the code of “none” from 16 to 18: said, and the verdict is that of one code', () => {
		const moved = pair(envipe2017, envipe2025);
		expect(moved.remarks).toContain('codes-moved');
		expect(moved.remarks).not.toContain('wording-differs');
		expect(moved.differences.map(({ code }) => code)).toEqual([
			'property-unknown',
			'property-unknown'
		]);
		const [a, b] = [questionIn(bank, ...envipe2017), questionIn(bank, ...envipe2025)];
		const unmoved = { ...b, question: { ...b.question, answers: a.question.answers } };
		const { remarks, ...verdict } = questionVerdict(a, unmoved);
		expect(remarks).not.toContain('codes-moved');
		expect(moved).toMatchObject(verdict);
	});

	test('ENUSC moves the question from P3_1_1 to P1_1_1: said, and the wording is the same', () => {
		const { remarks } = pair(['cl-enusc-2019', 'p3-1-1'], ['cl-enusc-2020', 'p1-1-1']);
		expect(remarks).toEqual(expect.arrayContaining(['variable-moved', 'number-moved']));
		expect(remarks).not.toContain('codes-moved');
		expect(remarks).not.toContain('answers-reworded');
	});

	test('ENUSC gives the name P3_1_1 to another question a year later', () => {
		expect(pair(['cl-enusc-2019', 'p3-1-1'], ['cl-enusc-2020', 'p3-1-1'])).toMatchObject({
			verdict: 'not-comparable',
			rule: 'concept-differs'
		});
	});

	test('the neighbourhood is not the surroundings, and what one thinks is not what one has heard', () => {
		const { verdict, differences } = pair(encspa, envipe2017);
		expect(verdict).toBe('not-comparable');
		expect(differences.map(({ code }) => code)).toEqual(
			expect.arrayContaining(['radius-differs', 'verb-differs', 'multiple-response'])
		);
	});

	test('“no period” is not the past twelve months', () => {
		expect(pair(['lapop-2014', 'vicbar3'], encspa).differences).toContainEqual({
			...{ property: 'recall', code: 'recall-differs', severity: 'not-comparable' },
			values: ['12-months', 'none']
		});
	});

	test('seen is not known, of the demonstration', () => {
		expect(pair(['demo-2022', 'drug-sale'], ['demo-2024', 'drug-sale'])).toMatchObject({
			verdict: 'not-comparable',
			rule: 'verb-differs'
		});
	});

	test('students are not people at home', () => {
		expect(pair(['us-yrbs-2019', 'q47'], ['siduc-household', 'cannabis-past-month'])).toMatchObject(
			{ verdict: 'not-comparable', rule: 'universe-differs' }
		);
	});

	test('a scale of three is not a scale of five', () => {
		expect(
			pair(['co-encspa-2019', 'g-06-a'], ['demo-2024', 'cannabis-access']).differences
		).toContainEqual(expect.objectContaining({ code: 'answers-differ' }));
	});

	test('words that are ours are never taken for those that were asked', () => {
		const { remarks } = pair(['lapop-2014', 'vicbar3'], encspa);
		expect(remarks).toContain('not-verified');
		expect(remarks).not.toContain('wording-differs');
		expect(
			pair(['siduc-household', 'cannabis-ever'], ['demo-2024', 'cannabis-ever']).remarks
		).toEqual(expect.arrayContaining(['not-verified', 'answers-not-stated']));
	});
});

describe('a verdict of two questions', () => {
	test('is the same where all is known and only a code moved', () => {
		const answers = [
			{ code: '10', label: 'Se vende droga' },
			{ code: '18', label: 'NINGUNA.' },
			{ code: '99', label: 'No sabe', missing: 'dont-know' as const }
		];
		expect(questionVerdict(made(), later({ asked: { answers } }))).toMatchObject({
			...{ verdict: 'same', rule: 'no-difference', remarks: ['codes-moved'] }
		});
		expect(questionVerdict(made(), later()).remarks).toEqual([]);
	});

	test.for<[string, FigureProperties, string]>([
		['sale and use in one', { object: 'sale-or-use' }, 'sale-and-use-merged'],
		['another area', { radius: 'block' }, 'radius-differs'],
		['seen', { verb: 'has-seen' }, 'verb-differs'],
		['another period', { recall: '3-months' }, 'recall-differs'],
		['one answer', { response: 'single' }, 'multiple-response'],
		['an area nobody has documented', { radius: 'other' }, 'property-unknown'],
		['users alone', { among: 'past-year-users' }, 'universe-differs']
	])('is not comparable: %s', ([, properties, rule]) => {
		expect(questionVerdict(made(), later({ properties }))).toMatchObject({
			...{ verdict: 'not-comparable', rule, remarks: [] }
		});
	});

	test.for<[string, Partial<Question>, string[]]>([
		['another variable', { variable: 'Q1' }, []],
		['other words', { wording: 'Se vende marihuana' }, ['wording-differs']],
		['words of ours', { wording: 'Se pregunta', verified: false }, ['not-verified']],
		['another language', { language: 'en' }, ['language-differs']],
		['asked of fewer', { filter: { es: 'quienes oyeron' } }, ['filter-differs']],
		['no answers', { answers: [], verified: false }, ['answers-not-stated', 'not-verified']]
	])('has its remarks: %s', ([, asked, remarks]) => {
		expect(questionVerdict(made(), later({ asked })).remarks).toEqual(remarks);
	});

	test('says where the question stands elsewhere, if both say where', () => {
		const placed = (position: number, number: string, variable: string) => ({
			asked: { position, number, variable }
		});
		expect(
			questionVerdict(made(placed(1, 'P3', 'P3_1_1')), later(placed(2, 'P1', 'P1_1_1'))).remarks
		).toEqual(['variable-moved', 'number-moved', 'position-moved']);
	});

	test('knows the versions of a split ballot, in one wave alone', () => {
		const version = (name: string, wave?: string) =>
			made({ asked: { version: name }, ...(wave ? { wave } : {}) });
		expect(questionVerdict(version('a'), version('b')).remarks).toEqual(['split-ballot']);
		expect(questionVerdict(version('a'), version('b', 'a-2025')).remarks).toEqual([]);
	});

	test('obeys a signature, and keeps what differs in sight', () => {
		const override = {
			...{ concept: 'drug_sale_neighbourhood', between: ['a-2017', 'a-2025'] as [string, string] },
			...{ verdict: 'close' as const, reason: { es: 'probado' }, signedBy: 'Ana, INE' },
			date: '2026-01-01'
		};
		const found = questionVerdict(made(), later({ properties: { radius: 'block' } }), [override]);
		expect(found).toMatchObject({ verdict: 'close', rule: 'override' });
		expect(found.differences).toHaveLength(1);
	});
});
