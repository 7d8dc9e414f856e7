import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { chartSvg } from '#lib/charts/chart-svg.ts';
import { locales } from '#lib/model/locales.ts';
import { filtersFromSearch } from '#lib/state/code-filters.ts';
import type { ComparedEntry } from '../../src/routes/[lang]/impact/words/compared.ts';
import type { TableView } from '../../src/routes/[lang]/impact/words/pictures/picture-view.ts';
import { surenessText } from '../../src/routes/[lang]/impact/words/effect-texts.ts';
import { filterFields } from '../../src/routes/[lang]/impact/words/filter-fields.ts';
import { passes } from '../../src/routes/[lang]/impact/words/filters.ts';
import { pictureCsv } from '../../src/routes/[lang]/impact/words/picture-csv.ts';
import { programmeView } from '../../src/routes/[lang]/impact/words/programme-view.ts';
import {
	compareKeys,
	compareSearch,
	compareViewOf,
	openingView
} from '../../src/routes/[lang]/impact/compare/compare-view.ts';
import { costsView } from '../../src/routes/[lang]/impact/compare/cost-pictures.ts';
import { forestInput } from '../../src/routes/[lang]/impact/compare/forest.ts';
import { together } from '../../src/routes/[lang]/impact/compare/pooled.ts';
import {
	balancePicture,
	discontinuityPicture,
	sensitivityPicture,
	seriesPicture,
	survivalPicture,
	syntheticPicture
} from '../support/design-pictures.ts';
import {
	baconPicture,
	eventStudyPicture,
	groupTimePicture,
	trendsPicture
} from '../support/evaluation-pictures.ts';
import { testPage, testedEffect } from '../support/programme-page.ts';

const pictures = [
	...[sensitivityPicture, baconPicture, trendsPicture(), eventStudyPicture(), groupTimePicture()],
	...[balancePicture, syntheticPicture, seriesPicture, discontinuityPicture, survivalPicture]
];
const rowOf = (change: string, values = {}, placebo = false) => ({
	...{ change, values, placebo, result: testedEffect() }
});
const page = testPage({
	pictures,
	evaluation: {
		robustness: [rowOf('covariates'), rowOf('placebo-outcome', { outcome: 'stops' }, true)]
	}
});

describe('the page of a programme', () => {
	test('shows pictures in the order in which a sceptic asks', () => {
		const { pictures: shown } = programmeView({ page, locale: 'en', release: '1' });
		expect(shown.map(({ id }) => id)).toEqual([
			...['trends', 'event-study', 'group-time', 'bacon', 'balance'],
			...['synthetic', 'series', 'discontinuity', 'survival', 'sensitivity']
		]);
	});

	test.for(locales)(
		'draws and tabulates every picture without a gap in its words: %s',
		(locale) => {
			const { pictures: shown, robustness } = programmeView({ page, locale, release: '1' });
			const { document } = parseHTML('<!doctype html><html><body></body></html>');
			for (const one of [...shown, ...(robustness ? [robustness] : [])]) {
				const texts = [one.title, one.subtitle, ...one.notes, JSON.stringify(one.tables)];
				expect(texts.join(' ')).not.toMatch(/undefined|NaN|impact_/);
				for (const { options } of one.charts)
					expect(chartSvg(options(358), document)).toContain('<svg');
			}
		}
	);

	test('names the series behind it, whose they are and how they were counted, and who did it by language', () => {
		const { programme } = page;
		const producer = { es: 'Oficina', en: 'Office' };
		const of = {
			...{ ...page, programme: { ...programme, producer, citation: producer } },
			sources: [
				{
					...{ series: 'deaths', title: { es: 'Muertes', en: 'Deaths' }, producer: 'Registry' },
					...{ citation: 'Registry (2020)', licence: 'CC BY 4.0', retrieved: '2026-11-01' },
					...{ vintage: { es: 'Primera', en: 'First' }, caution: { en: 'Late reports.' } },
					breaks: [{ period: '2015', reason: { es: 'otra ley.', en: 'another law.' } }]
				}
			]
		};
		const told = programmeView({ page: of, locale: 'en', release: '1' });
		const series = told.card.find(({ term }) => term === 'Series')?.meaning;
		expect(series).toMatch(/^Deaths: Registry \(2020\)\. First, .*Licence: CC BY 4\.0\.$/);
		expect(told.limits).toEqual([
			'Late reports.',
			'The series “Deaths” is counted otherwise from 2015 on: another law.'
		]);
		expect(told.citation).toContain('Office');
		expect(programmeView({ page: of, locale: 'fr', release: '1' }).citation).toContain(
			'Oficina [es]'
		);
	});

	test('keeps a placebo of another unit off the axis of the main outcome', () => {
		const { robustness } = programmeView({ page, locale: 'en', release: '1' });
		expect(robustness?.tables).toHaveLength(2);
		expect(JSON.stringify(robustness?.tables[1])).toContain('stops');
		expect(JSON.stringify(robustness?.tables[0])).not.toContain('stops');
	});
});

