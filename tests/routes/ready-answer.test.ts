import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import { compareIndependent } from '#lib/estimate/compare-independent.ts';
import { replicateChange, replicateEstimate } from '#lib/estimate/replicate-estimate.ts';
import { type Catalogue, type CatalogueSurvey, catalogue } from '#lib/model/catalogue.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { type SourceAnswer, answersOf } from '../../src/routes/[lang]/explore/answer-of.ts';
import { comparedFigures } from '../../src/routes/[lang]/explore/compared-lines.ts';
import { figureKey } from '../../src/routes/[lang]/explore/figure-key.ts';
import { testRules } from '../support/disclosure.ts';
import {
	type GuardedRelease,
	guardedInstance,
	guardedRelease
} from '../support/guarded-instance.ts';
import type { Instance } from '../support/instance.ts';
import { readyEngine } from '../support/ready-engine.ts';

const { signal } = new AbortController();
const survey = 'test-2024';
const asked = { survey, indicator: 'sees-sale' };

let instance: Instance;
let release: GuardedRelease;
let engine: ReleaseEngine;
let known: Catalogue;
let figures: EstimateRow[];
let totals: ReplicateRow[];
beforeAll(async () => {
	instance = guardedInstance();
	instance.yaml('data/disclosure/test-rules.yaml', { ...testRules, replicates: 10 });
	release = await guardedRelease(instance);
	engine = readyEngine(release.folder);
	known = catalogue.parse(
		JSON.parse(readFileSync(join(release.folder, 'catalogue.json'), 'utf8')) as unknown
	);
	figures = await engine.published(asked, signal);
	totals = await engine.replicates(asked, signal);
}, 180_000);
afterAll(() => {
	release.remove();
	instance.remove();
});

const only = (concept: string, ...categories: string[]) => [{ concept, categories }];
const viewOf = (changes: Partial<ExploreView>) => exploreView.parse({ ...asked, ...changes });

function resolved(changes: Partial<ExploreView>, of = known) {
	const found = resolvedView(of, viewOf(changes));
	if (typeof found === 'string') throw new Error(found);
	expect(found.dropped).toEqual([]);
	return found;
}

async function answered(changes: Partial<ExploreView>) {
	const [one] = await answersOf(engine, resolved(changes), { catalogue: known, signal });
	return one!.answer;
}

type Place = Partial<Pick<EstimateRow, 'territory' | 'by_1' | 'category_1' | 'category_2'>>;

/** The totals of a published figure. */
function totalsOf(place: Place): ReplicateRow {
	const full = { territory: 'XTT', by_1: '', category_1: '', category_2: '', ...place };
	const found = totals.find((row) =>
		Object.entries(full).every(([name, value]) => row[name as keyof Place] === value)
	);
	if (!found) throw new Error(`no totals: ${JSON.stringify(place)}`);
	return found;
}
const ofAge = (category_1: string) => totalsOf({ by_1: 'age', category_1 });
const ofSexAndAge = (category_1: string, category_2: string) =>
	totalsOf({ by_1: 'sex', category_1, category_2 });

function expectMerged(figure: ShownFigure | undefined, rows: readonly ReplicateRow[]) {
	const { assumedDeff, ...expected } = replicateEstimate(rows)!;
	expect(figure).toMatchObject({ kind: 'figure', events: null, deff: null, ...expected });
	expect(assumedDeff).toBeNull();
}

const named = (all: readonly ShownFigure[]) =>
	new Map(all.map((one) => [one.domain.map(({ category }) => category).join(' '), one]));

