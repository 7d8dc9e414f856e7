import { describe, expect, test } from 'vitest';
import type { Instance } from '../../support/instance.ts';
import { sourceOf, testSurvey } from '../../support/instance.ts';
import { faultsOf } from '../../support/declared-faults.ts';
import { testRules } from '../../support/disclosure.ts';
import { testCurveRules } from '../../support/programme-arms.ts';

const rules = { ...testRules, id: 'strict' };

const faultsOfSurvey = (changes: Record<string, unknown>, also: Record<string, unknown> = {}) =>
	faultsOf((instance: Instance) => {
		instance.yaml('data/disclosure/strict.yaml', { ...rules, ...also });
		instance.yaml(sourceOf('test-2024'), testSurvey(changes));
	}).map((line) => line.replace(/^\S+ /, ''));

describe('the protection of a survey', () => {
	test('is named by its rules', () => {
		expect(faultsOfSurvey({ tier: 'protected', protection: { rules: 'strict' } })).toEqual([]);
		expect(faultsOfSurvey({ tier: 'protected', protection: { rules: 'strickt' } })).toEqual([
			'protection.rules: unknown set of disclosure rules: strickt, did you mean strict'
		]);
	});

	test('is said of every survey that is published, but of what describes nobody', () => {
		const missing = (tier: string) => [
			`tier: a survey that is ${tier} says how its people are protected (protection)`
		];
		expect(faultsOfSurvey({ tier: 'protected' })).toEqual(missing('protected'));
		expect(faultsOfSurvey({ tier: 'open', synthetic: false })).toEqual(missing('open'));
		expect(faultsOfSurvey({ tier: 'open', synthetic: true })).toEqual([]);
		expect(faultsOfSurvey({ tier: 'local' })).toEqual([]);
	});

	test('has a k that is no smaller than that of its rules', () => {
		const protection = { rules: 'strict', k: 4 };
		expect(faultsOfSurvey({ tier: 'protected', protection })).toEqual([
			'protection.k: below k of strict, 5: 4'
		]);
	});

	test('says of an open survey only what is about rows', () => {
		const protection = { rules: 'strict', keys: ['sex', 'age'], maxUniqueShare: 0.1 };
		expect(faultsOfSurvey({ tier: 'protected', protection })).toEqual([
			'protection.keys: only an open survey publishes rows, this one is protected',
			'protection.keys[1]: not a concept that it maps: age',
			'protection.maxUniqueShare: only an open survey publishes rows, this one is protected'
		]);
		const open = { tier: 'open', synthetic: false, protection: { rules: 'strict' } };
		expect(faultsOfSurvey(open)).toEqual([
			'protection: an open survey says how many rows may be alone in their keys: maxUniqueShare',
			'protection: an open survey names what may be known of a person: keys'
		]);
	});
});

/** The faults of an open survey whose answers about use are sensitive. */
const faultsOfOpen = (
	protection: Record<string, unknown>,
	changes: Record<string, unknown> = {},
	ages: Record<string, unknown> = {}
) =>
	faultsOf((instance: Instance) => {
		const said = { rules: 'strict', keys: ['sex'], maxUniqueShare: 0.1, ...protection };
		const label = (id: string) => ({ id, label: { en: id } });
		instance.yaml('data/disclosure/strict.yaml', rules);
		instance.yaml(
			sourceOf('test-2024'),
			testSurvey({ synthetic: false, protection: said, ...changes })
		);
		instance.yaml('data/concepts/sex.yaml', {
			...{ ...label('sex'), definition: { en: 'sex' }, kind: 'category' },
			categories: [{ ...label('man'), ...ages }, label('woman')]
		});
		instance.yaml('data/concepts/ever_used.yaml', {
			...{ ...label('ever_used'), definition: { en: 'use' }, kind: 'category', sensitive: true },
			categories: [label('yes'), label('no')]
		});
	}).map((line) => line.replace(/^\S+ /, ''));

