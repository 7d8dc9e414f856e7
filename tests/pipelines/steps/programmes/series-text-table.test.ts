import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '#lib/impact/evaluation/evaluate.ts';
import type { Programme } from '#lib/model/programme.ts';
import { readDeclarations } from '../../../../pipelines/declarations/declarations.ts';
import { pathsFor } from '../../../../pipelines/paths.ts';
import {
	programmeSources,
	withSeriesBreaks
} from '../../../../pipelines/release/programme-sources.ts';
import { simulateProgramme } from '../../../../pipelines/simulate/programmes/programme-simulation.ts';
import {
	isOfSeries,
	seriesTextTable
} from '../../../../pipelines/steps/programmes/series-text-table.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	effectOn,
	printedEvaluation,
	rowsOf
} from '../../../support/evaluated-programmes.ts';
import { SeriesFolder } from '../../../support/series-folder.ts';
import {
	seriesFolder,
	shippedSeries,
	shippedTerritories
} from '../../../support/shipped-series.ts';

const folder = new SeriesFolder();
beforeAll(() => folder.open());
afterAll(() => folder.remove());

/** The evaluation of a programme of series, from their files. */
async function evaluated(programme: Programme, files: ReadonlyMap<string, string>) {
	if (!isOfSeries(programme)) throw new Error(`not of series: ${programme.id}`);
	const { table, notes } = await seriesTextTable(programme, folder.engine, files);
	const tables = new Map([[programme.series.file, table]]);
	return { table, notes, found: printedEvaluation(evaluate(programme, { tables })) };
}

describe('Naloxona en farmacias, seen through a series', () => {
	const id = 'demo-naloxona-farmacias';
	const own = shippedSeries('demo-acute-events');
	const drawn = simulateProgramme(id);
	const { programmes } = readDeclarations(pathsFor({ profile: 'local', env: {} }).declarations);
	const written = programmes.find((one) => one.id === id)!;
	let files: ReadonlyMap<string, string>;
	beforeAll(async () => {
		const territories = shippedTerritories;
		const { path } = await folder.buildDeclared(own, { folder: seriesFolder, territories });
		files = new Map([[own.id, path]]);
	});
	const brokenAt = (period: string | undefined, changes: Partial<Programme> = {}) => {
		const breaks = period === undefined ? [] : [{ period, reason: { en: 'another register' } }];
		const declared = { ...own, recording: { ...own.recording, breaks } };
		return evaluated(
			withSeriesBreaks({ ...written, ...changes }, new Map([[own.id, declared]])),
			files
		);
	};

	test('lies in data/series as the simulation draws it', () => {
		const text = readFileSync(join(seriesFolder, 'demo-acute-events.csv'), 'utf8');
		expect(drawn.files).toEqual([{ name: 'demo-acute-events.csv', text }]);
	});

	test('finds what is true, from the register as it is now', async () => {
		const { found, table } = await brokenAt('2015-01');
		expect(table.size).toBe(96);
		expect(found.counts).toMatchObject({ first: '2015-01', last: '2022-12', starts: ['2019-01'] });
		for (const { outcome, at } of drawn.truth.outcomes) {
			const truth = at?.find(({ period }) => period === 60)?.effect ?? NaN;
			const { lower, upper } = effectOn(found, outcome);
			expect([outcome, lower! < truth && truth < upper!]).toEqual([outcome, true]);
		}
		expect(found.verdict).toBe('better');
		expect(rowsOf(found, 'control-series')).toMatchObject([{ result: { kind: 'effect' } }]);
	});

	test('never calls a break at its start an effect', async () => {
		const { found } = await brokenAt('2019-01');
		expect(found.verdict).toBe('refused');
		expect(found.outcomes[0]?.effect).toEqual({
			...{ kind: 'refused', reason: 'break-at-start', values: { period: '2019-01' } },
			next: 'control-recorded-alike'
		});
	});

	test('is refused with a break within its window, and not with one before', async () => {
		const { found } = await brokenAt('2017-06');
		expect(found.outcomes[0]?.effect).toMatchObject({
			...{ reason: 'break-in-series', next: 'window-without-change' },
			values: { period: '2017-06' }
		});
		const whole = { ...written.series!, from: undefined };
		const earlier = await brokenAt('2015-01', { series: whole });
		expect(earlier.found.outcomes[0]?.effect).toMatchObject({ reason: 'break-in-series' });
	});

	test('names whose figures they are, under which licence, with their breaks', () => {
		const [source, ...more] = programmeSources(written, new Map([[own.id, own]]));
		expect(more).toEqual([]);
		expect(source).toMatchObject({
			...{ series: own.id, licence: 'CC0-1.0', citation: own.source.citation },
			breaks: [{ period: '2015-01' }]
		});
	});
});

describe('a table made of series', () => {
	const design = {
		kind: 'panel',
		...{ time: { unit: 'year' }, estimator: 'two-by-two' },
		table: { file: 'years', unit: 'territory', period: 'period', start: 'start' },
		geography: { kind: 'none', why: { en: '?' } }
	} as const;
	const programme = declaredProgramme(
		design,
		[declaredOutcome('seen', { column: 'seen' }), declaredHarm('harmed', { column: 'seen' })],
		{
			...{ origin: { kind: 'series', synthetic: true }, files: [] },
			series: {
				...{ file: 'years', territories: ['xa-north', 'xa-south'], starts: { 'xa-north': '2021' } },
				columns: [{ column: 'seen', series: 'test-series' }]
			}
		}
	);
	const facts = [
		'territory,period,value,status,note',
		...['xa-north,2019,7,,', 'xa-north,2021,,not-reported,', 'xa-north,2022,9,partial,'],
		...['xa-south,2019,4,,', 'xa-south,2020,0,,', 'xa-south,2021,5,provisional,', '']
	].join('\n');

	test('has starts by area, blanks where nothing is known, and no row that no series has', async () => {
		const { path } = await folder.build({}, facts);
		const { table, notes } = await seriesTextTable(
			{ ...programme, series: programme.series!, design: programme.design },
			folder.engine,
			new Map([['test-series', path]])
		);
		expect(Object.fromEntries(table.columns)).toEqual({
			territory: ['xa-north', 'xa-north', 'xa-north', 'xa-south', 'xa-south', 'xa-south'],
			period: ['2019', '2021', '2022', '2019', '2020', '2021'],
			start: ['2021', '2021', '2021', 'never', 'never', 'never'],
			seen: ['7', '', '', '4', '0', '5']
		});
		expect(notes).toEqual([{ code: 'series-partial', values: { values: 1 } }]);
	});
});
