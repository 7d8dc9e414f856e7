import { describe, expect, test } from 'vitest';
import { faultsAfter, faultsOf } from '../../support/declared-faults.ts';
import { testRules } from '../../support/disclosure.ts';
import { type Instance, testSurvey } from '../../support/instance.ts';
import { testCurveRules } from '../../support/programme-arms.ts';
import { offences, seriesInput, states } from '../../support/series-folder.ts';
import {
	addPlaces,
	testCohort,
	testProgramme,
	testSurveyProgramme
} from '../../support/test-programme.ts';

const file = 'programmes/test-programme.yaml';

/** What is wrong with an observatory that has this programme, without where. */
function faults(programme: object, prepare: (instance: Instance) => void = () => {}): string[] {
	return faultsOf((instance) => {
		addPlaces(instance);
		prepare(instance);
		instance.yaml(`data/${file}`, programme);
	}).map((line) => line.replace(/:\d+:\d+/, ''));
}

const withRules = (rules: object) => (instance: Instance) =>
	instance.yaml('data/disclosure/test-rules.yaml', { ...rules, id: 'test-rules' });

describe('a declared programme', () => {
	test('is in order in a country that is declared', () => {
		expect(faults(testProgramme)).toEqual([]);
		expect(faults({ ...testProgramme, country: 'XTU' })).toEqual([
			`${file}: country: unknown country: XTU, did you mean XTT`
		]);
	});

	test('is named where it is at fault, by line and column', () => {
		const { lines, place } = faultsAfter(
			{ file, from: 'country: XTT', to: 'country: ‸XTU' },
			(instance) => {
				addPlaces(instance);
				instance.yaml(`data/${file}`, testProgramme);
			}
		);
		expect(lines).toEqual([`${place}: country: unknown country: XTU, did you mean XTT`]);
	});

	test('keeps to its schema', () => {
		const [main] = testProgramme.outcomes;
		const found = faults({ ...testProgramme, outcomes: [main, { ...main, role: 'placebo' }] });
		expect(found).toEqual([
			`${file}: outcomes: needs at least one harm: what could have become worse`,
			`${file}: outcomes[1].id: stands twice: seen`
		]);
	});

	test('of a simulation names a scenario that there is', () => {
		const origin = { kind: 'simulated', scenario: 'demo-mesas-bariales' };
		expect(faults({ ...testProgramme, origin })).toEqual([
			`${file}: origin.scenario: unknown scenario: demo-mesas-bariales, did you mean demo-mesas-barriales`
		]);
	});

	test('reads every file once', () => {
		const [panel] = testProgramme.files;
		expect(faults({ ...testProgramme, files: [panel, { ...panel, id: 'again' }] })).toEqual([
			`${file}: files[1].path: a file of the programme has this path: panel.csv`
		]);
		expect(faults({ ...testProgramme, files: [panel, { ...panel, path: 'b.csv' }] })).toEqual([
			`${file}: files[1].id: a file of the programme has this id: panel`
		]);
	});
});

describe('an open programme', () => {
	const named = (table: object) => ({
		...testProgramme,
		design: { ...testProgramme.design, table: { ...testProgramme.design.table, ...table } }
	});
	const at = `${file}: design.table.named`;

	test('does not name units below the published level', () => {
		expect(faults(named({ named: true, level: 'municipality' }))).toEqual([
			`${at}: units below the published level, country, have no names in what is open: municipality`
		]);
		const published = (level: string) => (instance: Instance) =>
			instance.yaml('data/territories/published.yaml', { level, minPopulation: 0 });
		const state = named({ named: true, level: 'state' });
		expect(faults(state, published('state'))).toEqual([]);
		expect(faults(named({ level: 'area' }))).toEqual([]);
	});

	test('says what the units are that it names', () => {
		expect(faults(named({ named: true }))).toEqual([
			`${at}: units that are named in what is open say what they are, in level: true`
		]);
		expect(faults({ ...named({ named: true }), tier: 'local' })).toEqual([]);
	});

	test('has no rows of people', () => {
		const cohort = { ...testCohort, tier: 'open' };
		expect(faults(cohort, withRules(testCurveRules))).toEqual([
			`${file}: tier: rows of people are not published, so that it is protected or local: open`
		]);
	});
});