describe('words of a page', () => {
	const viewOf = (changed: Parameters<typeof testPage>[0], territory = (id: string) => names[id]) =>
		programmeView({ page: testPage(changed), locale: 'en', release: '1', territory });
	const names: Readonly<Record<string, string>> = { north: 'The North' };

	test('count as missing no cell that is a reference', () => {
		const cells = groupTimePicture().cells.map((cell) =>
			cell.estimate === null ? { ...cell, state: 'reference' } : cell
		);
		const subtitle = (picture: ReturnType<typeof groupTimePicture>) =>
			viewOf({ pictures: [picture] }).pictures[0]?.subtitle;
		expect(subtitle({ ...groupTimePicture(), cells })).toContain(`All ${cells.length} cells`);
		const blank = cells.map((cell, i) =>
			i === 0 ? { ...cell, estimate: null, state: 'no-controls' } : cell
		);
		expect(subtitle({ ...groupTimePicture(), cells: blank })).toContain(`1 of ${cells.length}`);
	});

	test('call a group by the name of its territory, or at least not by its id', () => {
		const robustness = ['north', 'south-west'].map((group) => rowOf('without-group', { group }));
		const shown = JSON.stringify(viewOf({ evaluation: { robustness } }).robustness?.tables);
		expect(shown).toContain('The North');
		expect(shown).toContain('South West');
	});

	test('say the unit of an outcome once, beside bare numbers', () => {
		const { rows } = viewOf({}).outcomes.table;
		expect(rows[1]).toMatchObject({ outcome: 'Stops by the police\n(stops)', effect: '+3.0' });
		expect(rows[0]?.['effect']).toBe('−6.0 points');
	});

	test('put no sign before what is written as nothing', () => {
		const tiny = { estimate: 0.0002, lower: -0.0004, upper: 0.0004 };
		const [first] = viewOf({ main: { relative: tiny } }).outcomes.table.rows;
		expect(first?.['relative']).toBe('0.0% (0.0% to 0.0%)');
		const effect = testedEffect({ estimate: 0.0002, lower: -0.1, upper: 0.1 });
		expect(viewOf({ main: { effect } }).outcomes.table.rows[0]?.['effect']).toBe('0 points');
	});

	test('say the unit of a table once, in its caption', () => {
		const { outcomes } = testPage().programme;
		const counted = { ...outcomes[0]!, scale: outcomes[1]!.scale };
		const counting = testPage({ pictures: [trendsPicture()] });
		const programme = { ...counting.programme, outcomes: [counted, outcomes[1]!] };
		const words = { page: { ...counting, programme }, locale: 'en', release: '1' } as const;
		const [{ caption, table }] = programmeView(words).pictures[0]!.tables as [TableView];
		expect(caption).toContain('(stops)');
		expect(JSON.stringify(table.rows)).not.toContain('stops');
	});

	test('tell few classes of propensity in words, whole sizes without a decimal', () => {
		const few = { treated: [0, 0.4, 0.6, 0], comparison: [0, 0.43, 0.57, 0] };
		const many = { treated: Array(5).fill(0.2), comparison: Array(5).fill(0.2) };
		const balance = (overlap: typeof few) => {
			const effectiveSize = { treated: 690, comparison: 709.96 };
			const picture = { ...balancePicture, effectiveSize, overlap };
			return viewOf({ pictures: [picture] }).pictures[0]!;
		};
		expect(balance(few).charts).toHaveLength(1);
		expect(balance(few).notes.join(' ')).toContain('from 0.25 to 0.5, 40% of the group');
		expect(balance(few).notes[0]).toContain('690 treated');
		expect(balance(few).notes[0]).toContain('710 comparison');
		expect(balance(many).charts).toHaveLength(2);
	});

	test('leave no change of a rank without its p', () => {
		const result = testedEffect({ inference: 'rank', lower: null, upper: null, pValue: 0.25 });
		const robustness = [{ ...rowOf('covariates'), result }];
		const { rows } = viewOf({ evaluation: { robustness } }).robustness!.tables[0]!.table;
		expect(rows[1]?.['estimate']).toContain('p by rank = 0.250');
	});

	test('say settings in words', () => {
		const settings = { clusteredBy: 'unit', base: 'universal', level: 0.95, event: 'seen' };
		const values = viewOf({ evaluation: { settings } }).settings.rows.map(({ value }) => value);
		expect(values.slice(2)).toEqual(['95%', 'People who saw drug selling']);
		expect(values.slice(0, 2).join()).not.toMatch(/impact_|^universal$/);
	});

	test('tell of territories how many are analysed, and of the ring that is not', () => {
		const effect = testedEffect();
		const ring = { kind: 'ring', units: 7, ring: effect, total: effect } as const;
		expect(viewOf({}).flow?.text).toContain('60 units are analysed: 36');
		expect(viewOf({ evaluation: { displacement: ring } }).flow?.text).toContain('Another 7');
	});
});

