import { describe, expect, test } from 'vitest';
import { panelEvaluation } from '#lib/impact/evaluation/panel-evaluation.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import { z } from 'zod';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	effectOn,
	numbersTable,
	pictureOf,
	printedEvaluation,
	rowsOf,
	textsTable,
	withColumns
} from '../../support/evaluated-programmes.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';
import { territorialProgramme, territorialTables } from '../../support/territorial-programme.ts';

const tables = territorialTables();
const panel = tables.get('panel')!;
const found = (...changes: Parameters<typeof territorialProgramme>) =>
	printedEvaluation(panelEvaluation(territorialProgramme(...changes), { tables }));
const foundIn = (table: TextTable, ...changes: Parameters<typeof territorialProgramme>) =>
	printedEvaluation(
		panelEvaluation(territorialProgramme(...changes), {
			tables: new Map([...tables, ['panel', table]])
		})
	);
const alone = { geography: { kind: 'none', why: { en: '?' } } };

describe('the evaluation of a staggered programme', () => {
	const whole = found();

	test('holds the true mean effect, of treated units and periods, and says better', () => {
		const { lower, upper, variance } = effectOn(whole);
		// 30 units see events 0 to 5, 30 see 0 to 3: the mean of -2 - event / 2 over these.
		const events = [0, 1, 2, 3, 4, 5, 0, 1, 2, 3];
		const truth = events.reduce((sum, event) => sum - 2 - event / 2, 0) / events.length;
		expect(lower).toBeLessThan(truth);
		expect(upper).toBeGreaterThan(truth);
		expect(variance).toBe('influence');
		expect(whole.verdict).toBe('better');
	});

	test('leaves the ring out of the comparison and estimates it apart', () => {
		expect(whole.counts).toMatchObject({ units: 114, treatedUnits: 60, comparisonUnits: 54 });
		expect(whole.displacement).toMatchObject({ kind: 'ring', units: 6, ring: { kind: 'effect' } });
		const compared = rowsOf(whole, 'ring-compared');
		expect(compared).toMatchObject([{ result: { kind: 'effect' } }]);
		expect(found(alone).displacement).toEqual({ kind: 'not-assessed', why: 'no-geography' });
	});

	test('has every picture that a sceptic asks for, Bacon weights among them', () => {
		const kinds = whole.outcomes[0]?.pictures.map(({ kind }) => kind);
		expect(kinds).toEqual([
			...['trends', 'event-study', 'group-time', 'sensitivity', 'bacon', 'balance']
		]);
		const study = pictureOf(whole, 'event-study');
		expect(study).toMatchObject({ base: 'universal', reference: -1, preTest: { kind: 'test' } });
		expect(study.points.find(({ reference }) => reference)).toMatchObject({
			...{ event: -1, estimate: 0, lower: null, upper: null }
		});
		expect(pictureOf(whole, 'trends').lines.map(({ group }) => group)).toEqual([
			...['treated', 'treated', 'comparison', 'ring']
		]);
	});

	test('says how far it depends on trends, by relative magnitudes and by smoothness', () => {
		const { rows, breakdown, smoothBreakdown } = pictureOf(whole, 'sensitivity');
		const smooth = rows.filter(({ restriction }) => restriction === 'smoothness');
		expect(rows.length - smooth.length).toBe(5);
		expect(breakdown).toBeGreaterThan(0);
		for (const { size, lower, upper } of smooth)
			expect(lower! <= 0 && upper! >= 0).toBe(size > (smoothBreakdown ?? -1));
	});

	test('has bootstrap errors where they are asked for, and the same estimate', () => {
		const drawn = printedEvaluation(
			panelEvaluation(territorialProgramme(), { tables, bootstrap: { draws: 1000, seed: 1 } })
		);
		const [own, analytic] = [effectOn(drawn), effectOn(whole)];
		expect(own).toMatchObject({ variance: 'multiplier bootstrap', estimate: analytic.estimate });
		expect(own.standardError).not.toBe(analytic.standardError);
		expect(own.standardError).toAgreeWith(analytic.standardError!, { relative: 0.1 });
		expect(drawn.settings).toMatchObject({ bands: 'multiplier', draws: 1000, seed: 1 });
	});

	test('never tells a two-way coefficient but beside its weights', () => {
		const told = whole.robustness.map(({ result }) => result.kind === 'effect' && result.estimator);
		expect(told).not.toContain('two-way');
	});

	test('finds nothing where nothing should be found', () => {
		const placebos = whole.robustness.filter(({ placebo }) => placebo);
		expect(placebos.map(({ change }) => change)).toEqual(['placebo-date', 'placebo-outcome']);
		for (const { result } of placebos)
			expect(result.kind === 'effect' && result.lower! < 0 && result.upper! > 0).toBe(true);
	});

	test('is told how far it is, and ends where the listener throws', () => {
		const told: number[] = [];
		const stop = () => {
			throw new Error('cancelled');
		};
		panelEvaluation(territorialProgramme(), {
			...{ tables, progress: (done, total) => told.push(done / total) }
		});
		expect(told.at(-1)).toBe(1);
		expect(() => panelEvaluation(territorialProgramme(), { tables, progress: stop })).toThrow(
			'cancelled'
		);
	});
});