describe('the protection of rows', () => {
	const unknown =
		'protection: who is under 18 is not known of person: a concept with ages, properties.ages from 18, or minorsSensitive; a sensitive concept is ever_used';

	test('needs to know who is under 18, or that their answers may be published', () => {
		expect(faultsOfOpen({})).toEqual([unknown]);
		expect(faultsOfOpen({ minorsSensitive: true })).toEqual([]);
		expect(faultsOfOpen({}, {}, { ages: { from: 18 } })).toEqual([]);
		expect(faultsOfOpen({}, {}, { ages: { from: 12, to: 17 } })).toEqual([unknown]);
		const adults = { people: 'residents', ages: { from: 18 } };
		expect(faultsOfOpen({}, { properties: adults })).toEqual([]);
	});

	test('groups categories of concepts that the survey maps, each once', () => {
		const groups = [
			{ concept: 'sex', of: ['mann'], into: 'woman' },
			{ concept: 'sex', of: ['man'], into: 'man' },
			{ concept: 'sees_sale', of: ['no'], into: 'withheld' },
			{ concept: 'sees_sale', of: ['no'], into: 'yess' }
		];
		expect(faultsOfOpen({ minorsSensitive: true, groups }).sort()).toEqual([
			'protection.groups[0].of[0]: unknown category of sex: mann, did you mean man',
			'protection.groups[1].into: a category that is grouped itself: man',
			'protection.groups[2].of: stands in another group too: no',
			'protection.groups[3].into: unknown category of sees_sale: yess, did you mean yes',
			'protection.groups[3].of: stands in another group too: no'
		]);
	});

	const design = (changes: Record<string, unknown>) => ({
		completeness: 'full',
		units: [
			{
				...{ id: 'person', file: 'people', ids: ['psu', 'home'], strata: ['h'] },
				weights: [{ id: 'main', column: 'w', label: { en: 'weight' } }],
				...changes
			}
		]
	});

	test('cuts codes of households only where the error can do without them', () => {
		const faults = (changes: Record<string, unknown>, protection = {}) =>
			faultsOfOpen({ minorsSensitive: true, ...protection }, { design: design(changes) });
		expect(faults({})).toEqual([]);
		expect(faults({ fpc: ['big'] })).toEqual([
			'design.units[0].ids[1]: fpc needs the second stage, whose codes may tell who lives together: firstStageOnly, or protection.householdLinks: home'
		]);
		expect(faults({ fpc: ['big'], firstStageOnly: true })).toEqual([]);
		expect(faults({ fpc: ['big'] }, { householdLinks: true })).toEqual([]);
	});
});

describe('ages', () => {
	test('that a category says are those of its bins', () => {
		const mapping = (to: number) => ({
			...{ concept: 'sex', file: 'people', variable: 'sex' },
			bins: [
				{ from: 12, to, category: 'man' },
				{ from: to + 1, to: 99, category: 'woman' }
			]
		});
		const faults = (to: number) =>
			faultsOfOpen(
				{ minorsSensitive: true },
				{ mappings: [mapping(to), ...(testSurvey()['mappings'] as unknown[]).slice(1)] },
				{ ages: { from: 12, to: 17 } }
			);
		expect(faults(17)).toEqual([]);
		expect(faults(18)).toEqual(['mappings[0].bins[0]: not the ages of man, 12 to 17: 12 to 18']);
	});
});

const curves = (changes: Record<string, unknown>) => ({
	curves: { ...testCurveRules.curves, ...changes }
});

describe('disclosure rules', () => {
	test.for([
		[{ k: 0 }, 'k: expected a number of at least 3, received 0'],
		[{ k: 20 }, 'minCases: too small for k = 20 with and k without an attribute: 30'],
		[{ replicates: 5 }, 'replicates: expected a number of at least 10, received 5'],
		[{ smallGroup: 10 }, 'smallGroup: below minCases, so that it does nothing: 10'],
		[
			{ rounding: { cases: 100, digits: 4 } },
			'rounding: rounds published counts to 0: 100 above 30'
		],
		[curves({ minAtRisk: 4 }), 'curves.minAtRisk: below k = 5: 4'],
		[curves({ minAtRisk: 9 }), 'curves.minAtRisk: below rounding.cases = 10, shown as 0: 9'],
		[curves({ minEvents: 5 }), 'curves.minEvents: a point left out tells of k = 5 or fewer: 5'],
		[curves({ minArm: 25 }), 'curves.minArm: below minAtRisk + minEvents = 26: 25'],
		[curves({ digits: 7 }), 'curves.digits: expected a number of at most 6, received 7'],
		[
			{ ...curves({}), rounding: { cases: 9, digits: 4 } },
			'curves: rounding.cases below 2 k = 10 tells nobody from a few: 9'
		]
	] as const)('that contradict themselves are refused: %o', ([also, expected]) => {
		expect(faultsOfSurvey({ tier: 'local' }, also)).toContain(expected);
	});
});
