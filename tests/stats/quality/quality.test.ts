import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessedQuality } from '#lib/stats/quality/assessed-quality.ts';
import { type Assessed, qualityQuantities } from '#lib/stats/quality/quality-quantities.ts';
import type { QualityRule, QualityStandard } from '#lib/stats/quality/quality-rules.ts';
import { quality } from '#lib/stats/quality/quality.ts';

const good: Assessed = {
	...{ kind: 'proportion', estimate: 0.2, standardError: 0.02, n: 400, df: 40 },
	...{ events: 80, deff: 1.5 }
};
const label = (rules: readonly QualityRule[], changes: Partial<Assessed> = {}) =>
	quality(rules, qualityQuantities({ ...good, ...changes }));

const few: QualityRule = {
	id: 'n',
	when: [{ quantity: 'n', is: 'below', limit: 60 }],
	label: 'unreliable'
};
const lowDf: QualityRule = {
	id: 'df',
	when: [{ quantity: 'df', is: 'below', limit: 9 }],
	label: 'unreliable'
};
const wide: QualityRule = {
	id: 'cv',
	when: [{ quantity: 'cv', is: 'above', limit: 0.15 }],
	label: 'caution'
};
const otherwise: QualityRule = { id: 'otherwise', label: 'reliable' };

describe('quality', () => {
	test('says why: df 6 below 9', () => {
		expect(label([few, lowDf, wide, otherwise], { df: 6 })).toEqual({
			label: 'unreliable',
			reasons: [{ rule: 'df', quantity: 'df', value: 6, is: 'below', limit: 9 }],
			notes: []
		});
	});

	test('gives the label of the first rule that holds, with the reasons of all that give it', () => {
		const found = label([few, lowDf, wide, otherwise], { n: 59, df: 6, standardError: 0.1 });
		expect(found.label).toBe('unreliable');
		expect(found.reasons.map(({ rule }) => rule)).toEqual(['n', 'df']);
		expect(label([few, lowDf, wide, otherwise])).toEqual({
			label: 'reliable',
			reasons: [],
			notes: []
		});
	});

	test.for([
		['below', [true, false, false]],
		['at-most', [true, true, false]],
		['above', [false, false, true]],
		['at-least', [false, true, true]]
	] as const)('takes a limit for itself as the word says: %s', ([is, outcomes]) => {
		const rule: QualityRule = {
			id: 'n',
			when: [{ quantity: 'n', is, limit: 100 }],
			label: 'caution'
		};
		const held = [99, 100, 101].map((n) => label([rule, otherwise], { n }).label === 'caution');
		expect(held).toEqual(outcomes);
	});

	test('compares with another quantity, whose number the reason names', () => {
		const rule: QualityRule = {
			id: 'se',
			when: [{ quantity: 'standardError', is: 'above', limit: 'standardErrorLimit' }],
			label: 'caution'
		};
		const found = label([rule, otherwise], { standardError: 0.05 });
		expect(found.label).toBe('caution');
		expect(found.reasons[0]?.limit).toAgreeWith(0.2 ** (2 / 3) / 9);
	});

	test('needs all conditions of a rule', () => {
		const both: QualityRule = { ...few, when: [...few.when!, ...lowDf.when!] };
		expect(label([both, otherwise], { n: 50 }).label).toBe('reliable');
		expect(label([both, otherwise], { n: 50, df: 8 }).label).toBe('unreliable');
	});

	test('lets a rule go only if all its exceptions hold', () => {
		const rule: QualityRule = {
			...few,
			unless: [{ answer: 'domainInfo' }, { quantity: 'recovery', is: 'at-least', limit: 1 }]
		};
		const found = (plannedN: number | undefined, domainInfo?: boolean) =>
			quality([rule, otherwise], qualityQuantities({ ...good, n: 40, plannedN }), {
				...(domainInfo !== undefined && { domainInfo })
			}).label;
		expect(found(40, true)).toBe('reliable');
		expect(found(41, true)).toBe('unreliable');
		expect(found(40, false)).toBe('unreliable');
		expect(found(40)).toBe('unreliable');
		expect(found(undefined, true)).toBe('unreliable');
	});

	test('is not assessable where a number that decides is not there, and names it', () => {
		const size: QualityRule = {
			id: 'size',
			when: [{ quantity: 'effectiveSize', is: 'below', limit: 140 }],
			label: 'suppress'
		};
		expect(label([size, otherwise], { deff: undefined })).toEqual({
			label: 'not-assessable',
			reasons: [
				{ rule: 'size', quantity: 'effectiveSize', value: undefined, is: 'below', limit: 140 }
			],
			notes: []
		});
		expect(label([few, size, otherwise], { deff: undefined, n: 50 }).label).toBe('unreliable');
		const alsoFew: QualityRule = { ...size, when: [...size.when!, ...few.when!] };
		expect(label([alsoFew, otherwise], { deff: undefined }).label).toBe('reliable');
	});

	test('is not assessable without rules and where none holds', () => {
		expect(label([])).toEqual({ label: 'not-assessable', reasons: [], notes: [] });
		expect(label([few, lowDf]).label).toBe('not-assessable');
	});

	test('adds notes of the rules before the one that decides, which decide nothing', () => {
		const note: QualityRule = {
			id: 'complement',
			when: [{ quantity: 'df', is: 'at-least', limit: 1 }],
			note: 'complement-unreliable'
		};
		expect(label([note, few, otherwise])).toEqual({
			label: 'reliable',
			reasons: [],
			notes: ['complement-unreliable']
		});
		expect(label([few, note, otherwise], { n: 10 }).notes).toEqual([]);
	});

	test('never calls reliable what an earlier rule calls otherwise', () => {
		const rules = [few, lowDf, wide, otherwise];
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 200 }),
				fc.integer({ min: 0, max: 20 }),
				fc.double({ min: 0, max: 0.2, noNaN: true }),
				(n, df, standardError) => {
					const found = label(rules, { n, df, standardError, events: Math.min(n, 80) });
					const isReliable = n >= 60 && df >= 9 && standardError / 0.2 <= 0.15;
					expect(found.label === 'reliable').toBe(isReliable);
					expect(found.reasons.length > 0).toBe(!isReliable);
				}
			)
		);
	});
});