describe('what a panel cannot carry', () => {
	const starts = (change: (start: string, row: number) => string) =>
		withColumns(panel, { start: panel.columns.get('start')!.map(change) });
	const rowsWhere = (holds: (unit: number, year: number) => boolean) => {
		const kept = Array.from({ length: panel.size }, (_, row) => row).filter((row) =>
			holds(Number(panel.columns.get('unit')![row]), Number(panel.columns.get('year')![row]))
		);
		const columns = [...panel.columns].map(
			([name, values]) => [name, kept.map((row) => values[row]!)] as const
		);
		return { ...panel, size: kept.length, columns: new Map(columns) };
	};

	test('one treated unit goes to synthetic control', () => {
		const one = rowsWhere((unit) => unit <= 61);
		expect(foundIn(one, alone).outcomes[0]?.effect).toMatchObject({
			...{ kind: 'refused', reason: 'one-treated-cluster', next: 'synthetic-control' }
		});
	});

	test('which gives its rank among placebos, and no interval', () => {
		const one = rowsWhere((unit) => unit <= 61);
		const ranked = foundIn(one, {
			...{ ...alone, estimator: 'synthetic-control' },
			table: { covariates: [] }
		});
		expect(effectOn(ranked)).toMatchObject({ inference: 'rank', lower: null, upper: null });
		expect(pictureOf(ranked, 'synthetic').rank?.of).toBe(61);
	});

	test('fewer than two periods before', () => {
		const short = rowsWhere((unit, year) => year >= 4 && unit <= 90);
		expect(foundIn(short, alone).outcomes[0]?.effect).toMatchObject({
			...{ kind: 'refused', reason: 'too-few-pre-periods', next: 'two-by-two' }
		});
	});

	test('everybody treated', () => {
		const all = starts((start) => (start === 'never' ? '7' : start));
		expect(foundIn(all, alone).outcomes[0]?.effect).toMatchObject({
			...{ kind: 'refused', reason: 'no-control-units', next: 'window-before-last-start' }
		});
	});

	test('a question that changed inside the window', () => {
		const changed = [{ period: 6, how: { en: 'seen, not known' } }];
		expect(found(alone, { changed }).outcomes[0]?.effect).toMatchObject({
			...{ kind: 'refused', reason: 'wording-changed', next: 'shorter-window' },
			values: { period: 6 }
		});
	});

	test('a series that is counted otherwise when a programme begins: nothing of it is an effect', () => {
		const programme = territorialProgramme();
		const { start } = programme.design.table;
		const begins = Math.min(...panel.columns.get(start!)!.map(Number).filter(Number.isFinite));
		const columns = programme.outcomes.map(({ column = '' }) => ({
			...{ column, series: 'counted', categories: {} },
			breaks: [{ period: begins, reason: { en: 'another register' } }]
		}));
		const series = { file: 'panel', territories: ['XAA'], starts: {}, columns };
		const broken = printedEvaluation(panelEvaluation({ ...programme, series }, { tables }));
		const { displacement, outcomes, robustness } = broken;
		const told = [
			...[...outcomes.map(({ effect }) => effect), ...robustness.map(({ result }) => result)],
			...(displacement.kind === 'ring' ? [displacement.ring, displacement.total] : [])
		];
		expect(told.length).toBeGreaterThan(8);
		for (const one of told) expect(one).toMatchObject({ reason: 'break-at-start' });
	});

	test('a start before the first period, named with its file', () => {
		const early = starts((start) => (start === '5' ? '0' : start));
		expect(() => foundIn(early, alone)).toThrow(
			/^panel.csv: treatment starts before the first period 1/
		);
	});

	test('a start that is no period, with its line and column', () => {
		const blank = starts((start, row) => (row === 0 ? '' : start));
		expect(() => foundIn(blank, alone)).toThrow(
			'panel.csv, line 2, column start, neither a period nor one of never: ""'
		);
	});

	test('a unit twice in a period', () => {
		const twice = withColumns(panel, {
			year: panel.columns.get('year')!.map((year, row) => (row === 1 ? '1' : year))
		});
		expect(() => foundIn(twice, alone)).toThrow(/unit twice in a period, rows 1 and 2/);
	});
});

