import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
	type QualityProfile,
	qualityLabel,
	qualityProfile,
	qualityQuantity,
	qualitySetting
} from '#lib/model/quality-profile.ts';
import { locales } from '#lib/model/locales.ts';
import { assessedQuality } from '#lib/stats/quality/assessed-quality.ts';
import type { Assessed } from '#lib/stats/quality/quality-quantities.ts';
import {
	type QualityStandard,
	qualityKinds,
	qualityLabels,
	qualityQuestions,
	quantityNames
} from '#lib/stats/quality/quality-rules.ts';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';

const few = { id: 'n', when: [{ quantity: 'n', is: 'below', limit: 60 }], label: 'unreliable' };
const otherwise = { id: 'otherwise', label: 'reliable' };
const declared = {
	id: 'strict',
	label: { en: 'Strict' },
	appliesTo: { en: 'Everything' },
	kinds: { proportion: { rules: [few, otherwise] } }
};

const problems = (changes: Record<string, unknown>) => {
	const parsed = qualityProfile.safeParse({ ...declared, ...changes });
	return parsed.success
		? []
		: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const ofRules = (...rules: unknown[]) => problems({ kinds: { mean: { rules } } });

describe('qualityProfile', () => {
	test('takes a list of rules that ends with what is left', () => {
		expect(qualityProfile.parse(declared)).toMatchObject({
			settings: [],
			terms: {},
			kinds: { proportion: { cases: 'domain' } }
		});
	});

	test.for([
		['are none', []],
		['end with a condition', [few]],
		['decide before the end', [otherwise, few, { ...otherwise, id: 'last' }]]
	] as const)('refuses rules that %s', ([, rules]) => {
		expect(ofRules(...rules)).toContain(
			'kinds.mean.rules: the last rule, and no other, needs a label without conditions'
		);
	});

	test('refuses a rule with label and note, with neither, and two of one id', () => {
		const both = 'kinds.mean.rules.0: needs a label or a note, not both';
		expect(ofRules({ ...few, note: 'complement' }, otherwise)).toEqual([both]);
		expect(ofRules({ id: 'n', when: few.when }, otherwise)).toEqual([both]);
		expect(ofRules(few, few, otherwise)).toEqual(['kinds.mean.rules: rule ids repeat']);
	});

	test('refuses a quantity, a comparison and a label that nobody knows', () => {
		const asking = (changes: object) =>
			ofRules({ ...few, when: [{ ...few.when[0], ...changes }] }, otherwise);
		expect(asking({ quantity: 'luck' })).toHaveLength(1);
		expect(asking({ is: 'near' })).toHaveLength(1);
		expect(asking({ limit: 'luck' })).toHaveLength(1);
		expect(asking({ limit: 'df' })).toEqual([]);
		expect(ofRules({ ...few, label: 'superb' }, otherwise)).toHaveLength(1);
	});

	test('refuses an exception that asks what is not among the settings', () => {
		const kinds = {
			proportion: { rules: [{ ...few, unless: [{ answer: 'domainInfo' }] }, otherwise] }
		};
		expect(problems({ kinds })).toEqual([
			'kinds.proportion.rules.0.unless: not among the settings: domainInfo'
		]);
		expect(problems({ kinds, settings: ['domainInfo'] })).toEqual([]);
	});

	test('knows the names that stats knows', () => {
		expect(qualityLabel.options).toEqual(qualityLabels);
		expect(qualityQuantity.options).toEqual(quantityNames);
		expect(qualitySetting.options).toEqual(['logCv', ...qualityQuestions]);
		expect(Object.keys(qualityProfile.shape.kinds.shape)).toEqual(qualityKinds);
	});

	test('is a standard that stats judges by', () => {
		const standard: QualityStandard = qualityProfile.parse(declared);
		const asked: Assessed = { kind: 'proportion', estimate: 0.2, standardError: 0.1, n: 6, df: 3 };
		expect(assessedQuality(standard, asked).label).toBe('unreliable');
	});
});

const profiles = readDeclarations(join(import.meta.dirname, '../../data')).quality;
const named = (id: string): QualityProfile => profiles.find((one) => one.id === id)!;

describe('data/quality', () => {
	test('holds the profiles that are known', () => {
		expect(profiles.map(({ id }) => id)).toEqual(
			[
				'cepal-2020',
				'cepal-2023',
				'dane',
				'dhs',
				'inegi',
				'nchs-counts',
				'nchs-proportions',
				'none',
				'nsduh',
				'ine-chile-2020',
				'ine-chile-economic-2024'
			].toSorted()
		);
	});

	test.for(profiles)('says in four languages what it is: $id', ({ label, appliesTo, note }) => {
		for (const text of [label, appliesTo, ...(note ? [note] : [])])
			expect(Object.keys(text).toSorted()).toEqual([...locales].toSorted());
	});

	/** Nobody has it: the error is 0 because nothing varies, not because it is known. */
	const nobody: Assessed = {
		...{ kind: 'proportion', estimate: 0, standardError: 0, n: 5000, df: 200, events: 0 }
	};

	// calidad calls 0 with an error of 0 reliable; published rules judge an error that was estimated.
	test.for([
		['ine-chile-2020', 'not-assessable', ['no-error']],
		['ine-chile-economic-2024', 'not-assessable', ['no-error']],
		['dane', 'not-assessable', ['no-error']],
		['inegi', 'not-assessable', ['no-error']],
		['cepal-2020', 'suppress', ['cases']],
		['cepal-2023', 'unreliable', ['cases-few']],
		['nchs-proportions', 'review', ['no-events']],
		['nsduh', 'suppress', ['rounds-to-0']]
	] as const)('%s does not call nobody reliable but %s', ([id, label, rules]) => {
		const { label: ours, reasons } = assessedQuality(named(id), nobody);
		expect([ours, reasons.map(({ rule }) => rule)]).toEqual([label, rules]);
	});

	test('ine-chile-economic-2024 takes fewer cases if as many were planned in a planned domain', () => {
		const few: Assessed = {
			...{ kind: 'mean', estimate: 100, standardError: 10, n: 20, df: 12, plannedN: 20 }
		};
		const profile = named('ine-chile-economic-2024');
		expect(assessedQuality(profile, few).label).toBe('unreliable');
		expect(assessedQuality(profile, few, { domainInfo: true }).label).toBe('reliable');
		const missed = { ...few, plannedN: 21 };
		expect(assessedQuality(profile, missed, { domainInfo: true }).label).toBe('unreliable');
	});

	test('dane warns above 15 %, and none says nothing', () => {
		const asked: Assessed = { kind: 'total', estimate: 100, standardError: 15, n: 900, df: 50 };
		expect(assessedQuality(named('dane'), asked).label).toBe('reliable');
		expect(assessedQuality(named('dane'), { ...asked, standardError: 15.1 }).label).toBe('caution');
		expect(assessedQuality(named('none'), asked)).toEqual({
			label: 'not-assessable',
			reasons: [],
			notes: []
		});
	});

	test('sizes of INE Chile and counts of NCHS are judged by the cases that have what is counted', () => {
		const cases = (id: string) => named(id).kinds.count?.cases;
		expect(['ine-chile-2020', 'nchs-counts', 'cepal-2023'].map(cases)).toEqual([
			'events',
			'events',
			'domain'
		]);
	});
});
