import { describe, expect, test } from 'vitest';
import type { OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { auditDiscontinuity } from '../../../../../pipelines/steps/protect/programmes/audit-discontinuity.ts';
import { protectedDiscontinuity } from '../../../../../pipelines/steps/protect/programmes/protect-discontinuity.ts';
import type { PublishedParts } from '../../../../../pipelines/steps/protect/programmes/protect-evaluation.ts';
import { publishedEvaluation } from '../../../../../pipelines/steps/protect/programmes/publish-evaluation.ts';
import { courtEvaluation, courtProgramme } from '../../../../support/court-programme.ts';
import {
	declaredHarm,
	declaredOutcome,
	effectOn,
	pictureOf,
	printedEvaluation
} from '../../../../support/evaluated-programmes.ts';
import { testCurveRules as rules } from '../../../../support/programme-arms.ts';
import {
	thresholdEvaluation,
	thresholdProgramme
} from '../../../../support/threshold-programme.ts';

const declared = new Map([['programme', rules]]);
const tier = { tier: 'protected' };

/** The main outcome is a yes or no, whose first bins few have. */
const programme = thresholdProgramme(
	{},
	[
		declaredOutcome('jailed', { column: 'jailed', scale: { kind: 'share' } }),
		declaredHarm('harm', { column: 'harm' })
	],
	tier
);
const exact = thresholdEvaluation(programme);
const published = protectedDiscontinuity(exact, programme, rules);
const audit = (parts: PublishedParts) =>
	auditDiscontinuity(parts, exact, rules).map(({ kind, where }) => `${kind}: ${where}`);

describe('protectedDiscontinuity', () => {
	const found = printedEvaluation(published);

	test('draws bins of ten people or more, with enough who have it', () => {
		const [own, before] = [pictureOf(found, 'discontinuity'), pictureOf(exact, 'discontinuity')];
		expect(own.bins.length).toBeLessThan(before.bins.length);
		expect(own.bins.length).toBeGreaterThan(20);
		const few = before.bins.filter(({ n, mean }) => n < 10 || mean * n < 5 || n - mean * n < 5);
		const shown = new Set(own.bins.map(({ at }) => at));
		expect(few.length).toBeGreaterThan(0);
		expect(few.filter(({ at }) => shown.has(Number(at.toPrecision(4))))).toEqual([]);
	});

	test('rounds people, and leaves four digits of anything else', () => {
		const picture = pictureOf(found, 'discontinuity');
		for (const { n } of [...picture.bins, ...picture.bandwidths]) expect(n % 10).toBe(0);
		expect(found.counts.units % 10).toBe(0);
		const [own, before] = [effectOn(found), effectOn(exact)];
		expect(own.estimate).toBe(Number(before.estimate.toPrecision(4)));
		expect(found.verdict).toBe(exact.verdict);
	});
});

describe('auditDiscontinuity', () => {
	const main = (change: (one: OutcomeEvaluation) => Partial<OutcomeEvaluation>): PublishedParts => {
		const [first, ...others] = published.outcomes;
		return { ...published, outcomes: [{ ...first!, ...change(first!) }, ...others] };
	};
	const picture = (changes: Partial<PictureOf<'discontinuity'>>) =>
		main(({ pictures }) => ({
			pictures: pictures.map((one) => (one.kind === 'discontinuity' ? { ...one, ...changes } : one))
		}));

	test('finds nothing in what is protected', () => {
		expect(audit(published)).toEqual([]);
	});

	const bins = pictureOf(exact, 'discontinuity').bins;
	const planted: readonly [string, () => PublishedParts][] = [
		[
			'people: treatedUnits',
			() => ({ ...published, counts: { ...exact.counts, treatedUnits: 601 } })
		],
		['people: jailed', () => main(() => ({ n: 433 }))],
		['people: jailed', () => picture({ sizes: { left: 201, right: 190 } })],
		['digits: jailed', () => main(() => ({ without: 0.35123456 }))],
		['digits: jailed', () => picture({ bins })],
		[
			'words: jailed',
			() =>
				main(() => ({
					effect: { kind: 'refused', reason: 'data', values: { message: 'row 5: 0.2' }, next: null }
				}))
		]
	];
	test.for(planted)('finds what is planted: %s', ([leak, made]) => {
		expect(audit(made())).toContain(leak);
	});

	test('finds a bin of few', () => {
		const few = { at: 1.25, mean: 0.4, n: 6, side: 'left' as const };
		const parts = {
			...exact,
			outcomes: exact.outcomes.map((one) => ({
				...one,
				pictures: one.pictures.map((drawn) =>
					drawn.kind === 'discontinuity' ? { ...drawn, bins: [few] } : drawn
				)
			}))
		};
		const leaks = auditDiscontinuity(picture({ bins: [{ ...few, n: 10 }] }), parts, rules);
		expect(leaks).toEqual([{ kind: 'bin', where: 'jailed at 1.25' }]);
		expect(
			pictureOf(protectedDiscontinuity(parts, programme, rules), 'discontinuity').bins
		).toEqual([]);
	});
});

describe('publishedEvaluation', () => {
	test('protects people by the rules of their disclosure, and leaves an open panel as it is', () => {
		const court = courtProgramme();
		const own = publishedEvaluation(courtEvaluation(court), court, declared);
		expect(own).not.toHaveProperty('arms');
		expect(own).not.toHaveProperty('exact');
		expect(own.settings).toMatchObject({ disclosureRules: rules.id, peopleRoundedTo: 10 });
		expect(publishedEvaluation(exact, programme, declared)).toEqual(published);
		const open = thresholdProgramme();
		const parts = thresholdEvaluation(open);
		expect(publishedEvaluation(parts, open, declared)).toEqual(parts);
	});

	test('refuses rules that are not declared', () => {
		const court = courtProgramme({ disclosure: 'lost' });
		expect(() => publishedEvaluation(courtEvaluation(court), court, declared)).toThrow(
			'disclosure rules not declared, there are programme: lost'
		);
	});
});
