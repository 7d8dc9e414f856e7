import { leastSquares, product, steadyColumns, sum } from './nuisance.ts';
import {
	type Changes,
	type EffectMethod,
	type TwoPeriodEffect,
	columnMeans,
	effectOf,
	none,
	oddsOfControls,
	overlapping,
	treatedAndControls,
	weightedMean
} from './two-periods.ts';
import { DomainError } from '#lib/errors.ts';

/** Observations of two periods, of the same units or of others. */
export interface Sections extends Omit<Changes, 'change'> {
	readonly outcome: Float64Array;
	/** 1 in the later of the two periods compared, 0 in the base period. */
	readonly after: Float64Array;
}

/**
 * Effect on the treated between two cross-sections, assumed to be of the same population. Agrees with
 * R `DRDID::reg_did_rc`, `std_ipw_did_rc` and `drdid_rc` (locally efficient).
 */
export function sectionEffect(sections: Sections, method: EffectMethod): TwoPeriodEffect {
	const parts = sectionParts(sections);
	if (typeof parts === 'string') return none(parts);
	if (sections.columns.length === 1) return plainEffect(parts);
	switch (method) {
		case 'reg':
			return regressionEffect(parts);
		case 'ipw':
			return weightingEffect(parts);
		case 'dr':
			return doublyRobustEffect(parts);
		default:
			throw new DomainError(`no such method for repeated cross-sections: ${method}`);
	}
}

type Parts = Exclude<ReturnType<typeof sectionParts>, string>;

/** The observations with their weights in four parts: treated or control, after or before. */
function sectionParts(sections: Sections) {
	const sides = treatedAndControls(sections);
	if (typeof sides === 'string') return sides;
	const before = sections.after.map((post) => 1 - post);
	const parts = {
		...sections,
		...sides,
		columns: steadyColumns(sections.columns),
		before,
		treatedAfter: product(sides.ofTreated, sections.after),
		treatedBefore: product(sides.ofTreated, before),
		controlsAfter: product(sides.ofControls, sections.after),
		controlsBefore: product(sides.ofControls, before)
	};
	if (!(sum(parts.treatedAfter) > 0 && sum(parts.treatedBefore) > 0)) return 'no-treated';
	if (!(sum(parts.controlsAfter) > 0 && sum(parts.controlsBefore) > 0)) return 'no-controls';
	return parts;
}

function plainEffect({ outcome, ...parts }: Parts): TwoPeriodEffect {
	const a = weightedMean(parts.treatedAfter, outcome);
	const b = weightedMean(parts.treatedBefore, outcome);
	const c = weightedMean(parts.controlsAfter, outcome);
	const d = weightedMean(parts.controlsBefore, outcome);
	return effectOf(
		a.mean - b.mean - (c.mean - d.mean),
		[a.influence, d.influence],
		[b.influence, c.influence]
	);
}

function regressionEffect({ columns, outcome, ofTreated, ...parts }: Parts): TwoPeriodEffect {
	const after = leastSquares(columns, outcome, parts.controlsAfter);
	const before = leastSquares(columns, outcome, parts.controlsBefore);
	if (after === undefined || before === undefined) return none('singular-covariates');
	const treatedAfter = weightedMean(parts.treatedAfter, outcome);
	const treatedBefore = weightedMean(parts.treatedBefore, outcome);
	const expected = weightedMean(
		ofTreated,
		after.fitted.map((y, i) => y - before.fitted[i]!)
	);
	const along = columnMeans(columns, ofTreated);
	return effectOf(
		treatedAfter.mean - treatedBefore.mean - expected.mean,
		[treatedAfter.influence, before.influence(along)],
		[treatedBefore.influence, expected.influence, after.influence(along)]
	);
}

