import { describe, expect, test } from 'vitest';
import { type Edit, faultsAfter, faultsOf } from '../../support/declared-faults.ts';
import type { Instance } from '../../support/instance.ts';
import { testBaseline } from '../../support/test-baseline.ts';

const survey = 'surveys/test-2024/survey.yaml';
const questions = 'surveys/test-2024/questions.yaml';
const indicator = 'indicators/sees-sale.yaml';

const fault = (file: string, from: string, to: string): Edit => ({ file, from, to });

type Case = readonly [string, Edit, string];

function expectOnly(edit: Edit, expected: string, prepare?: (instance: Instance) => void) {
	const { lines, place } = faultsAfter(edit, prepare);
	expect(lines).toEqual([`${place}: ${expected}`]);
}

describe('a survey', () => {
	test.for<Case>([
		[
			'maps a concept that is there',
			fault(survey, 'concept: sees_sale', 'concept: ‸sees_slae'),
			'mappings[1].concept: unknown concept: sees_slae, did you mean sees_sale'
		],
		[
			'maps a concept without a likely correction',
			fault(survey, 'concept: sees_sale', 'concept: ‸wealth'),
			'mappings[1].concept: unknown concept: wealth'
		],
		[
			'gives codes the categories of the concept',
			fault(survey, '"2": woman', '"2": ‸wommen'),
			'mappings[0].codes.2: unknown category of sex: wommen, did you mean woman'
		],
		[
			'gives present a category of the concept',
			fault(survey, 'present: yes', 'present: ‸maybe'),
			'mappings[2].present: unknown category of ever_used: maybe'
		],
		[
			'gives numbers a range',
			fault(
				survey,
				'concept: ever_used\n    file: users\n    present: yes',
				'concept: ‸ever_used\n    file: users\n    variable: x\n    range: [0, 1]'
			),
			'mappings[2].concept: ever_used is a category: range belongs to numbers, the rest to categories'
		],
		[
			'gives no code two meanings',
			fault(survey, '"9": refused', '‸"2": refused'),
			'mappings[1].missing.2: code stands in codes too: 2'
		],
		[
			'reads files that it has',
			fault(survey, 'file: people\n    variable: sex', 'file: ‸peolpe\n    variable: sex'),
			'mappings[0].file: unknown file: peolpe, did you mean people'
		],
		[
			'designs files that it has',
			fault(survey, 'file: people\n      weights', 'file: ‸homes\n      weights'),
			'design.units[0].file: unknown file: homes'
		],
		[
			'joins files that it has',
			fault(survey, 'joins: people', 'joins: ‸peolpe'),
			'files[1].joins: unknown file: peolpe, did you mean people'
		],
		[
			'maps units that it designs',
			fault(survey, 'concept: sex', 'concept: sex\n    units: [person, ‸household]'),
			'mappings[0].units[1]: unit without a design: household'
		],
		[
			'maps a concept once for a unit',
			fault(
				survey,
				'- concept: sees_sale',
				'- ‸concept: sex\n    codes: {}\n    file: people\n    variable: x\n  - concept: sees_sale'
			),
			'mappings[1]: mapped twice: sex of person'
		],
		[
			'checks files that it has',
			fault(
				survey,
				'maxRejectedShare',
				'checks: [{ kind: rows, file: ‸homes, min: 1, max: 2 }]\nmaxRejectedShare'
			),
			'checks[0].file: unknown file: homes'
		],
		[
			'checks totals of weights that it has',
			fault(
				survey,
				'maxRejectedShare',
				'checks: [{ kind: weighted-total, weight: ‸mian, total: 1, tolerance: 0 }]\nmaxRejectedShare'
			),
			'checks[0].weight: unknown weight of person: mian, did you mean main'
		],
		[
			'checks domains by categories of the concept',
			fault(
				survey,
				'maxRejectedShare',
				'checks: [{ kind: weighted-total, total: 1, tolerance: 0, where: [{ concept: sex, categories: [‸women] }] }]\nmaxRejectedShare'
			),
			'checks[0].where[0].categories[0]: unknown category of sex: women, did you mean woman'
		],
		[
			'asks about concepts that are there',
			fault(questions, 'concept: sees_sale', 'concept: ‸sale'),
			'[0].concept: unknown concept: sale'
		]
	])('%s', ([, edit, expected]) => {
		expectOnly(edit, expected);
	});

	test('has each question once', () => {
		const lines = faultsOf(({ write }) => {
			const question = `{ id: sees, concept: sees_sale, language: es, wording: x, recall: none,
  radius: none, answers: [{ code: '1', label: x }], universe: { en: x },
  source: { document: x, producer: y, year: 2024 } }`;
			write(`data/${questions}`, `- ${question}\n- ${question}\n`);
		});
		expect(lines).toEqual([`${questions}:4:9: [1].id: an earlier question has this id: sees`]);
	});
});