describe('assessedQuality', () => {
	const logRule: QualityRule = {
		id: 'log-cv',
		when: [{ quantity: 'logCv', is: 'above', limit: 0.175 }],
		label: 'suppress'
	};
	const cvRule: QualityRule = { ...wide, label: 'unreliable' };
	const standard = (settings: QualityStandard['settings']): QualityStandard => ({
		settings,
		kinds: { proportion: { rules: [logRule, otherwise] }, mean: { rules: [cvRule, otherwise] } }
	});
	const above: Assessed = { ...good, estimate: 0.9, standardError: 0.05, events: 360 };

	test('computes the logarithmic cv as asked only for a standard that leaves it open', () => {
		const settings = { logCv: 'calidad-0.8.0' } as const;
		expect(assessedQuality(standard(['logCv']), above, settings).label).toBe('reliable');
		expect(assessedQuality(standard([]), above, settings).label).toBe('suppress');
		expect(assessedQuality(standard(['logCv']), above).label).toBe('suppress');
	});

	test('heeds answers only to questions that the standard asks', () => {
		const rule: QualityRule = { ...few, unless: [{ answer: 'domainInfo' }] };
		const kinds = { proportion: { rules: [rule, otherwise] } };
		const found = (settings: QualityStandard['settings']) =>
			assessedQuality({ settings, kinds }, { ...good, n: 10, events: 5 }, { domainInfo: true })
				.label;
		expect(found(['domainInfo'])).toBe('reliable');
		expect(found(['lowDfJustified'])).toBe('unreliable');
	});

	test('judges a ratio above 1 as a mean', () => {
		const ratio: Assessed = { ...good, estimate: 1.3, standardError: 0.3 };
		expect(assessedQuality(standard([]), ratio).reasons[0]?.quantity).toBe('cv');
	});

	test('has no label for a kind of estimate that the standard does not know', () => {
		expect(assessedQuality(standard([]), { ...good, kind: 'count' }).label).toBe('not-assessable');
	});
});
