import { describe, expect, test } from 'vitest';
import { logCv } from '#lib/stats/quality/log-cv.ts';
import { nchsCountInterval, nchsProportionInterval } from '#lib/stats/quality/nchs-intervals.ts';
import { publishesTable } from '#lib/stats/quality/publishes-table.ts';
import { type Assessed, qualityQuantities } from '#lib/stats/quality/quality-quantities.ts';
import { quantityNames } from '#lib/stats/quality/quality-rules.ts';
import { standardErrorLimit } from '#lib/stats/quality/standard-error-limit.ts';

const share: Assessed = {
	...{ kind: 'proportion', estimate: 0.2, standardError: 0.02, n: 400, df: 40 },
	...{ events: 70, deff: 1.6, plannedN: 500 }
};

describe('qualityQuantities', () => {
	test('of a proportion are all but those of counts', () => {
		const found = qualityQuantities(share);
		expect(Object.keys(found).toSorted()).toEqual([...quantityNames].toSorted());
		expect(found).toMatchObject({ events: 70, nonEvents: 330, effectiveSize: 250 });
		expect(found).toMatchObject({ recovery: 0.8, kishSize: undefined });
		expect(found.cv).toAgreeWith(0.1);
		expect(found.logCv).toAgreeWith(0.1 / -Math.log(0.2));
		expect(found.relativeWidth).toAgreeWith(found.intervalWidth! / 0.2);
		expect(found.complementWidth).toAgreeWith(found.intervalWidth! / 0.8);
	});

	test('of a mean are those that need no share; the sign of the mean does not matter', () => {
		const found = qualityQuantities({ ...share, kind: 'mean', estimate: -5, standardError: 1 });
		expect(found).toMatchObject({ cv: 0.2, logCv: undefined, standardErrorLimit: undefined });
		expect(found).toMatchObject({ binomialSize: undefined, intervalWidth: undefined });
	});

	test('of a count are its effective size and the width of its log-t interval', () => {
		const count: Assessed = {
			...share,
			kind: 'count',
			estimate: 500,
			standardError: 100,
			kishDeff: 2
		};
		const found = qualityQuantities(count);
		expect(found).toMatchObject({ kishSize: 200, binomialSize: undefined, cv: 0.2 });
		const { lower, upper } = nchsCountInterval(500, 100, { n: 400, kishDeff: 2 })!;
		expect(found.relativeWidth).toAgreeWith((upper - lower) / 500);
	});

	test('do not exist where they would be a division by nothing', () => {
		const nobody = qualityQuantities({ ...share, estimate: 0, standardError: 0, events: 0 });
		expect(nobody).toMatchObject({ cv: undefined, logCv: undefined, relativeWidth: undefined });
		expect(nobody).toMatchObject({ binomialSize: 400, standardErrorLimit: 0 });
		const all = qualityQuantities({ ...share, estimate: 1, standardError: 0, events: 400 });
		expect(all).toMatchObject({ cv: 0, logCv: undefined, complementWidth: undefined });
		const unknown = qualityQuantities({ ...share, standardError: undefined, deff: 0 });
		expect(unknown).toMatchObject({ cv: undefined, binomialSize: undefined });
		expect(unknown.effectiveSize).toBeUndefined();
	});
});

describe('logCv', () => {
	test('is the same for p and 1 - p as published, not as in calidad', () => {
		expect(logCv(0.9, 0.05)).toAgreeWith(logCv(0.1, 0.05));
		expect(logCv(0.9, 0.05, 'calidad-0.8.0')).toAgreeWith(logCv(0.1, 0.05)! / 9);
		expect(logCv(0.5, 0.05)).toAgreeWith(logCv(0.5, 0.05, 'calidad-0.8.0'));
	});

	test('has no answer at 0 and 1', () => {
		expect(logCv(0, 0)).toBeUndefined();
		expect(logCv(1, 0, 'calidad-0.8.0')).toBeUndefined();
	});

	test('reaches 0.175 at one half with 68 effective cases', () => {
		expect(logCv(0.5, Math.sqrt(0.25 / 68))).toBeLessThan(0.175);
		expect(logCv(0.5, Math.sqrt(0.25 / 67))).toBeGreaterThan(0.175);
	});
});

describe('standardErrorLimit', () => {
	test('is 0 at both ends, the same on both sides and largest at one half', () => {
		expect([0, 1].map(standardErrorLimit)).toEqual([0, 0]);
		expect(standardErrorLimit(0.3)).toAgreeWith(standardErrorLimit(0.7));
		expect(standardErrorLimit(0.5)).toAgreeWith(0.5 ** (2 / 3) / 9);
		expect(standardErrorLimit(1.2)).toBeUndefined();
	});
});

describe('nchsProportionInterval', () => {
	test('at no events is Clopper-Pearson with the cases themselves', () => {
		const { size, lower, upper } = nchsProportionInterval(0, 0, { n: 60, df: 12 })!;
		expect([size, lower]).toEqual([60, 0]);
		expect(upper).toAgreeWith(1 - 0.025 ** (1 / 60));
	});

	test('never counts more than the cases', () => {
		expect(nchsProportionInterval(0.3, 0.001, { n: 60, df: 12 })?.size).toBe(60);
	});

	test('has no answer without degrees of freedom or with one case', () => {
		expect(nchsProportionInterval(0.3, 0.1, { n: 60, df: 0 })).toBeUndefined();
		expect(nchsProportionInterval(0.3, 0.1, { n: 1, df: 5 })).toBeUndefined();
	});
});

describe('nchsCountInterval', () => {
	test('has no answer at 0 and with one effective case', () => {
		expect(nchsCountInterval(0, 0, { n: 60, kishDeff: 1 })).toBeUndefined();
		expect(nchsCountInterval(500, 50, { n: 2, kishDeff: 2 })).toBeUndefined();
	});
});

describe('publishesTable', () => {
	const half = { label: 'reliable', share: 0.5 } as const;

	test('wants the share of the cells that can be assessed', () => {
		expect(publishesTable(['reliable', 'caution'], half)).toBe(true);
		expect(publishesTable(['reliable', 'caution', 'unreliable'], half)).toBe(false);
		expect(publishesTable(['reliable', 'caution', 'not-assessable'], half)).toBe(true);
	});

	test('rounds the share to hundredths of a per cent first, as calidad does', () => {
		const cells = (reliable: number, others: number) => [
			...Array<'reliable'>(reliable).fill('reliable'),
			...Array<'caution'>(others).fill('caution')
		];
		expect(publishesTable(cells(9999, 10_001), half)).toBe(true);
		expect(publishesTable(cells(4999, 5001), half)).toBe(false);
	});

	test('has no answer for a table of which nothing can be assessed, and rejects per cent', () => {
		expect(publishesTable([], half)).toBeUndefined();
		expect(publishesTable(['not-assessable'], half)).toBeUndefined();
		expect(() => publishesTable(['reliable'], { ...half, share: 50 })).toThrow(
			'share not in [0, 1]: 50'
		);
	});
});