describe('what refers to surveys, concepts and indicators', () => {
	test.for<Case>([
		[
			'an indicator, to a concept',
			fault(indicator, 'concept: sees_sale', 'concept: ‸sees_sales'),
			'concept: unknown concept: sees_sales, did you mean sees_sale'
		],
		[
			'an indicator, to categories',
			fault(indicator, '- yes', '- yes\n  - ‸noo'),
			'numerator[1]: unknown category of sees_sale: noo, did you mean no'
		],
		[
			'a mean, to a number',
			fault(
				indicator,
				'statistic: proportion\nconcept: sees_sale\nnumerator:\n  - yes',
				'statistic: mean\nconcept: ‸sees_sale'
			),
			'concept: a mean needs a number concept: sees_sale'
		],
		[
			'a view, to a survey',
			fault('explore.yaml', 'survey: test-2024', 'survey: ‸test-2025'),
			'views[0].survey: unknown survey: test-2025, did you mean test-2024'
		],
		[
			'a view, to an indicator',
			fault('explore.yaml', 'indicator: sees-sale', 'indicator: ‸sees'),
			'views[0].indicator: unknown indicator: sees'
		],
		[
			'a view, to a breakdown',
			fault('explore.yaml', '- sex', '- ‸sexx'),
			'views[0].by[0]: unknown concept: sexx, did you mean sex'
		],
		[
			'the explorer, to a quality profile',
			fault('explore.yaml', 'views:', 'profile: ‸strict\nviews:'),
			'profile: unknown quality profile: strict'
		],
		[
			'the plan, to categories of two groups',
			{
				file: 'estimates.yaml',
				to: 'comparisons: [{ kind: groups, concept: sex, of: ‸girl, against: man }]\n'
			},
			'comparisons[0].of: unknown category of sex: girl'
		],
		[
			'the plan, to concepts with categories',
			{ file: 'estimates.yaml', to: 'breakdowns: [sex, ‸first_age]\n' },
			'breakdowns[1]: a number, it has no categories: first_age'
		],
		[
			'the plan, to waves',
			{
				file: 'estimates.yaml',
				to: 'comparisons: [{ kind: waves, of: ‸test-2023, against: test-2024, overlap: independent }]\n'
			},
			'comparisons[0].of: unknown survey: test-2023, did you mean test-2024'
		],
		[
			'the plan, to countries',
			{
				file: 'estimates.yaml',
				to: 'comparisons:\n  - { kind: countries, of: test-2024, against: ‸test-2023 }\n'
			},
			'comparisons[0].against: unknown survey: test-2023, did you mean test-2024'
		],
		[
			'a correction, to indicators',
			{
				file: 'corrections.yaml',
				to: '- { date: 2024-07-01, release: r1, what: { en: x }, figures: [{ indicator: ‸sees-sael, of: { en: x }, before: 1, after: 2 }] }\n'
			},
			'[0].figures[0].indicator: unknown indicator: sees-sael, did you mean sees-sale'
		],
		[
			'a correction, to surveys',
			{
				file: 'corrections.yaml',
				to: '- { date: 2024-07-01, release: r1, what: { en: x }, figures: [{ indicator: sees-sale, survey: ‸test-2023, of: { en: x }, before: 1, after: 2 }] }\n'
			},
			'[0].figures[0].survey: unknown survey: test-2023, did you mean test-2024'
		]
	])('%s', ([, edit, expected]) => {
		expectOnly(edit, expected);
	});
});

describe('a file with errors', () => {
	test('does not stop the checks of the others, and its references are reported once', () => {
		const lines = faultsOf((instance) => {
			instance.write('data/concepts/sees_sale.yaml', 'id: sees_sale\nkind: catgory\n');
			instance.write(
				'data/explore.yaml',
				'views:\n  - survey: test-2023\n    indicator: sees-sale\n'
			);
		});
		expect(lines).toEqual([
			'concepts/sees_sale.yaml:1:1: references to it that were not checked, because of its errors: 3',
			'concepts/sees_sale.yaml:2:7: kind: expected one of category, number (did you mean "category"?), received "catgory"',
			'explore.yaml:2:13: views[0].survey: unknown survey: test-2023, did you mean test-2024'
		]);
	});

	test('is known under the id that it gives itself, too', () => {
		const lines = faultsOf((instance) => {
			instance.write('data/concepts/height.yaml', 'id: tallness\nkind: number\n');
			instance.write(
				'data/explore.yaml',
				'views: [{ survey: test-2024, indicator: sees-sale, by: [tallness, height] }]\n'
			);
		});
		expect(lines.filter((line) => line.startsWith('explore.yaml'))).toEqual([]);
		expect(lines).toContain(
			'concepts/height.yaml:1:1: references to it that were not checked, because of its errors: 2'
		);
	});
});

