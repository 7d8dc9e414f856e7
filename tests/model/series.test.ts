import { describe, expect, test } from 'vitest';
import { series, seriesColumns } from '#lib/model/series.ts';
import { offences, seriesInput } from '../support/series-folder.ts';

/** The messages with their paths. */
function problems(input: unknown): string[] {
	const parsed = series.safeParse(input);
	return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const file = { id: 'file', path: 'file.csv', format: 'csv' };
const part = {
	file: 'file',
	territory: { column: 'state', scheme: 'number' },
	period: { year: 'year' },
	values: [{ column: 'n' }]
};
const recipe = (changes: object, others: object = {}) => ({
	...seriesInput,
	...others,
	origin: { kind: 'recipe', files: [file], parts: [{ ...part, ...changes }] }
});

describe('series', () => {
	test('takes published figures', () => {
		expect(problems(seriesInput)).toEqual([]);
		expect(seriesColumns(series.parse({ ...seriesInput, ...offences }))).toEqual(
			'series territory period offence value standard_error status note'.split(' ')
		);
	});

	test('refuses a wanted direction of enforcement, and enforcement without a word about it', () => {
		const input = { ...seriesInput, measures: 'enforcement', direction: 'down' };
		expect(problems(input)).toEqual([
			'direction: enforcement has no wanted direction',
			'caution: enforcement says that it measures the work of police and recording'
		]);
	});

	test('refuses to publish below the level of states', () => {
		const geography = { ...seriesInput.geography, level: 'municipality' };
		expect(problems({ ...seriesInput, geography })).toEqual([
			'tier: not open below the level of states: municipality'
		]);
		expect(problems({ ...seriesInput, geography, tier: 'local' })).toEqual([]);
	});

	test.for([
		['a month in a series by year', { lastComplete: '2022-03' }, 'lastComplete: not a period of'],
		['no last complete period', { lastComplete: undefined }, 'lastComplete: needed, unless'],
		['no such month', { lastComplete: '2022-13' }, 'lastComplete: not a period such as'],
		['a field nobody knows', { colour: 'red' }, ': Unrecognized key: "colour"'],
		['a dimension called value', { dimensions: [dimension('value')] }, 'dimensions: stands twice'],
		['a facts file elsewhere', { origin: { kind: 'facts' } }, 'origin.method: ']
	] as const)('refuses %s', ([, change, message]) => {
		const [found = 'no problem'] = problems({ ...seriesInput, ...change });
		expect(found.slice(0, message.length)).toBe(message);
	});

	test('refuses a hierarchy of categories that there are not', () => {
		const [hierarchy] = offences.hierarchies;
		const hierarchies = [{ ...hierarchy, children: ['sale', 'barter'] }];
		expect(problems({ ...seriesInput, ...offences, hierarchies })).toEqual([
			'hierarchies.0.offence: unknown category of offence: barter'
		]);
	});

	test('takes a recipe whose columns of values say month and category', () => {
		const values = [
			{ column: 'January', month: 1, dimensions: { offence: 'sale' } },
			{ column: 'February', month: 2, dimensions: { offence: 'sale' } }
		];
		const monthly = { frequency: 'month', lastComplete: '2022-12', ...offences };
		expect(problems(recipe({ values }, monthly))).toEqual([]);
	});

	test.for([
		['no month', { values: [{ column: 'n' }] }],
		['the month twice', { values: [{ column: 'n', month: 1 }], period: { year: 'y', month: 'm' } }],
		['a year beside a date', { values: [{ column: 'n', year: 2020 }], period: { date: 'day' } }]
	] as const)('refuses a recipe by month that says %s', ([, change]) => {
		const found = problems(recipe(change, { frequency: 'month', lastComplete: '2022-12' }));
		expect(found).toEqual(['origin.parts.0.values.0: does not say its month exactly once']);
	});

	test('refuses a recipe that leaves a category out, or takes one that is not declared', () => {
		expect(problems(recipe({}, offences))).toEqual([
			'origin.parts.0.values.0: says the offence not exactly once'
		]);
		const dimensions = { offence: { column: 'kind', codes: { V: 'sale', X: 'barter' } } };
		expect(problems(recipe({ dimensions }, offences))).toEqual([
			'origin.parts.0.dimensions.offence: unknown category of offence: barter'
		]);
	});

	test('refuses estimates without the standard errors it promises', () => {
		const value = { ...seriesInput.value, kind: 'share', per: 100, precision: 'standard-error' };
		expect(problems(recipe({}, { value }))).toEqual([
			'origin.parts.0.values.0.standardError: does not fit the precision of the series: standard-error'
		]);
	});
});

function dimension(id: string) {
	return { id, label: { en: id }, categories: [{ id: 'one', label: { en: 'One' } }] };
}