describe('sparse counts', () => {
	const units = Array.from({ length: 12 }, (_, i) => i + 1);
	const rows = units.flatMap((unit) => [1, 2, 3, 4].map((year) => ({ unit, year })));
	const table = withColumns(
		numbersTable('panel.csv', {
			unit: rows.map(({ unit }) => unit),
			year: rows.map(({ year }) => year),
			seen: rows.map(({ unit, year }) => ((unit + year) % 3 === 0 && year < 3 ? 1 : 0)),
			harm: rows.map(({ unit }) => unit)
		}),
		{ start: rows.map(({ unit }) => (unit <= 4 ? '3' : 'never')) }
	);
	const counted = (minimumEvents: number) =>
		printedEvaluation(
			panelEvaluation(
				declaredProgramme(
					{
						...{ kind: 'panel' as const, time: { unit: 'year' }, estimator: 'two-by-two' },
						...{ geography: { kind: 'none', why: { en: '?' } }, minimumEvents },
						table: { file: 'panel', unit: 'unit', period: 'year', start: 'start' }
					},
					[
						declaredOutcome('seen', {
							...{ column: 'seen', scale: { kind: 'count', unit: { en: 'events' } } }
						}),
						declaredHarm('harm', { column: 'harm' })
					]
				),
				{ tables: new Map([['panel', table]]) }
			)
		);

	test('have no normal interval, but the share of choices that would differ as much', () => {
		const { outcomes } = counted(5);
		expect(outcomes[0]).toMatchObject({
			events: 0,
			effect: { inference: 'randomisation', scale: 'ratio', lower: null, upper: null }
		});
	});
});

