import { describe, expect, test } from 'vitest';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import type { ComparedFigure } from '../../src/routes/[lang]/explore/compared-figure.ts';
import { breaksOf } from '../../src/routes/[lang]/explore/words/breaks.ts';
import {
	comparedNotes,
	comparedRows,
	comparedTable
} from '../../src/routes/[lang]/explore/words/comparisons.ts';
import { factsOf } from '../../src/routes/[lang]/explore/words/explanation.ts';
import type { WordsOptions } from '../../src/routes/[lang]/explore/words/labels.ts';
import { linesOf, panelsOf } from '../../src/routes/[lang]/explore/words/lines.ts';
import { markLines, markNotes } from '../../src/routes/[lang]/explore/words/marks.ts';
import { notes, title } from '../../src/routes/[lang]/explore/words/notes.ts';
import {
	answerCategories,
	answerRows,
	formOf,
	formsOf,
	trendBreaks,
	trendRows
} from '../../src/routes/[lang]/explore/words/pictures.ts';
import { tableRows } from '../../src/routes/[lang]/explore/words/table.ts';
import { exploreCatalogue } from '../support/explore-catalogue.ts';
import { noFigure, shownAnswer, shownFigure } from '../support/shown-answers.ts';

const figureOf = (source: string, verb: string) => ({
	...{ source, series: 's', basis: 'survey', concept: 'seen', unit: 'person' },
	properties: { verb, recall: '12-months', radius: 'neighbourhood', modes: ['web'] }
});

/** The catalogue with a second wave whose question has another verb, and a third like the second. */
const catalogue: Catalogue = catalogueSchema.parse({
	...exploreCatalogue,
	surveys: [
		{ ...exploreCatalogue.surveys[0], compared: [figureOf('both', 'has-seen')] },
		...(['2025', '2026'] as const).map((year) => ({
			...exploreCatalogue.surveys[0],
			...{ id: `wave-${year}`, shortTitle: { en: `Wave ${year}` } },
			fieldwork: { start: `${year}-01-01`, end: `${year}-02-01` },
			compared: [figureOf(`wave-${year}`, 'knows-or-heard')]
		}))
	],
	quality: [],
	overrides: [
		{
			...{ concept: 'seen', between: ['wave-2025', 'wave-2026'], verdict: 'same' },
			...{ reason: { en: 'The same questionnaire' }, signedBy: 'Test office', date: '2026-06-01' }
		}
	]
});

const at = (category: string, value: number): ShownFigure =>
	shownFigure({
		domain: [{ concept: 'sex', category }],
		estimate: value,
		lower: value - 0.1,
		upper: value + 0.1
	});

function words(
	changes: Partial<ExploreView>,
	figures?: readonly ShownFigure[],
	compared: ComparedFigure[] = []
): WordsOptions {
	const view = exploreView.parse({ survey: 'both', indicator: 'seen', ...changes });
	const resolved = resolvedView(catalogue, view);
	if (typeof resolved === 'string') throw new Error(resolved);
	const [first, ...others] = resolved.sources.map((survey) => ({
		survey,
		answer: shownAnswer({
			figures: figures ?? [shownFigure({ estimate: 0.25 })],
			overall: shownFigure({ estimate: 0.25 }),
			unsureShare: 0
		})
	}));
	return { catalogue, resolved, answers: [first!, ...others], compared, locale: 'en' };
}