describe('numbers of a picture as a file', () => {
	const source = {
		...{ programme: 'mentors', outcome: 'seen', release: '1', citation: 'Us', licence: 'CC0' },
		synthetic: true
	};

	test('hold every number of it with all its digits', () => {
		const csv = pictureCsv(eventStudyPicture(2, 2), source);
		for (const { estimate } of eventStudyPicture(2, 2).points)
			expect(csv).toContain(String(estimate));
		expect(csv.split('\r\n')[0]).toMatch(/^\ufeffpart,programme,outcome,release,citation/);
	});

	test('repeat in a list what stands above it', () => {
		const csv = pictureCsv({ kind: 'x', lines: [{ group: 'a', points: [{ at: 1 }] }] }, source);
		expect(csv).toMatch(/points,.*a,1/);
	});
});

const entry = (id: string, changed: Partial<ComparedEntry> = {}): ComparedEntry => ({
	...{ id, title: id, synthetic: true, type: 'treatment', groups: ['children'], country: 'XVA' },
	...{ stage: 'ended', evidence: 'comparison', family: 'seen', outcome: 'Seen', isEffect: true },
	...{ why: '', verdict: 'Better', cost: null, sureness: '' },
	values: {
		relative: { estimate: -0.1, standardError: 0.02, lower: -0.14, upper: -0.06 },
		standardised: null
	},
	...changed
});

