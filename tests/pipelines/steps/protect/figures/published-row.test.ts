import { describe, expect, test } from 'vitest';
import {
	publishedRow,
	suppressedRow
} from '../../../../../pipelines/steps/protect/figures/published-row.ts';
import { testRules } from '../../../../support/disclosure.ts';
import { tinyEstimate } from '../../../../support/tiny-release.ts';

const row = tinyEstimate({
	...{ estimate: 0.123456789, standard_error: 0.0123456, lower: 0.1012345, upper: 0.1498765 },
	...{ n: 1234, events: 152, df: 57, deff: 1.23456, cv: 0.10012, unsure_share: 0.0123456 },
	quality_reasons: 'n 41 < 60; df 6 < 9'
});

describe('a figure that is published', () => {
	test('has as many decimals as its error has digits, and no count that it was made of', () => {
		expect(publishedRow(row, testRules)).toMatchObject({
			...{ estimate: 0.12346, standard_error: 0.01235, lower: 0.10123, upper: 0.14988 },
			...{ n: 1230, events: null, df: 57, deff: 1.235, cv: 0.1001, unsure_share: 0.01235 },
			quality_reasons: 'n < 60; df < 9'
		});
	});

	test('rounds degrees of freedom that count people, as those of a design without units do', () => {
		const people = { ...row, n: 646, df: 645, precision: 'lower-bound' };
		expect(publishedRow(people, testRules)).toMatchObject({ n: 650, df: 650 });
	});

	test('keeps totals whole where their error has so many digits', () => {
		const total = { ...row, estimate: 27_639_203, standard_error: 373_854.02 };
		expect(publishedRow(total, testRules)).toMatchObject({
			estimate: 27_639_200,
			standard_error: 373_900
		});
	});
});

describe('a figure that is withheld', () => {
	test('has no number and no word that follows from one', () => {
		const { level, ...rest } = suppressedRow(row);
		expect(Object.values(rest).filter((value) => typeof value === 'number')).toEqual([]);
		expect(rest).toMatchObject({
			...{ suppressed: true, withheld: 'suppressed' },
			...{ quality: '', quality_reasons: '', interval: '', precision: '', unsure: '' }
		});
		expect(level).toBe(row.level);
	});
});