describe('lines of an answer', () => {
	const sexes = [at('man', 0.3), at('woman', 0.2)];

	test('stand together by group, one a source', () => {
		const lines = linesOf(words({ also: ['wave-2025'], by: ['sex'] }, sexes));
		expect(lines.map(({ names }) => names.join(' | '))).toEqual([
			'man | both, 2024',
			'man | Wave 2025',
			'woman | both, 2024',
			'woman | Wave 2025'
		]);
	});

	test('are the same in picture and table', () => {
		const options = words({ by: ['sex'] }, sexes);
		const drawn = panelsOf(options).flatMap(({ rows }) =>
			rows.map(({ label, text }) => [label, text])
		);
		const written = tableRows(options).map((row) => [row['name_0'], row['value']]);
		expect(written.slice(0, -1)).toEqual(drawn);
	});

	test('of a withheld figure hold no number anywhere', () => {
		const options = words({ by: ['sex'] }, [
			noFigure({ domain: [{ concept: 'sex', category: 'man' }] }),
			at('woman', 0.2)
		]);
		const [row] = tableRows(options);
		const said = [
			...Object.values(row ?? {}),
			...Object.values<unknown>({ ...panelsOf(options)[0]?.rows[0] }),
			...factsOf(linesOf(options)[0]!, options).map(({ text }) => text)
		].filter((text): text is string => typeof text === 'string');
		expect(said.filter((text) => /\d/.test(text) && !/20\d\d|CC0/.test(text))).toEqual([]);
	});

	test('across a concept are divided among its pictures, none lost', () => {
		const both = ['urban', 'rural'].flatMap((area) =>
			['man', 'woman'].map((sex) =>
				shownFigure({
					domain: [
						{ concept: 'sex', category: sex },
						{ concept: 'area', category: area }
					]
				})
			)
		);
		const panels = panelsOf(words({ by: ['sex'], across: 'area' }, both));
		expect(panels.map((panel) => [panel.title, panel.rows.length])).toEqual([
			['urban', 2],
			['rural', 2]
		]);
	});
});

describe('pictures', () => {
	test('of waves are a trend in time, cut where the question changed', () => {
		const options = words({ also: ['wave-2026', 'wave-2025'] });
		expect(formsOf(options)[0]).toBe('trend');
		expect(trendRows(options).map(({ time }) => Math.floor(time))).toEqual([2024, 2026, 2025]);
		const breaks = trendBreaks(options);
		expect(breaks.map(({ between }) => between.map(Math.floor))).toEqual([[2024, 2025]]);
		expect(breaks[0]?.label).toContain('the question says something else');
		expect(breaksOf(options)).toHaveLength(1);
		expect(notes(options).join(' ')).toContain('are not comparable');
	});

	test('over time are marked by what happened between the first and the last wave', () => {
		const entry = (id: string, date: string, until?: string) => ({
			...{ id, title: { en: id }, date, until, where: 'Lima' },
			source: { document: 'Minutes', year: 2026, place: 'page 1' }
		});
		const marks = [
			entry('later', '2027'),
			entry('month', '2025-03', 'not stated'),
			entry('lasting', '2025', '2026-05-02'),
			entry('undated', 'not stated'),
			entry('before', '2023-12-31')
		];
		const options = { ...words({ also: ['wave-2026', 'wave-2025'] }), marks };
		expect(markLines(options).map(({ number, id, when }) => [number, id, when])).toEqual([
			[1, 'lasting', '2025 – May 2, 2026'],
			[2, 'month', 'March 2025']
		]);
		expect(markNotes(options)[2]).toBe('2. March 2025: month, Lima. Minutes (2026), page 1');
		expect(markLines({ ...options, marks: 'unread' })).toEqual([]);
		const bars = { ...words({ also: ['wave-2026', 'wave-2025'], chart: 'bars' }), marks };
		expect([markLines(bars), markNotes(bars)]).toEqual([[], []]);
	});

	test('are those that suit the answer, whatever the address asks for', () => {
		const two = words({ by: ['sex', 'area'], chart: 'heat' });
		expect([formOf(two), formsOf(two)]).toEqual(['heat', ['intervals', 'bars', 'heat']]);
		expect(formOf(words({ chart: 'heat' }))).toBe('intervals');
		const of = {
			concept: 'seen',
			unit: 'person',
			statistic: 'distribution',
			categories: []
		} as const;
		const answers = words({ indicator: undefined, of: { ...of, categories: [] }, chart: 'trend' });
		expect(formsOf(answers)).toEqual(['distribution', 'stacked', 'bars']);
	});
});

