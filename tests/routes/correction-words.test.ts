import { describe, expect, test } from 'vitest';
import { tableCsv } from '#lib/export/tables/table-csv.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { tileNotes } from '../../src/routes/[lang]/boards/words/tile-notes.ts';
import { tableRow } from '../../src/routes/[lang]/baselines/words/figure-lines.ts';
import type { TileWords } from '../../src/routes/[lang]/boards/words/board-words.ts';
import {
	correctedTexts,
	figureViews
} from '../../src/routes/[lang]/countries/words/figure-view.ts';
import { profileCsv } from '../../src/routes/[lang]/countries/words/profile-csv.ts';
import { valuesView } from '../../src/routes/[lang]/countries/words/value-view.ts';
import { correctionTexts } from '../../src/routes/[lang]/data/correction-words.ts';
import { leavingTable } from '../../src/routes/[lang]/explore/leaving.ts';
import type { WordsOptions } from '../../src/routes/[lang]/explore/words/labels.ts';
import { notes } from '../../src/routes/[lang]/explore/words/notes.ts';
import { seriesEntry, testCountryWords } from '../support/country-words.ts';
import { testRow } from '../support/estimate-rows.ts';
import { exploreCatalogue } from '../support/explore-catalogue.ts';
import { waves } from '../support/made-up-board.ts';
import { shownAnswer, shownFigure } from '../support/shown-answers.ts';

const figure = (changes: object) => ({
	...{ of: { en: 'All, 2024' }, before: 0.4, after: 0.412 },
	...changes
});
const notice = (changes: object) => ({
	...{ date: '2026-12-03', release: '2026-11', what: { en: 'A weight was wrong.' } },
	...changes
});
const withCorrections = (known: object, ...figures: object[]) =>
	catalogueSchema.parse({ ...known, corrections: [notice({ figures })] });

const said =
	'Corrected on December 3, 2026: A weight was wrong. All, 2024: before 40.0%, now 41.2%.';

describe('a notice', () => {
	const known = (changes: object) =>
		withCorrections(exploreCatalogue, figure({ indicator: 'seen', ...changes }));

	test('says when, what, and the figure before and after', () => {
		expect(correctionTexts(known({}), { indicator: 'seen' }, 'en')).toEqual([said]);
		expect(correctionTexts(known({ after: null }), { indicator: 'seen' }, 'en')[0]).toContain(
			'before 40.0%, now not published'
		);
		expect(correctionTexts(known({}), { indicator: 'victim' }, 'en')).toEqual([]);
	});
});

describe('a corrected figure is marked', () => {
	const figures = [testRow({ territory: 'XAA', source: 'xaa-2024' })];
	const country = (...corrected: object[]) => {
		const rate = seriesEntry({ id: 'rate' });
		const value = { series: 'rate', period: '2019', categories: {}, value: 3, standardError: null };
		const words = testCountryWords({ figures, values: [value], series: [rate] });
		return { ...words, catalogue: withCorrections(words.catalogue, ...corrected) };
	};
	const ofSurvey = figure({ indicator: 'sees-sale', survey: 'xaa-2024', territory: 'XAA' });
	const elsewhere = figure({ indicator: 'sees-sale', survey: 'xaa-2024', territory: 'north' });

	test('on the profile of a country, in its table and its file', () => {
		const [line] = figureViews(country(ofSurvey))[0]!.lines;
		expect(line?.text).toBe('20.0% (corrected)');
		expect(correctedTexts(country(ofSurvey))).toEqual([said]);
		const lines = profileCsv(country(ofSurvey), 'r2').split('\n');
		expect(lines[0]).toContain('corrected');
		expect(lines[1]).toContain(said);
		expect(figureViews(country(elsewhere))[0]!.lines[0]?.text).toBe('20.0%');
		expect(correctedTexts(country(elsewhere))).toEqual([]);
	});

	test('where it is a value of a series of that year', () => {
		const ofSeries = (period: string) => figure({ series: 'rate', period, before: 2, after: 3 });
		const valueOf = (words: ReturnType<typeof country>) => valuesView(words).rows[0]!['value'];
		expect(valueOf(country(ofSeries('2019')))).toBe('3 (corrected)');
		expect(valueOf(country(ofSeries('2018')))).toBe('3');
	});

	test('in the table of a baseline', () => {
		const words = country(ofSurvey);
		const entry = {
			indicator: 'sees-sale',
			figures,
			country: [],
			groups: [],
			changes: [],
			frozen: []
		};
		const [indicator] = words.catalogue.indicators;
		const row = tableRow(figures[0]!, { entry, indicator: indicator! }, { words, rhythm: 36 });
		expect(row['value']).toBe('20.0% (corrected)');
	});

	test('on a tile of a board, also where it is a value of its picture', () => {
		const notesOf = (survey: string) => {
			const data = waves({ 2022: 0.2, 2024: 0.3 });
			const known = withCorrections(
				testCountryWords().catalogue,
				figure({ indicator: 'sees-sale', survey })
			);
			const facts = { data, tile: {}, points: [] };
			return tileNotes({ facts, catalogue: known, locale: 'en' } as unknown as TileWords);
		};
		expect(notesOf('test-2022')).toEqual([said]);
		expect(notesOf('test-2024')).toEqual([said]);
		expect(notesOf('test-2020')).toEqual([]);
	});

	test('in the explorer: beside the picture, in what is embedded, and in every file', () => {
		const catalogue = withCorrections(
			exploreCatalogue,
			figure({ indicator: 'seen', survey: 'both' })
		);
		const words = (measure: object): WordsOptions => {
			const resolved = resolvedView(catalogue, exploreView.parse({ survey: 'both', ...measure }));
			if (typeof resolved === 'string') throw new Error(resolved);
			const answer = shownAnswer({
				figures: [shownFigure({ estimate: 0.25 })],
				...{ overall: shownFigure({ estimate: 0.25 }), unsureShare: 0 }
			});
			const answers = [{ survey: resolved.sources[0], answer }] as const;
			return { catalogue, resolved, answers, compared: [], locale: 'en' };
		};
		const asked = words({ indicator: 'seen' });
		expect(notes(asked)[0]).toBe(said);
		const another = {
			concept: 'victim',
			unit: 'person',
			statistic: 'distribution',
			categories: []
		};
		expect(notes(words({ of: another }))).not.toContain(said);
		const concept = { concept: 'seen', unit: 'person', statistic: 'distribution', categories: [] };
		expect(notes(words({ of: concept }))).toContain(said);
		const table = leavingTable(asked, {
			release: { id: 'r2', date: '2026-12-03' },
			...{ address: 'https://example.org/', today: '2026-12-04' }
		});
		expect(JSON.stringify(table)).toContain(said);
		expect(tableCsv(table)).toContain('2026-12-03: A weight was wrong.');
	});
});