describe('a declared cohort', () => {
	test('has rules of disclosure with curves', () => {
		expect(faults(testCohort, withRules(testCurveRules))).toEqual([]);
		expect(faults(testCohort, withRules(testRules))).toEqual([
			`${file}: design.disclosure: rules without curves: test-rules`
		]);
		expect(faults(testCohort)).toEqual([
			`${file}: design.disclosure: unknown set of disclosure rules: test-rules`
		]);
	});

	test('has outcomes that are causes of it, and texts that mean one thing', () => {
		const [main, died] = testCohort.outcomes;
		const outcomes = [main, { ...died, cause: 'dyed' }];
		const design = { ...testCohort.design, censored: ['end', 'died'] };
		expect(faults({ ...testCohort, outcomes, design }, withRules(testCurveRules))).toEqual([
			`${file}: outcomes[1].cause: unknown cause: dyed, did you mean died`,
			`${file}: design.censored[1]: stands for something else already: died`
		]);
	});

	test('reads causes as events, and nothing else', () => {
		const [main, died] = testCohort.outcomes;
		const outcomes = [main, { ...died, scale: { kind: 'share' } }];
		expect(faults({ ...testCohort, outcomes }, withRules(testCurveRules))).toEqual([
			`${file}: outcomes[1].scale: event belongs to causes, and to nothing else: share`
		]);
	});
});

describe('a programme seen through surveys', () => {
	const wave =
		(changes: object = {}) =>
		(instance: Instance) => {
			const fieldwork = { start: '2022-01-01', end: '2022-02-01' };
			const survey = testSurvey({ id: 'test-2022', fieldwork, ...changes });
			instance.yaml('data/surveys/test-2022/survey.yaml', survey);
		};
	const changed = (design: object, outcomes: object = testSurveyProgramme.outcomes) => ({
		...{ ...testSurveyProgramme, outcomes },
		design: { ...testSurveyProgramme.design, ...design }
	});

	test('is in order where surveys, territories and indicators are there', () => {
		expect(faults(testSurveyProgramme, wave())).toEqual([]);
		const [main, harm] = testSurveyProgramme.outcomes;
		const wrong = changed({ before: ['test-202'], treated: ['nort'] }, [
			{ ...main, indicator: 'sees-sal' },
			harm
		]);
		expect(faults(wrong, wave())).toEqual([
			`${file}: outcomes[0].indicator: unknown indicator: sees-sal, did you mean sees-sale`,
			`${file}: design.before[0]: unknown survey: test-202, did you mean test-2022`,
			`${file}: design.treated[0]: unknown territory: nort, did you mean north`
		]);
	});

	test('compares with other territories than the treated, in its own country', () => {
		expect(faults(changed({ comparison: ['south', 'north'] }), wave({ country: 'XTV' }))).toEqual([
			`${file}: design.before[0]: of another country, XTV: test-2022`,
			`${file}: design.comparison[1]: stands in treated too: north`
		]);
	});

	test('has its surveys in the order of time', () => {
		expect(faults(changed({ before: ['test-2024'], after: ['test-2022'] }), wave())).toEqual([
			`${file}: design.after[0]: not later than test-2024, which stands before it: test-2022`
		]);
	});

	test('has indicators that every wave asks', () => {
		const mappings = (testSurvey()['mappings'] as { concept: string }[]).filter(
			({ concept }) => concept !== 'sees_sale'
		);
		expect(faults(testSurveyProgramme, wave({ mappings }))).toEqual([
			`${file}: outcomes[0].indicator: not asked by test-2022: sees-sale`,
			`${file}: outcomes[1].indicator: not asked by test-2022: sees-sale`
		]);
	});

	test('says so where the wording changed', () => {
		const asked = (instance: Instance) => {
			wave()(instance);
			instance.yaml('data/surveys/test-2022/questions.yaml', [
				{
					...{ id: 'sees', concept: 'sees_sale', language: 'es', wording: '¿Ha oído decir?' },
					answers: [{ code: '1', label: 'Sí' }],
					universe: { es: 'todos', en: 'everybody' },
					...{ recall: 'none', radius: 'neighbourhood' },
					source: { document: 'Questionnaire', producer: 'Test office', year: 2022 }
				}
			]);
		};
		const [main, harm] = testSurveyProgramme.outcomes;
		const how = { es: 'otra pregunta', en: 'another question' };
		const told = { ...main, changed: [{ period: 2024, how }] };
		const other = 'asked in other words by test-2024, which changed does not say: sees-sale';
		expect(faults(changed({}, [told, harm]), asked)).toEqual([
			`${file}: outcomes[1].indicator: ${other}`
		]);
	});
});

