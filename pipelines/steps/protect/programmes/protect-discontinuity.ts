import type { EvaluationParts, ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import {
	evaluationParts,
	outcomesInOrder,
	placeboRows
} from '#lib/impact/evaluation/evaluation-parts.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { EvaluationNote, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { EvaluationPicture, PictureOf } from '#lib/model/evaluation-pictures.ts';
import { halfDown } from './count-buckets.ts';
import { type PublishedParts, shownFlow } from './protect-evaluation.ts';

/** Of a bin that is drawn. */
export const leastInBin = 10;
/** Significant digits of everything that is no count. */
const significantDigits = 4;

/** Numbers with few digits, wherever they stand; whole ones stay, and are rounded where they count. */
export function inFewDigits<T>(value: T): T {
	if (Number.isInteger(value)) return value;
	if (typeof value === 'number') return Number(value.toPrecision(significantDigits)) as T;
	if (Array.isArray(value)) return value.map((one: unknown) => inFewDigits(one)) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, inFewDigits<unknown>(one)])
	) as T;
}

const countNames: readonly string[] = ['rows', 'clusters', 'people', 'values'];

/**
 * An evaluation of people along a running variable, as it may be published: bins of ten people or
 * more, with k of them having and k lacking a yes or no, numbers of people rounded, few digits.
 */
export function protectedDiscontinuity(
	parts: EvaluationParts,
	programme: ProgrammeWith<'discontinuity'>,
	rules: DisclosureRules
): PublishedParts {
	const people = (count: number) => halfDown(count, rules.rounding.cases);
	const outcomes = parts.outcomes.map((found): OutcomeEvaluation => {
		const declared = outcomesInOrder(programme).find(({ id }) => id === found.outcome);
		const isShare = declared?.scale.kind === 'share' || declared?.scale.kind === 'percent';
		return {
			...inFewDigits({
				...found,
				notes: [],
				pictures: [],
				effect: shownWords(found.effect, people)
			}),
			...{ n: people(found.n), adjustedP: null },
			notes: shownNotes(found.notes, people),
			pictures: found.pictures.map((picture) =>
				shownPicture(picture, { rules, isShare, people, scale: declared?.scale.kind })
			)
		};
	});
	const { treatedUnits, comparisonUnits } = parts.counts;
	const counts = { treatedUnits: people(treatedUnits), comparisonUnits: people(comparisonUnits) };
	const units = counts.treatedUnits + counts.comparisonUnits;
	const {
		arms: _,
		exact: __,
		...published
	} = evaluationParts(
		{ ...programme, flow: shownFlow(programme.flow, rules) },
		{
			counts: { ...parts.counts, ...counts, rows: units, units },
			outcomes,
			robustness: [
				...parts.robustness
					.filter(({ change }) => change !== 'placebo-outcome')
					.map((row) => inFewDigits({ ...row, result: shownWords(row.result, people) })),
				...placeboRows(outcomes)
			],
			displacement: 'not-territorial',
			settings: inFewDigits(parts.settings),
			notes: shownNotes(parts.notes, people)
		}
	);
	return published;
}

type People = (count: number) => number;

/** Counts in a refusal are rounded, and the words of an error left out. */
function shownWords<Effect extends OutcomeEvaluation['effect']>(
	effect: Effect,
	people: People
): Effect {
	if (effect.kind !== 'refused') return effect;
	const { message: _, ...values } = shownValues(effect.values, people);
	return { ...effect, values };
}

const shownNotes = (notes: readonly EvaluationNote[], people: People): EvaluationNote[] =>
	notes.map(({ code, values }) => ({ code, values: inFewDigits(shownValues(values, people)) }));

const shownValues = (values: EvaluationNote['values'], people: People) =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			countNames.includes(name) && typeof value === 'number' ? people(value) : value
		])
	);

interface PictureOptions {
	readonly rules: DisclosureRules;
	readonly isShare: boolean;
	readonly people: People;
	readonly scale: string | undefined;
}

function shownPicture(
	picture: EvaluationPicture,
	{ rules, isShare, people, scale }: PictureOptions
): EvaluationPicture {
	if (picture.kind !== 'discontinuity') return inFewDigits(picture);
	const { sizes, bins, bandwidths, density } = picture;
	const of = scale === 'percent' ? 100 : 1;
	return {
		...inFewDigits(picture),
		sizes: { left: people(sizes.left), right: people(sizes.right) },
		bins: bins
			.filter((bin) => isShownBin(bin, rules.k, isShare ? of : undefined))
			.map((bin) => ({ ...inFewDigits(bin), n: people(bin.n) })),
		bandwidths: bandwidths.map((one) => ({ ...inFewDigits(one), n: people(one.n) })),
		density: density && {
			...inFewDigits(density),
			left: people(density.left),
			right: people(density.right)
		}
	};
}

/** Whether enough people are in a bin and, of a share, enough have it and enough do not. */
function isShownBin(
	{ n, mean }: PictureOf<'discontinuity'>['bins'][number],
	k: number,
	whole: number | undefined
): boolean {
	if (n < leastInBin) return false;
	if (whole === undefined) return true;
	const yes = Math.round((mean / whole) * n);
	return yes >= k && n - yes >= k;
}