describe('programmes together', () => {
	const three = ['a', 'b', 'c'].map((id) => entry(id));

	test('are pooled from three on, within one family only', () => {
		expect(together(three, 'relative').kind).toBe('pooled');
		expect(together(three.slice(1), 'relative')).toEqual({ kind: 'few', comparable: 2 });
		expect(together([...three, entry('d', { family: 'other' })], 'relative').kind).toBe('families');
	});

	test('leave out what cannot be read as an effect, and draw it without limits', () => {
		const apart = entry('d', { isEffect: false, why: 'Cannot be read as an effect' });
		const found = together([...three, apart], 'relative');
		expect(found.kind === 'pooled' && found.ids).toEqual(['a', 'b', 'c']);
		const labels = { type: { treatment: 'Treatment' }, group: {}, country: {} };
		const input = forestInput([...three, apart], found, {
			view: openingView,
			labels,
			locale: 'en'
		});
		expect(input.groups[0]?.rows.at(-1)).toMatchObject({ lower: null, upper: null, weight: null });
		expect(input.groups[0]?.rows.at(-1)?.text).toContain('Cannot be read as an effect');
	});

	test('say how sure a result without an interval is', () => {
		const effect = testedEffect({ inference: 'rank', lower: null, upper: null, pValue: 0.067 });
		const { outcomes } = testPage({ main: { effect, pictures: [syntheticPicture] } }).evaluation;
		const sureness = surenessText(outcomes[0]!, 'en');
		expect(sureness).toBe('p by rank = 0.067; place 1 of 15');
		const bare = { estimate: -0.3, standardError: null, lower: null, upper: null };
		const one = entry('d', { sureness, values: { relative: bare, standardised: null } });
		const labels = { type: { treatment: 'Treatment' }, group: {}, country: {} };
		const context = { view: openingView, labels, locale: 'en' } as const;
		const { groups } = forestInput([one], together([one], 'relative'), context);
		expect(groups[0]?.rows[0]?.text).toBe('−30.0% (p by rank = 0.067; place 1 of 15)');
		expect(surenessText(testPage().evaluation.outcomes[0]!, 'en')).toBe('');
	});

	test('draw a cost between two limits, an outcome a picture, and say every other', () => {
		const cost = { dollars: 20, lower: 10, upper: 40, amount: '$20', per: 'point', year: '2023' };
		const open = { ...cost, upper: null, amount: '$20 (no upper limit)' };
		const some = [
			entry('a', { cost }),
			entry('b', { cost: open }),
			entry('c', { family: 'other', cost: { ...cost, dollars: 3000 } }),
			entry('d', { family: 'third', cost: open }),
			entry('e')
		];
		const { title, pictures: drawn, said } = costsView(some, 'en');
		expect(title).toContain('2 of 5');
		expect(drawn.map(({ input }) => input.groups[0]?.rows.map(({ name }) => name))).toEqual([
			['a', 'b'],
			['c']
		]);
		const [known, unlimited] = drawn[0]!.input.groups[0]!.rows;
		expect(known).toMatchObject({ estimate: 20, lower: 10, upper: 40 });
		expect(unlimited).toMatchObject({ estimate: null, lower: null, upper: null });
		expect(unlimited?.text).toContain('no upper limit');
		expect(said[0]).toContain('d: $20 (no upper limit)');
		expect(said[1]).toMatch(/: e\.$/);
		expect(costsView([some[4]!], 'en').pictures).toEqual([]);
	});

	test('keep the view in the address, and drop what nobody offers', () => {
		const view = {
			...openingView,
			filters: { country: 'XVA' },
			by: 'country',
			metric: 'standardised'
		} as const;
		const fields = filterFields(three, compareKeys, { locale: 'en', country: (code) => code });
		const offered = { entries: three, fields };
		expect(compareViewOf(new URLSearchParams(compareSearch(view)), offered)).toEqual(view);
		expect(compareSearch(openingView)).toBe('');
		expect(filtersFromSearch(new URLSearchParams('type=none&group=children'), fields)).toEqual({
			group: 'children'
		});
		expect(passes(three[0]!, { group: 'children', stage: 'piloting' })).toBe(false);
	});
});
