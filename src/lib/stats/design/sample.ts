/**
 * What a stratum of one drawn unit adds to a variance (R `options(survey.lonely.psu)`). fail: no
 * variance; remove and certainty: nothing; adjust: its distance from the mean of all units of the
 * stage; average: what the other strata add on average.
 */
export type LonelyRule = 'fail' | 'remove' | 'certainty' | 'adjust' | 'average';

/**
 * One stage of sampling. Units and strata are numbered from 0 over the whole sample, the units of a
 * stratum side by side. At the second stage every stratum lies within one unit of the first, and the
 * strata of a unit are side by side.
 */
export interface Stage {
	/** The sampling unit of every element. */
	readonly unit: Int32Array;
	/** The stratum of every unit. */
	readonly stratum: Int32Array;
	/** Units drawn in every stratum, also those that have no element here. */
	readonly drawn: Float64Array;
	/** Units in the population of every stratum; Infinity: drawn with replacement. */
	readonly population: Float64Array;
}

/** A second stage, within the units of the first. */
export interface InnerStage extends Stage {
	/** The unit of the first stage that holds each stratum. */
	readonly parent: Int32Array;
}

/**
 * How the elements (rows, or cells of rows) of a sample were drawn. A domain has fewer elements;
 * its stages still know every unit and stratum drawn.
 */
export interface Sample {
	readonly size: number;
	/** One or two; the first has the primary sampling units. */
	readonly stages: readonly [Stage, InnerStage?];
	readonly lonely: LonelyRule;
	/** Treat a stratum of which the domain has one unit as lonely too (`survey.adjust.domain.lonely`). */
	readonly adjustDomains: boolean;
}

/** The share of the units of a stratum that was drawn; 0 with replacement. */
export const sampledFraction = ({ drawn, population }: Stage, stratum: number) =>
	drawn[stratum]! / population[stratum]!;

/** The same design with some of its elements, given by their numbers. */
export function sampleOf(sample: Sample, elements: Int32Array): Sample {
	const [first, second] = sample.stages;
	const kept = <S extends Stage>(stage: S): S => ({
		...stage,
		unit: Int32Array.from(elements, (i) => stage.unit[i]!)
	});
	const stages: Sample['stages'] = second ? [kept(first), kept(second)] : [kept(first)];
	return { ...sample, size: elements.length, stages };
}

/** Primary sampling units minus strata that have elements. R `degf`. */
export function degreesOfFreedom({ stages: [{ unit, stratum }] }: Sample): number {
	const units = new Uint8Array(stratum.length);
	for (const u of unit) units[u] = 1;
	const strata = new Set<number>();
	let count = 0;
	units.forEach((present, u) => {
		if (!present) return;
		count++;
		strata.add(stratum[u]!);
	});
	return count - strata.size;
}
