import { DataError } from '#lib/errors.ts';
import type { InnerStage, LonelyRule, Sample, Stage } from './sample.ts';

/** Design columns of the whole sample: one value a row, names already turned into codes. */
export interface DesignColumns {
	readonly size: number;
	/** Absent: one stratum. */
	readonly strata?: ArrayLike<number> | undefined;
	/** Primary sampling units; absent: every row is its own. */
	readonly psus?: ArrayLike<number> | undefined;
	/** Units drawn within them; absent: one stage. */
	readonly ssus?: ArrayLike<number> | undefined;
	/** For each stage the units of the stratum in the population (1 or more) or the share drawn (1 or less). */
	readonly populations?: readonly ArrayLike<number>[] | undefined;
	/** Ids of primary units count from anew in every stratum; else one in two strata is an error. */
	readonly nested?: boolean | undefined;
	readonly lonely?: LonelyRule | undefined;
	readonly adjustDomains?: boolean | undefined;
}

/**
 * How the rows of a sample were drawn, with units and strata numbered; R `svydesign`.
 * @throws DataError naming the first row at fault, counted from 1: a unit in two strata, a population
 * smaller than the sample or not the same within a stratum, sizes mixed with fractions.
 */
export function drawnSample(columns: DesignColumns): Sample {
	const { size, lonely = 'fail', adjustDomains = false } = columns;
	if (size === 0) throw new DataError('no rows in the sample');
	const first = firstStage(columns);
	const stages: Sample['stages'] =
		columns.ssus === undefined ? [first] : [first, secondStage(columns, columns.ssus, first)];
	return { size, stages, lonely, adjustDomains };
}

function firstStage({ size, strata, psus, nested, populations }: DesignColumns): Stage {
	const stratum = numbered(size, (i) => strata?.[i] ?? 0);
	const unit = numberedWithin(stratum, (i) => psus?.[i] ?? i);
	if (psus && strata && nested !== true) expectOneStratum(psus, stratum.of);
	return stage({ name: 'first stage', unit, strata: stratum, populations: populations?.[0] });
}

function secondStage(
	{ populations }: DesignColumns,
	ssus: ArrayLike<number>,
	first: Stage
): InnerStage {
	const strata = { of: first.unit, count: first.stratum.length };
	const unit = numberedWithin(strata, (i) => ssus[i]!);
	const drawn = stage({ name: 'second stage', unit, strata, populations: populations?.[1] });
	return { ...drawn, parent: Int32Array.from({ length: strata.count }, (_, psu) => psu) };
}

interface Numbers {
	/** The number of every row, from 0. */
	readonly of: Int32Array;
	readonly count: number;
}

/** Codes as numbers in ascending order of the codes. */
function numbered(size: number, code: (row: number) => number): Numbers {
	const codes = Float64Array.from({ length: size }, (_, i) => code(i));
	const known = new Map<number, number>();
	for (const value of Float64Array.from(new Set(codes)).sort()) known.set(value, known.size);
	return { of: Int32Array.from(codes, (value) => known.get(value) ?? -1), count: known.size };
}

/** Codes as numbers that ascend with the outer numbers first, so that units of one lie side by side. */
function numberedWithin(outer: Numbers, code: (row: number) => number): Numbers {
	const inner = numbered(outer.of.length, code);
	return numbered(outer.of.length, (i) => outer.of[i]! * inner.count + inner.of[i]!);
}

function expectOneStratum(psus: ArrayLike<number>, stratum: Int32Array) {
	const seen = new Map<number, number>();
	stratum.forEach((own, i) => {
		const before = seen.get(psus[i]!);
		if (before === undefined) seen.set(psus[i]!, i);
		else if (stratum[before] !== own)
			throw new DataError(
				`a primary sampling unit lies in two strata, in rows ${before + 1} and ${i + 1}; if its id counts anew in every stratum, declare the design nested: ${psus[i]}`
			);
	});
}

interface StageColumns {
	readonly name: string;
	readonly unit: Numbers;
	readonly strata: Numbers;
	readonly populations: ArrayLike<number> | undefined;
}

function stage({ name, unit, strata, populations }: StageColumns): Stage {
	const stratum = new Int32Array(unit.count);
	unit.of.forEach((u, i) => (stratum[u] = strata.of[i]!));
	const drawn = new Float64Array(strata.count);
	for (const h of stratum) drawn[h]!++;
	const population = new Float64Array(strata.count).fill(Infinity);
	if (populations) fillPopulation(population, { name, of: strata.of, drawn, populations });
	return { unit: unit.of, stratum, drawn, population };
}

function fillPopulation(
	population: Float64Array,
	{
		name,
		of,
		drawn,
		populations
	}: {
		readonly name: string;
		readonly of: Int32Array;
		readonly drawn: Float64Array;
		readonly populations: ArrayLike<number>;
	}
) {
	const given = new Float64Array(drawn.length).fill(NaN);
	// As in R, numbers of which none is above 1 are shares: strata that were drawn completely.
	const sizes = Array.from(populations).some((value) => value > 1);
	of.forEach((h, i) => {
		const value = populations[i]!;
		const at = `${name}, row ${i + 1}`;
		if (!(value > 0)) throw new DataError(`population not positive, ${at}: ${value}`);
		if (sizes && value < 1)
			throw new DataError(`population sizes and sampling fractions are mixed, ${at}: ${value}`);
		if (!Number.isNaN(given[h]!) && given[h] !== value)
			throw new DataError(`population differs within a stratum, ${at}: ${given[h]}, ${value}`);
		given[h] = value;
		population[h] = sizes ? value : drawn[h]! / value;
		if (population[h] < drawn[h]!)
			throw new DataError(`population smaller than the ${drawn[h]} units drawn, ${at}: ${value}`);
	});
}

/** Weights from the sizes of the population: the product over the stages of N / n. R `weights`. */
export function weightsFromPopulation({ size, stages }: Sample): Float64Array {
	return Float64Array.from({ length: size }, (_, i) =>
		stages.reduce((weight, one) => {
			if (!one) return weight;
			const h = one.stratum[one.unit[i]!]!;
			if (one.population[h] === Infinity)
				throw new DataError('no weights, and no population sizes to derive them from');
			return (weight * one.population[h]!) / one.drawn[h]!;
		}, 1)
	);
}
