import {
	type CascadeStep,
	cascadeSteps,
	rearrestedAmong
} from '#lib/model/registers/alternative-registers.ts';
import { scoreInterval } from '#lib/stats/intervals/score-interval.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';

/** A share of people who were counted, with Wilson's interval. */
export interface CountedShare {
	readonly cases: number;
	readonly size: number;
	/** 0 to 1. */
	readonly share: number;
	readonly interval: Interval;
}

/** A step whose people are known; shares are undefined where their denominator is not. */
export interface ShownStep {
	readonly step: CascadeStep;
	readonly people: number;
	readonly ofEligible: CountedShare | undefined;
	/** Of the step before, also where a step between is not known. */
	readonly ofBefore: CountedShare | undefined;
}

export interface RearrestedShare extends CountedShare {
	readonly among: CascadeStep;
}

export interface CascadeShares {
	readonly steps: readonly ShownStep[];
	/** By among whom they are counted, the widest group first: that one is the headline. */
	readonly rearrested: readonly RearrestedShare[];
	/** Counted among the eligible or those offered, never among those who stayed. */
	readonly headline: RearrestedShare | undefined;
}

type Counts = Readonly<
	Partial<Record<CascadeStep | (typeof rearrestedAmong)[CascadeStep], unknown>>
>;

/** What the counts of a cascade come to; a step that is not stated is left out, and is no zero. */
export function cascadeShares(counts: Counts): CascadeShares {
	const known = cascadeSteps.flatMap((step) => {
		const people = counts[step];
		return typeof people === 'number' ? [{ step, people }] : [];
	});
	const eligible = known.find(({ step }) => step === 'eligible')?.people;
	const rearrested = known.flatMap(({ step, people }): RearrestedShare[] => {
		const cases = counts[rearrestedAmong[step]];
		const share = typeof cases === 'number' ? countedShare(cases, people) : undefined;
		return share ? [{ among: step, ...share }] : [];
	});
	return {
		steps: known.map(({ step, people }, i) => ({
			...{ step, people },
			ofEligible: step === 'eligible' ? undefined : countedShare(people, eligible),
			ofBefore: countedShare(people, known[i - 1]?.people)
		})),
		rearrested,
		headline: rearrested.find(({ among }) => among === 'eligible' || among === 'offered')
	};
}

function countedShare(cases: number, size: number | undefined): CountedShare | undefined {
	if (size === undefined || size === 0) return undefined;
	return { cases, size, share: cases / size, interval: scoreInterval(cases, size) };
}