describe('the answer of a survey without rows', () => {
	test('for some categories is their totals added up', async () => {
		const { overall, figures: found } = await answered({ where: only('age', 'young', 'old') });
		expectMerged(overall, [ofAge('young'), ofAge('old')]);
		expect(overall.n).toBe(600);
		expect(found).toEqual([overall]);
	});

	test('is merged within every group of a breakdown', async () => {
		const where = only('age', 'middle', 'old');
		const { overall, figures: found } = await answered({ by: ['sex'], where });
		const groups = named(found);
		expect([...groups.keys()].sort()).toEqual(['man', 'woman']);
		for (const [sex, figure] of groups)
			expectMerged(figure, [ofSexAndAge(sex, 'middle'), ofSexAndAge(sex, 'old')]);
		expectMerged(overall, [ofAge('middle'), ofAge('old')]);
	});

	test('is merged of two filters at once', async () => {
		const where = [...only('age', 'young', 'old'), ...only('sex', 'man', 'woman')];
		const { overall } = await answered({ where });
		expectMerged(overall, [
			...[ofSexAndAge('man', 'young'), ofSexAndAge('woman', 'young')],
			...[ofSexAndAge('man', 'old'), ofSexAndAge('woman', 'old')]
		]);
	});

	test('for one category is the published figure itself', async () => {
		const { figures: all } = await answered({ by: ['age'] });
		const { overall, figures: found } = await answered({ where: only('age', 'young') });
		expect(overall).toEqual({ ...named(all).get('young'), domain: [] });
		expect(found).toEqual([overall]);
	});

	test('keeps the categories of a breakdown that the filter keeps', async () => {
		const { figures: all } = await answered({ by: ['age'] });
		const view = { by: ['age'], where: only('age', 'young', 'old') };
		const { figures: found, overall } = await answered(view);
		expect(found).toEqual([named(all).get('young'), named(all).get('old')]);
		expectMerged(overall, [ofAge('young'), ofAge('old')]);
	});

	test('is the word alone where one of the merged figures is withheld', async () => {
		const where = only('age', 'young', 'middle');
		const { figures: found, overall } = await answered({ by: ['area'], where });
		const hidden = figures.filter(
			(row) => row.suppressed && row.by_1 === 'age' && row.category_1 !== 'old'
		);
		const areas = new Set(hidden.map(({ territory }) => territory));
		expect([...areas].sort()).toEqual(['east', 'north', 'west']);
		for (const one of found)
			if (areas.has(one.domain[0]!.category))
				expect(one).toEqual({
					...{ kind: 'none', domain: one.domain, reason: 'suppressed', details: [], n: null }
				});
		const south = (category_1: string) => totalsOf({ territory: 'south', by_1: 'age', category_1 });
		expectMerged(named(found).get('south'), [south('young'), south('middle')]);
		expectMerged(overall, [ofAge('young'), ofAge('middle')]);
	});

	test('is withheld where totals of a merged figure are not published', async () => {
		const replicates = () => Promise.resolve(totals.filter((row) => row !== ofAge('old')));
		const poorer = readyEngine(release.folder, { replicates });
		const found = resolved({ where: only('age', 'young', 'old') });
		const [one] = await answersOf(poorer, found, { catalogue: known, signal });
		expect(one?.answer.overall).toMatchObject({ kind: 'none', reason: 'suppressed', n: null });
	});
});

const compareOf = (view: ExploreView) => view.compare!;

async function compared(changes: Partial<ExploreView>, by = engine) {
	const found = resolved(changes);
	const answers = await answersOf(by, found, { catalogue: known, signal });
	const compare = compareOf(found.view);
	return comparedFigures(by, found, { catalogue: known, answers, compare, signal });
}

const against = (group: string, kind: 'difference' | 'ratio' = 'difference') =>
	exploreView.shape.compare.unwrap().parse({ against: `${survey}:${group}`, kind });

describe('comparisons within a survey without rows', () => {
	test.for(['difference', 'ratio'] as const)('have the covariance of totals: %s', async (kind) => {
		const found = await compared({ by: ['age'], compare: against('young', kind) });
		expect(found.map(({ key }) => key)).toEqual([`${survey}:middle`, `${survey}:old`]);
		for (const [i, age] of ['middle', 'old'].entries()) {
			const change = { kind, of: [ofAge(age)], against: [ofAge('young')] };
			const { interval, ...tested } = replicateChange(change)!;
			const { result } = found[i]!;
			expect(result).toMatchObject({
				kind: 'compared',
				comparison: { outcome: 'compared', kind, ...tested, ...interval }
			});
		}
	});

	test('are of merged groups where there is a filter', async () => {
		const view = { by: ['sex'], where: only('age', 'young', 'old'), compare: against('man') };
		const [found] = await compared(view);
		const rows = (sex: string) => [ofSexAndAge(sex, 'young'), ofSexAndAge(sex, 'old')];
		const of = rows('woman');
		const { t, p } = replicateChange({ kind: 'difference', of, against: rows('man') })!;
		expect(found).toMatchObject({ result: { comparison: { t, p, adjustedP: p } } });
	});

	test('are the word where one of the two is withheld', async () => {
		const found = await compared({ by: ['area'], compare: against('south') });
		const hidden = figures.filter((row) => row.suppressed && row.by_1 === '');
		expect(hidden.map(({ territory }) => territory).sort()).toEqual(['east', 'north', 'west']);
		for (const { key, result } of found)
			if (hidden.some(({ territory }) => key.endsWith(territory)))
				expect(result).toEqual({ kind: 'suppressed' });
		const all = await compared({ by: ['area'], compare: against('west') });
		expect(all.map(({ result }) => result.kind)).toEqual(all.map(() => 'suppressed'));
	});

	test('are those that the release made where no totals are published', async () => {
		const poorer = readyEngine(release.folder, { replicates: () => Promise.resolve([]) });
		const rows = await engine.contrasts(asked, signal);
		const row = rows.find((one) => one.territory === 'XTT' && one.by_1 === '')!;
		const [of, turned] = [
			await compared({ by: ['sex'], compare: against('man') }, poorer),
			await compared({ by: ['sex'], compare: against('woman') }, poorer)
		];
		expect([of[0]?.key, turned[0]?.key]).toEqual([`${survey}:woman`, `${survey}:man`]);
		const { difference: estimate, difference_se: standardError, df } = row;
		expect(of[0]?.result).toMatchObject({ comparison: { estimate, standardError, df } });
		expect(turned[0]?.result).toMatchObject({ comparison: { estimate: -estimate!, df } });
		const limits = [row.difference_lower!, row.difference_upper!];
		expect(of[0]?.result).toMatchObject({
			comparison: {
				lower: expect.closeTo(limits[0]!, 5) as number,
				upper: expect.closeTo(limits[1]!, 5) as number
			}
		});
		const found = await compared({ by: ['age'], compare: against('old') }, poorer);
		expect(found.map(({ result }) => result.kind)).toEqual(['suppressed', 'suppressed']);
	});
});