function weightingEffect(parts: Parts): TwoPeriodEffect {
	const { columns, outcome } = parts;
	const score = overlapping(parts);
	if (typeof score === 'string') return none(score);
	const odds = oddsOfControls(parts, score);
	const oddsAfter = product(odds, parts.after);
	const oddsBefore = product(odds, parts.before);
	const a = weightedMean(parts.treatedAfter, outcome);
	const b = weightedMean(parts.treatedBefore, outcome);
	const c = weightedMean(oddsAfter, outcome);
	const d = weightedMean(oddsBefore, outcome);
	return effectOf(
		a.mean - b.mean - (c.mean - d.mean),
		[a.influence, d.influence, score.influence(columnMeans(columns, oddsBefore, d.deviations))],
		[b.influence, c.influence, score.influence(columnMeans(columns, oddsAfter, c.deviations))]
	);
}

function doublyRobustEffect(parts: Parts): TwoPeriodEffect {
	const { columns } = parts;
	const score = overlapping(parts);
	if (typeof score === 'string') return none(score);
	const models = outcomeModels(parts);
	if (models === undefined) return none('singular-covariates');
	const odds = oddsOfControls(parts, score);
	const oddsAfter = product(odds, parts.after);
	const oddsBefore = product(odds, parts.before);
	const rest = parts.outcome.map(
		(y, i) => y - (parts.after[i] === 1 ? models.controlsAfter : models.controlsBefore).fitted[i]!
	);
	const a = weightedMean(parts.treatedAfter, rest);
	const b = weightedMean(parts.treatedBefore, rest);
	const c = weightedMean(oddsAfter, rest);
	const d = weightedMean(oddsBefore, rest);
	const adjusted = adjustment(parts, models);
	const of = (weights: Float64Array) => columnMeans(columns, weights);
	return effectOf(
		a.mean - b.mean - (c.mean - d.mean) + adjusted.effect,
		[
			...[a.influence, d.influence, adjusted.influence],
			score.influence(columnMeans(columns, oddsBefore, d.deviations)),
			models.controlsAfter.influence(of(oddsAfter)),
			models.controlsBefore.influence(of(parts.treatedBefore))
		],
		[
			...[b.influence, c.influence],
			score.influence(columnMeans(columns, oddsAfter, c.deviations)),
			models.controlsAfter.influence(of(parts.treatedAfter)),
			models.controlsBefore.influence(of(oddsBefore))
		]
	);
}

function outcomeModels({ columns, outcome, ...parts }: Parts) {
	const model = (weights: Float64Array) => leastSquares(columns, outcome, weights);
	const treatedAfter = model(parts.treatedAfter);
	const treatedBefore = model(parts.treatedBefore);
	const controlsAfter = model(parts.controlsAfter);
	const controlsBefore = model(parts.controlsBefore);
	if (!treatedAfter || !treatedBefore || !controlsAfter || !controlsBefore) return undefined;
	return { treatedAfter, treatedBefore, controlsAfter, controlsBefore };
}

type Models = Exclude<ReturnType<typeof outcomeModels>, undefined>;

/** What makes it efficient: expected effects of all treated instead of those of one period. */
function adjustment(parts: Parts, models: Models) {
	const { columns, ofTreated } = parts;
	const gapAfter = gap(models.treatedAfter.fitted, models.controlsAfter.fitted);
	const gapBefore = gap(models.treatedBefore.fitted, models.controlsBefore.fitted);
	const allAfter = weightedMean(ofTreated, gapAfter);
	const someAfter = weightedMean(parts.treatedAfter, gapAfter);
	const allBefore = weightedMean(ofTreated, gapBefore);
	const someBefore = weightedMean(parts.treatedBefore, gapBefore);
	const all = columnMeans(columns, ofTreated);
	const alongAfter = gap(all, columnMeans(columns, parts.treatedAfter));
	const alongBefore = gap(all, columnMeans(columns, parts.treatedBefore));
	return effectOf(
		allAfter.mean - someAfter.mean - (allBefore.mean - someBefore.mean),
		[
			...[allAfter.influence, someBefore.influence],
			models.treatedAfter.influence(alongAfter),
			models.controlsBefore.influence(alongBefore)
		],
		[
			...[someAfter.influence, allBefore.influence],
			models.controlsAfter.influence(alongAfter),
			models.treatedBefore.influence(alongBefore)
		]
	);
}

const gap = (left: Float64Array, right: Float64Array) => left.map((value, i) => value - right[i]!);