describe('a distribution', () => {
	test('has rows of its answers, with and without a breakdown', () => {
		const of = { concept: 'seen', unit: 'person', statistic: 'distribution' } as const;
		const asked = { indicator: undefined, of: { ...of, categories: [] } };
		const share = (category: string, domain: ShownFigure['domain']) =>
			shownFigure({ part: { category }, domain });
		const names = (options: WordsOptions) =>
			answerRows(options).map(({ label, group }) => [label, group]);
		const answers = ['yes', 'dont-know'];
		expect(
			names(
				words(
					asked,
					answers.map((one) => share(one, []))
				)
			)
		).toEqual([
			['All people', 'yes'],
			['All people', 'does not know']
		]);
		const man = [{ concept: 'sex', category: 'man' }];
		const bySex = words(
			{ ...asked, by: ['sex'] },
			answers.map((one) => share(one, man))
		);
		expect(names(bySex)).toEqual([
			['man', 'yes'],
			['man', 'does not know']
		]);
		expect(answerCategories(bySex).at(-1)).toEqual({ name: 'does not know', side: 'apart' });
	});
});

describe('a title', () => {
	const of = { concept: 'seen', unit: 'person', statistic: 'distribution', categories: [] };
	const share = (category: string, estimate: number, half: number) =>
		shownFigure({ part: { category }, estimate, lower: estimate - half, upper: estimate + half });
	const asked = { indicator: undefined, of: of as unknown as NonNullable<ExploreView['of']> };

	test('names the most common answer only where it is so beyond its error', () => {
		expect(title(words(asked, [share('yes', 0.6, 0.02), share('no', 0.4, 0.02)]))).toContain(
			'“yes” (60.0%)'
		);
		expect(title(words(asked, [share('yes', 0.51, 0.02), share('no', 0.49, 0.02)]))).toBe('seen');
	});

	test('says what every source says', () => {
		expect(title(words({ also: ['wave-2025'] }))).toBe(
			'seen: 25.0% (both, 2024); 25.0% (Wave 2025)'
		);
	});
});

describe('a comparison', () => {
	const compare = {
		against: 'both:man',
		kind: 'difference',
		samples: 'independent',
		anyway: false
	} as const;
	const difference: Comparison = {
		outcome: 'compared',
		...{ id: null, kind: 'difference', estimate: -0.1, standardError: 0.04 },
		...{ lower: -0.18, upper: -0.02, df: 30, t: -2.5, p: 0.018, adjustedP: 0.07 }
	};
	const sexes = [at('man', 0.3), at('woman', 0.2)];

	test('of shares is told in points, and read by its adjusted p', () => {
		const result = { kind: 'compared', comparison: difference } as const;
		const options = words({ by: ['sex'], compare }, sexes, [{ key: 'both:woman', result }]);
		expect(comparedTable(options)).toMatchObject([
			{
				group: 'woman',
				value: '-10.0',
				word: 'no clear difference',
				df: '30'
			}
		]);
		expect(comparedRows(options)[0]).toMatchObject({ value: -10, lower: -18, upper: -2 });
	});

	test('that is refused or suppressed has a reason and no number', () => {
		const found = { verdict: 'not-comparable', rule: 'verb-differs', differences: [] } as const;
		const options = words({ by: ['sex'], compare }, sexes, [
			{ key: 'both:woman', result: { kind: 'refused', found: { ...found, differences: [] } } }
		]);
		expect(comparedRows(options)[0]).toMatchObject({ value: undefined, lower: undefined });
		expect(comparedTable(options)[0]?.['value']).toMatch(/^not comparable: the question/);
		const hidden = words({ by: ['sex'], compare }, sexes, [
			{ key: 'both:woman', result: { kind: 'suppressed' } }
		]);
		expect(Object.values(comparedTable(hidden)[0] ?? {}).join(' ')).not.toMatch(/\d/);
	});

	test('made all the same says so beside its numbers', () => {
		const found = { verdict: 'not-comparable', rule: 'verb-differs', differences: [] };
		const result = { kind: 'compared', comparison: difference } as const;
		const options = words(
			{ also: ['wave-2025'], compare: { ...compare, against: 'both', anyway: true } },
			undefined,
			[
				{
					key: 'wave-2025',
					result,
					found: found as unknown as NonNullable<ComparedFigure['found']>
				}
			]
		);
		expect(comparedNotes(options)[0]).toContain('Compared anyway, although Wave 2025');
	});
});