/** The same survey once more, as if it were another one. */
const twice = (changes: Partial<CatalogueSurvey> = {}): Catalogue => ({
	...known,
	surveys: [...known.surveys, { ...known.surveys[0]!, id: 'other', ...changes }]
});

/** Figures of both surveys are those of the one there is, with some changes. */
const engineOfTwo = (changes: Partial<EstimateRow> = {}, ask = engine.ask) =>
	readyEngine(release.folder, {
		published: () => Promise.resolve(figures.map((row) => ({ ...row, ...changes }))),
		ask
	});

describe('a survey without rows beside another source', () => {
	const view = (changes: Partial<ExploreView> = {}) => ({
		...{ also: ['other'], by: ['sex'], ...changes },
		compare: { ...against('man'), anyway: true }
	});

	async function between(of: ReleaseEngine) {
		const found = resolved(view(), twice());
		const answers = await answersOf(of, found, { catalogue: twice(), signal });
		const compare = compareOf(found.view);
		const all = await comparedFigures(of, found, {
			...{ catalogue: twice(), answers, compare, signal }
		});
		return { answers, result: all.find(({ key }) => key === 'other:man')?.result };
	}

	test('is compared as a sample drawn apart', async () => {
		const { answers, result } = await between(engineOfTwo());
		const one = named(answers[0]!.answer.figures).get('man');
		if (one?.kind !== 'figure') throw new Error('no figure of men');
		const estimate = { ...one, kind: 'estimate', assumedDeff: null } as const;
		const options = { kind: 'difference', level: 0.95 } as const;
		const expected = compareIndependent(estimate, estimate, options);
		if (expected.outcome !== 'compared') throw new Error('not compared');
		const { standardError, df, t } = expected;
		expect(standardError).toAgreeWith(Math.SQRT2 * one.standardError);
		expect(result).toMatchObject({ comparison: { outcome: 'compared', standardError, df, t } });
	});

	test('is not compared where its design is incomplete', async () => {
		const { result } = await between(engineOfTwo({ precision: 'lower-bound' }));
		expect(result).toMatchObject({
			comparison: { outcome: 'withheld', reason: 'incomplete-design' }
		});
	});

	test('is the word where its figure is withheld', async () => {
		const hidden = { suppressed: true, estimate: null, standard_error: null };
		expect((await between(engineOfTwo(hidden))).result).toEqual({ kind: 'suppressed' });
	});

	test('has the others treat people without a side as its figures do', async () => {
		const { figures: ready, ...rest } = known.surveys[0]!;
		const { breakdowns: _, contrasts: __, totals: ___, ...unit } = ready[0]!;
		const tables = [{ ...unit, path: 'respondents/other.parquet', rows: 10 }];
		const both = twice({ ...rest, id: 'other', tables, figures: [] });
		const none = { kind: 'withheld', domain: [], n: 0, weightedN: 0, unsureShare: 0.1 } as const;
		const overall = { ...none, reason: 'no-cases', details: [] } as const;
		const ask = vi.fn<ReleaseEngine['ask']>(({ unsure }) => {
			const set = {
				estimates: [],
				overall,
				missing: {},
				withoutBreakdown: 0,
				level: 0.95,
				sql: []
			};
			const applied = unsure === 'auto' ? 'category' : unsure;
			return Promise.resolve({ ...set, unsure: applied } as unknown as EstimateSet);
		});
		const found = resolved({ also: ['other'], by: ['sex'] }, both);
		const answers = await answersOf(engineOfTwo({}, ask), found, { catalogue: both, signal });
		expect(ask.mock.calls.map(([{ unsure }]) => unsure)).toEqual(['auto', 'exclude']);
		expect(answers.map(({ answer }: SourceAnswer) => answer.unsure)).toEqual([
			'exclude',
			'exclude'
		]);
		const man = answers[0]!.answer.figures[0]!;
		expect(figureKey(survey, man)).toBe(`${survey}:man`);
	});
});