describe('a programme of few units', () => {
	const units = Array.from({ length: 12 }, (_, i) => i + 1);
	const rows = units.flatMap((unit) => [1, 2, 3, 4].map((year) => ({ unit, year })));
	const noise = (unit: number, year: number) => Math.sin(unit * 12.9 + year * 78.2);
	const treated = ({ unit, year }: { unit: number; year: number }) => unit <= 5 && year >= 3;
	const table = withColumns(
		numbersTable('panel.csv', {
			unit: rows.map(({ unit }) => unit),
			year: rows.map(({ year }) => year),
			seen: rows.map((row) => noise(row.unit, row.year) - (treated(row) ? 3 : 0)),
			harm: rows.map(({ unit, year }) => noise(year, unit)),
			x: rows.map(({ unit }) => (unit <= 6 ? 0 : 10)),
			y: rows.map(({ unit }) => unit)
		}),
		{ start: rows.map(({ unit }) => (unit <= 5 ? '3' : 'never')) }
	);
	const evaluated = printedEvaluation(
		panelEvaluation(
			declaredProgramme(
				{
					...{ kind: 'panel' as const, time: { unit: 'year' }, estimator: 'two-by-two' },
					geography: { kind: 'coordinates', x: 'x', y: 'y', reach: 1 },
					table: { file: 'panel', unit: 'unit', period: 'year', start: 'start' }
				},
				[declaredOutcome('seen', { column: 'seen' }), declaredHarm('harm', { column: 'harm' })]
			),
			{ tables: new Map([['panel', table]]) }
		)
	);

	test('has the interval of CR2, with the usual error and the wild bootstrap beside it', () => {
		expect(effectOn(evaluated).variance).toBe('CR2');
		expect(rowsOf(evaluated, 'variance').map(({ values }) => values['variance'])).toEqual([
			...['CR1', 'wild']
		]);
		const { estimate } = effectOn(evaluated);
		for (const { result } of rowsOf(evaluated, 'variance'))
			expect(result).toMatchObject({ estimate: expect.closeTo(estimate, 9) as number });
	});

	test('finds its neighbours by coordinates: unit 6 is 1 from unit 5, others are farther', () => {
		expect(evaluated.displacement).toMatchObject({ kind: 'ring', units: 1 });
		expect(evaluated.counts).toMatchObject({ treatedUnits: 5, comparisonUnits: 6 });
	});
});

const answers = z.object({
	cs_never_dr_poverty: z.looseObject({
		simple: z.looseObject({ overall: z.object({ att: z.number(), se: z.number() }) }),
		dynamic: z.looseObject({ by: z.array(z.object({ at: z.number(), att: z.number() })) })
	}),
	cs_never: z.looseObject({
		simple: z.looseObject({ overall: z.object({ att: z.number(), se: z.number() }) })
	}),
	sunab: z.looseObject({ att: z.number(), se: z.number() }),
	bacon: z.looseObject({ twfe: z.number() })
});

describeWithOracle('an evaluation of the panel that R evaluated', () => {
	const answer = evaluationAnswers('synthetic', answers);
	const columns = ['muni', 'country', 'poverty', 'first_year', 'year', 'absent_pct'];
	const table = textsTable('panel.csv', evaluationTable('synth_panel'), columns);
	const evaluated = printedEvaluation(
		panelEvaluation(
			declaredProgramme(
				{
					...{ kind: 'panel' as const, time: { unit: 'year' }, estimator: 'group-time' },
					geography: { kind: 'none', why: { en: '?' } },
					table: {
						...{ file: 'panel', unit: 'muni', period: 'year', start: 'first_year', never: ['0'] },
						covariates: [{ column: 'poverty', label: { en: 'Poverty' } }]
					}
				},
				[
					declaredOutcome('absent', { column: 'absent_pct' }),
					declaredHarm('harm', { column: 'poverty' })
				]
			),
			{ tables: new Map([['panel', table]]) }
		)
	);
	const near = (value: number) => expect.closeTo(value, 9) as number;

	test('prints did::aggte of the whole', () => {
		const { att, se } = answer.cs_never_dr_poverty.simple.overall;
		const { estimate, standardError } = effectOn(evaluated);
		expect(estimate).toBeCloseTo(att, 6);
		expect(standardError).toBeCloseTo(se, 6);
	});

	test('and, without covariates, that and fixest::sunab', () => {
		const { att, se } = answer.cs_never.simple.overall;
		expect(rowsOf(evaluated, 'covariates')[0]?.result).toMatchObject({
			...{ estimate: near(att), standardError: near(se) }
		});
		expect(rowsOf(evaluated, 'estimator')[0]?.result).toMatchObject({
			...{ estimate: near(answer.sunab.att), standardError: near(answer.sunab.se) }
		});
		expect(pictureOf(evaluated, 'bacon').estimate).toBeCloseTo(answer.bacon.twfe, 9);
	});
});
