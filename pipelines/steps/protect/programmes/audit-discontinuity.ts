import { isDeepStrictEqual } from 'node:util';
import type { EvaluationParts } from '#lib/impact/evaluation/evaluation-input.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { inFewDigits, leastInBin } from './protect-discontinuity.ts';
import type { PublishedParts } from './protect-evaluation.ts';

/** people: a number of them that is not rounded. digits: too many. bin: one of few. words: of an error. */
export interface DiscontinuityLeak {
	readonly kind: 'people' | 'digits' | 'bin' | 'words';
	readonly where: string;
}

type Picture = PictureOf<'discontinuity'>;

const picturesOf = ({ outcomes }: Pick<EvaluationParts, 'outcomes'>): [string, Picture][] =>
	outcomes.flatMap(({ outcome, pictures }) =>
		pictures.flatMap((picture): [string, Picture][] =>
			picture.kind === 'discontinuity' ? [[outcome, picture]] : []
		)
	);

/** What a published evaluation of people along a threshold tells and may not. */
export function auditDiscontinuity(
	published: PublishedParts,
	parts: EvaluationParts,
	{ rounding }: DisclosureRules
): DiscontinuityLeak[] {
	const { rows, units, treatedUnits, comparisonUnits } = published.counts;
	const pictures = picturesOf(published);
	const people: [string, number][] = [
		...Object.entries({ rows, units, treatedUnits, comparisonUnits }),
		...published.outcomes.map(({ outcome, n }): [string, number] => [outcome, n]),
		...pictures.flatMap(([outcome, { sizes, bins, bandwidths, density }]) =>
			[
				...[sizes.left, sizes.right, density?.left ?? 0, density?.right ?? 0],
				...[...bins, ...bandwidths].map(({ n }) => n)
			].map((n): [string, number] => [outcome, n])
		)
	];
	return [
		...people
			.filter(([, count]) => count % rounding.cases !== 0)
			.map(([where]) => ({ kind: 'people' as const, where })),
		...digitLeaks(published),
		...binLeaks(pictures, new Map(picturesOf(parts))),
		...wordLeaks(published)
	];
}

function digitLeaks({ outcomes, robustness, settings }: PublishedParts): DiscontinuityLeak[] {
	const told: [string, unknown][] = [
		...outcomes.map(({ outcome, effect, pictures, without, comparisonMean }): [string, unknown] => [
			outcome,
			{ effect, pictures, without, comparisonMean }
		]),
		...robustness.map((row): [string, unknown] => [row.change, row]),
		['settings', settings]
	];
	return told
		.filter(([, one]) => !isDeepStrictEqual(inFewDigits(one), one))
		.map(([where]) => ({ kind: 'digits', where }));
}

/** Every bin that is drawn is one of enough people. */
function binLeaks(
	pictures: readonly [string, Picture][],
	exact: ReadonlyMap<string, Picture>
): DiscontinuityLeak[] {
	return pictures.flatMap(([outcome, { bins }]) => {
		const few = (exact.get(outcome)?.bins ?? []).filter(({ n }) => n < leastInBin);
		return bins
			.filter(({ at, side }) =>
				few.some((one) => one.side === side && inFewDigits(one.at) === inFewDigits(at))
			)
			.map(({ at }) => ({ kind: 'bin' as const, where: `${outcome} at ${at}` }));
	});
}

const wordLeaks = ({ outcomes, robustness }: PublishedParts): DiscontinuityLeak[] =>
	[
		...outcomes.map(({ outcome, effect }) => ({ where: outcome, one: effect })),
		...robustness.map(({ change, result }) => ({ where: change, one: result }))
	]
		.filter(({ one }) => one.kind === 'refused' && 'message' in one.values)
		.map(({ where }) => ({ kind: 'words', where }));