describe('a baseline', () => {
	const file = 'baselines/sale-2024.yaml';
	const withBaseline =
		(changes: Record<string, unknown> = {}) =>
		(instance: Instance) =>
			instance.yaml(`data/${file}`, testBaseline(changes));

	/** Each with a seal of its own: what is wrong is what it refers to. */
	test.for<[string, Record<string, unknown>, string]>([
		[
			'a survey',
			{ survey: 'test-2023' },
			'frozen.survey: unknown survey: test-2023, did you mean test-2024'
		],
		['an indicator', { indicator: 'buys' }, 'frozen.indicator: unknown indicator: buys'],
		[
			'a weight of the survey',
			{ weight: 'mian' },
			'frozen.weight: unknown weight of person: mian, did you mean main'
		],
		[
			'a question about the concept',
			{ question: 'seen' },
			'frozen.question: unknown question of test-2024 about sees_sale: seen, did you mean sees'
		],
		[
			'the question, if there is one',
			{ question: undefined },
			'frozen.question: missing, the wording is known: sees'
		],
		[
			'a territory of the survey',
			{ territory: 'man' },
			'frozen.territory: unknown territory of test-2024: man'
		],
		[
			'a group of the survey',
			{ group: { sex: 'men' } },
			'frozen.group.sex: unknown category of sex: men, did you mean man'
		],
		[
			'a concept that the survey maps',
			{ group: { age: 'old' } },
			'frozen.group.age: not mapped by test-2024 for person: age'
		],
		[
			'the time of the fieldwork',
			{ period: '2023' },
			'frozen.period: not when test-2024 was in the field, 2024-01-01 to 2024-02-01: 2023'
		],
		[
			'a day after the fieldwork',
			{ date: '2024-01-31' },
			'frozen.date: before the end of the fieldwork, 2024-02-01: 2024-01-31'
		],
		[
			'a share of one',
			{ estimate: 25, lower: 13, upper: 42 },
			'frozen.estimate: a proportion is between 0 and 1: 25'
		]
	])('refers to %s', ([, changes, expected]) => {
		const lines = faultsOf(withBaseline(changes));
		expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([expected]);
	});

	test('takes territories from the concepts of the plan', () => {
		const lines = faultsOf((instance) => {
			withBaseline({ territory: 'man' })(instance);
			instance.write('data/estimates.yaml', 'territories: [sex]\n');
			instance.yaml('data/territories/test-areas.yaml', {
				...{ id: 'test-areas', level: 'state', source: 'made up' },
				territories: ['man', 'woman'].map((id) => ({ id, name: { en: id } }))
			});
		});
		expect(lines).toEqual([]);
	});

	test('refers to an indicator whose concept the survey maps', () => {
		const edit = fault(survey, 'concept: sees_sale', 'concept: seen');
		const { lines } = faultsAfter(edit, (instance) => {
			withBaseline()(instance);
			instance.yaml('data/concepts/seen.yaml', {
				...{ id: 'seen', kind: 'category', label: { en: 'x' }, definition: { en: 'x' } },
				categories: ['yes', 'no'].map((id) => ({ id, label: { en: id } }))
			});
		});
		expect(lines).toEqual([
			`${file}:7:14: frozen.indicator: not mapped by test-2024 for person: sees_sale`
		]);
	});

	test.for<readonly [string, string]>([
		['estimate: 0.25', 'estimate: 0.26'],
		['  n: 60', '  n: 61'],
		['release: r1', 'release: r2'],
		['period: "2024"', 'period: 2024-02'],
		['unsure: exclude', 'unsure: category']
	])('breaks its seal when what is frozen changes: %s', ([from, to]) => {
		const { lines } = faultsAfter(fault(file, from, to), withBaseline());
		expect(lines).toEqual([
			expect.stringMatching(
				/:25:7: seal: not the seal of the frozen figure, which must not change: /
			)
		]);
	});

	test('does not tell the right seal', () => {
		const right = String(testBaseline({ n: 61 })['seal']);
		expect(right).toMatch(/^[0-9a-f]{64}$/);
		const { lines } = faultsAfter(fault(file, '  n: 60', '  n: 61'), withBaseline());
		expect(lines.join()).not.toContain(right);
	});

	test('keeps its seal when it is revised, or its words are improved', () => {
		const revisions =
			'revisions: [{ release: r2, date: 2024-12-01, reason: { en: x }, estimate: 0.3, standardError: null, n: null }]\n';
		for (const [from, to] of [
			['why:', `${revisions}why:`],
			['es: before the programme', 'es: antes del programa']
		] as const)
			expect(faultsAfter(fault(file, from, to), withBaseline()).lines).toEqual([]);
	});
});
