import { isDeepStrictEqual } from 'node:util';
import type { EvaluationParts, ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import { evaluationParts, placeboRows } from '#lib/impact/evaluation/evaluation-parts.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { EvaluationEffect, EvaluationRefusal } from '#lib/model/evaluation.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { type CurveLeak, auditSurvival } from './audit-survival.ts';
import { curveEffect, curveReadings, curveWindows } from './curve-effects.ts';
import { type PublishedParts, shownFlow, survivalOf } from './protect-evaluation.ts';
import { coarser } from './shown-balance.ts';
import { isShownWith, shownDigits } from './shown-numbers.ts';

/** Something that a published evaluation tells and may not. */
export interface EvaluationLeak {
	/**
	 * exact: what protection alone may know. people: a number of them that is not rounded. digits: more
	 * decimals than tell of many. curves: a share or difference that published curves do not give.
	 * column: one that few have or lack. overlap: a class of few. words: counts in a refusal or note.
	 * rest: what does not follow from the rest. Otherwise a leak of a curve.
	 */
	readonly kind:
		| 'exact'
		| 'people'
		| 'digits'
		| 'curves'
		| 'column'
		| 'overlap'
		| 'words'
		| 'rest'
		| CurveLeak['kind'];
	readonly where: string;
}

interface Audited {
	readonly published: PublishedParts;
	readonly parts: EvaluationParts;
	readonly programme: ProgrammeWith<'cohort'>;
	readonly rules: DisclosureRules;
}

/** What anybody could learn of few people from an evaluation as it is published, and its curves. */
export function auditEvaluation(
	published: PublishedParts,
	parts: EvaluationParts,
	programme: ProgrammeWith<'cohort'>,
	rules: DisclosureRules
): EvaluationLeak[] {
	const audited = { published, parts, programme, rules };
	return [
		...['arms', 'exact']
			.filter((field) => field in published)
			.map((where) => ({ kind: 'exact' as const, where })),
		...peopleLeaks(audited),
		...effectLeaks(audited),
		...wordLeaks(published),
		...columnLeaks(audited),
		...picturesOf(published, 'survival').flatMap((picture) => survivalLeaks(audited, picture)),
		...picturesOf(published, 'balance').flatMap((picture) => balanceLeaks(audited, picture)),
		...restLeaks(audited)
	];
}

const picturesOf = <Kind extends 'survival' | 'balance'>(
	{ outcomes }: PublishedParts,
	kind: Kind
): PictureOf<Kind>[] =>
	outcomes.flatMap(({ pictures }) =>
		pictures.filter((picture): picture is PictureOf<Kind> => picture.kind === kind)
	);

/** Wherever people are counted. */
function peopleLeaks({ published, rules }: Audited): EvaluationLeak[] {
	const { rows, units, treatedUnits, comparisonUnits } = published.counts;
	const notes = [published.notes, ...published.outcomes.map((one) => one.notes)].flat();
	const told: [where: string, people: unknown][] = [
		...Object.entries({ rows, units, treatedUnits, comparisonUnits }),
		...published.outcomes.map(({ outcome, n }): [string, unknown] => [`n of ${outcome}`, n]),
		...published.outcomes.flatMap(({ outcome, events }): [string, unknown][] =>
			events === null ? [] : [[`events of ${outcome}`, NaN]]
		),
		...picturesOf(published, 'balance').flatMap(({ effectiveSize }) =>
			Object.entries(effectiveSize ?? {})
		),
		...notes.flatMap(({ code, values }): [string, unknown][] =>
			'people' in values ? [[code, values['people']]] : []
		)
	];
	return told
		.filter(([, people]) => typeof people !== 'number' || !(people % rules.rounding.cases === 0))
		.map(([where]) => ({ kind: 'people', where }));
}

type Told = readonly [where: string, value: number | null, digits: number];

const unrounded = (told: readonly Told[]): EvaluationLeak[] =>
	told
		.filter(([, value, digits]) => !isShownWith(value, digits))
		.map(([where]) => ({ kind: 'digits', where }));

const effectNumbers = (where: string, effect: EvaluationEffect | EvaluationRefusal): Told[] =>
	effect.kind === 'refused'
		? []
		: [
				...[effect.estimate, effect.lower, effect.upper].map(
					(value) => [where, value, shownDigits[effect.scale]] as const
				),
				[where, effect.standardError, shownDigits.error],
				[where, effect.pValue, shownDigits.pValue]
			];

function effectLeaks({ published: { outcomes, robustness } }: Audited): EvaluationLeak[] {
	const { difference } = shownDigits;
	return unrounded([
		...outcomes.flatMap(({ outcome, effect, comparisonMean, without, comparisonSd }) => [
			...effectNumbers(outcome, effect),
			...[comparisonMean, without, comparisonSd].map(
				(value) => [outcome, value, difference] as const
			)
		]),
		...robustness.flatMap(({ change, result }) => effectNumbers(change, result))
	]);
}

/** A refusal may say how many are needed, never how many there were. */
function wordLeaks({ outcomes, robustness }: PublishedParts): EvaluationLeak[] {
	const said: [string, EvaluationEffect | EvaluationRefusal][] = [
		...outcomes.map(({ outcome, effect }): [string, typeof effect] => [outcome, effect]),
		...robustness.map(({ change, result }): [string, typeof result] => [change, result])
	];
	return said
		.filter(
			([, one]) =>
				one.kind === 'refused' &&
				Object.keys(one.values).some((name) => name !== 'needed' && name !== 'months')
		)
		.map(([where]) => ({ kind: 'words', where }));
}

/** Columns that are told although few people of an arm have or lack them. */
function columnLeaks({ published, parts, programme, rules }: Audited): EvaluationLeak[] {
	const rows = picturesOf(published, 'balance').flatMap((picture) => picture.rows);
	const covariates = rows.flatMap(({ covariate, ...numbers }) =>
		Object.values(numbers).some((value) => value !== null) ? [covariate] : []
	);
	const outcomes = published.outcomes.flatMap(({ outcome, effect, without }) => {
		const column = programme.outcomes.find(({ id }) => id === outcome)?.column;
		const isTold = effect.kind === 'effect' || without !== null;
		return column !== undefined && isTold ? [column] : [];
	});
	const { k, maxShareOfOne } = rules;
	return [...covariates, ...outcomes]
		.filter((told) => {
			const exact = (parts.exact?.columns ?? []).filter(({ column }) => column === told);
			return exact.some(({ people, yes, largestShare }) =>
				yes === undefined ? (largestShare ?? 0) > maxShareOfOne : Math.min(yes, people - yes) < k
			);
		})
		.map((where) => ({ kind: 'column', where }));
}

/** The curves themselves, and shares of windows and headlines that they do not give. */
function survivalLeaks(
	{ published, parts, programme, rules }: Audited,
	{ steps, windows, hazardRatio, logRank, gray, proportional }: PictureOf<'survival'>
): EvaluationLeak[] {
	const { design } = programme;
	const curves = auditSurvival(steps, survivalOf(parts, programme, rules), rules).leaks;
	const expected = curveWindows(curveReadings(steps, design, design.cause.id));
	const tests: Told[] = [logRank, gray].flatMap((one): Told[] =>
		one
			? [
					['test', one.statistic, shownDigits.statistic],
					['test', one.pValue, 3]
				]
			: []
	);
	const ratio: Told[] = hazardRatio
		? [hazardRatio.estimate, hazardRatio.lower, hazardRatio.upper].map(
				(value) => ['hazard ratio', value, shownDigits.ratio] as const
			)
		: [];
	return [
		...curves.map(({ curve, kind, where }) => ({ kind, where: `${curve} ${where}` })),
		...(isDeepStrictEqual(windows, expected)
			? []
			: [{ kind: 'curves' as const, where: 'windows' }]),
		...headlineLeaks({ published, programme }, steps),
		...unrounded([...tests, ...ratio, ['proportional', proportional?.pValue ?? null, 3]])
	];
}

function headlineLeaks(
	{ published, programme }: Pick<Audited, 'published' | 'programme'>,
	steps: PictureOf<'survival'>['steps']
): EvaluationLeak[] {
	return published.outcomes
		.filter(({ outcome, effect, without }) => {
			const cause = programme.outcomes.find(({ id }) => id === outcome)?.cause;
			if (cause === undefined || (effect.kind === 'refused' && without === null)) return false;
			const readings = curveReadings(steps, programme.design, cause);
			return !readings.some(
				(reading) =>
					isDeepStrictEqual(curveEffect(reading), effect) && reading.comparison?.share === without
			);
		})
		.map(({ outcome }) => ({ kind: 'curves', where: outcome }));
}

function balanceLeaks(
	{ parts, rules }: Audited,
	{ rows, overlap }: PictureOf<'balance'>
): EvaluationLeak[] {
	const { difference, ratio } = shownDigits;
	const numbers = rows.flatMap(({ covariate, varianceRatio, ...others }): Told[] => [
		[covariate, varianceRatio, ratio],
		...Object.values(others).map((value) => [covariate, value, difference] as const)
	]);
	const counts = parts.exact?.overlap;
	const isFew = (['treated', 'comparison'] as const).some(
		(arm) =>
			overlap &&
			(!counts || coarser(counts[arm], overlap[arm].length).some((count) => count < rules.k))
	);
	return [
		...unrounded(numbers),
		...unrounded([
			...(overlap ? [...overlap.treated, ...overlap.comparison] : []).map(
				(value) => ['overlap', value, 2] as const
			)
		]),
		...(isFew ? [{ kind: 'overlap' as const, where: 'propensity scores' }] : [])
	];
}

/** Verdict, power, cost, attrition and placebo rows: of what is published, and of nothing else. */
function restLeaks({ published, programme, rules }: Audited): EvaluationLeak[] {
	const { verdict, power, cost, attrition, displacement } = evaluationParts(
		{ ...programme, flow: shownFlow(programme.flow, rules) },
		{ ...published, displacement: 'not-territorial' }
	);
	const follows = { verdict, power, cost, attrition, displacement };
	const placebos = published.robustness.filter(({ change }) => change === 'placebo-outcome');
	return [
		...Object.entries(follows)
			.filter(([name, value]) => !isDeepStrictEqual(published[name as keyof typeof follows], value))
			.map(([where]) => ({ kind: 'rest' as const, where })),
		...(isDeepStrictEqual(placebos, placeboRows(published.outcomes))
			? []
			: [{ kind: 'rest' as const, where: 'placebo-outcome' }])
	];
}