describe('a declared programme of series', () => {
	const { design, ...rest } = testProgramme;
	const ofSeries = {
		...rest,
		...{ origin: { kind: 'series', synthetic: true }, files: [] },
		series: {
			...{ file: 'panel', territories: ['xa-north', 'xa-south'], starts: { 'xa-north': '2020' } },
			columns: ['seen', 'harmed'].map((column) => ({ column, series: 'test-series' }))
		},
		design: { ...design, table: { ...design.table, unit: 'territory', period: 'period' } }
	};
	const faultsWith = (changes: object, series: object = {}) =>
		faults({ ...ofSeries, ...changes }, (instance) => {
			instance.yaml('data/territories/xa-states.yaml', states);
			instance.yaml('data/series/test-series.yaml', { ...seriesInput, ...series });
		});
	const { series: table } = ofSeries;

	test('is in order with series that there are', () => {
		expect(faultsWith({})).toEqual([]);
	});

	test('names series, areas, categories and columns that there are', () => {
		const [seen, harmed] = table.columns;
		expect(
			faultsWith({
				series: {
					...{ ...table, territories: ['xa-north', 'xa-soth'] },
					columns: [
						{ ...seen, categories: { offence: 'sale' } },
						{ ...harmed, series: 'test-serie' }
					]
				}
			})
		).toEqual([
			`${file}: series.territories[1]: unknown territory of test-series: xa-soth, did you mean xa-south`,
			`${file}: series.columns[0].categories.offence: unknown dimension: offence`,
			`${file}: series.columns[1].series: unknown series: test-serie, did you mean test-series`
		]);
		expect(faultsWith({}, offences)).toContain(
			`${file}: series.columns[0].categories: needs one category of: offence`
		);
		const columns = [{ ...seen, column: 'sen' }, harmed];
		expect(faultsWith({ series: { ...table, columns } })).toEqual([
			`${file}: outcomes[0].column: unknown column: seen, did you mean sen`
		]);
	});

	test('counts as its series do, and begins before they end', () => {
		const months = { ...ofSeries.design, time: { unit: 'month', first: '2015-01' } };
		expect(faultsWith({ design: months })).toEqual([
			`${file}: series.starts.xa-north: not a period of a design by month: 2020`,
			`${file}: series.columns[0].series: by year, the design counts by month: test-series`,
			`${file}: series.columns[1].series: by year, the design counts by month: test-series`
		]);
		expect(faultsWith({ series: { ...table, starts: { 'xa-north': '2023' } } })[0]).toBe(
			`${file}: series.columns[0].series: ends in 2022, before the programme begins in 2023: test-series`
		);
	});

	test('tells no more than its series, and what they measure', () => {
		const local = { tier: 'local' };
		expect(faultsWith({}, local)[0]).toBe(
			`${file}: series.columns[0].series: local, so that what is made of it is not open: test-series`
		);
		const police = { measures: 'enforcement', caution: { en: 'it measures the work of police' } };
		expect(faultsWith({}, police)).toContain(
			`${file}: outcomes[0].measures: the series measures enforcement: population`
		);
	});

	test('says who belongs together in the schema', () => {
		expect(faultsWith({ origin: { kind: 'official' } })).toEqual([
			`${file}: series: a table of series and origin series belong together`
		]);
		expect(faultsWith({ design: { ...design } })).toEqual([
			`${file}: design.table.unit: of series it is called territory: place`,
			`${file}: design.table.period: of series it is called period: year`
		]);
	});
});
