import { DomainError } from '#lib/errors.ts';

export const replicateTypes = [
	'JK1',
	'JKn',
	'JK2',
	'BRR',
	'Fay',
	'bootstrap',
	'subbootstrap',
	'ACS',
	'successive-difference',
	'other'
] as const;

/** How replicate weights were made. R `svrepdesign`; subbootstrap is R's `as.svrepdesign` only. */
export type ReplicateType = (typeof replicateTypes)[number];

/** What the maker of replicate weights says of them beside the type. */
export interface ScaleOptions {
	readonly type: ReplicateType;
	/** Fay only: the share of its weight that a unit keeps when it is left out. */
	readonly rho?: number | undefined;
	/** bootstrap only: over how many resamples a column is the mean; 1. */
	readonly bootstrapAverage?: number | undefined;
	/** Factor of the variance, where the type has none of its own. */
	readonly scale?: number | undefined;
	/** Factor of every replicate, or one number for all. */
	readonly rscales?: ArrayLike<number> | undefined;
	/** Of every replicate, the share of units drawn (fraction) or 1 minus it (correction). */
	readonly finitePopulation?:
		{ readonly kind: 'fraction' | 'correction'; readonly values: ArrayLike<number> } | undefined;
}

/** Types whose formula leaves no factor open; a finite population has no place in it either. */
const ownScale: Partial<Record<ReplicateType, (options: ScaleOptions, count: number) => number>> = {
	BRR: (_, count) => 1 / count,
	Fay: ({ rho }, count) => 1 / (count * (1 - keptShare(rho)) ** 2),
	JK2: () => 1,
	ACS: (_, count) => 4 / count,
	'successive-difference': (_, count) => 4 / count
};

const ownRscales: readonly ReplicateType[] = ['JK2', 'ACS', 'successive-difference'];

/**
 * The factors of the squared deviations of replicates: scale · Σ rscale_r (θ_r - c)². The defaults
 * are those of R `survey::svrepdesign`; where R warns that it ignores what it was given, this refuses.
 * `factors`: the columns as multiples of the weights of the sample, if that is how they were given.
 * @throws DomainError
 */
export function replicateScales(
	options: ScaleOptions,
	count: number,
	factors: readonly Float64Array[] | undefined
): { scale: number; rscales: Float64Array } {
	const { type, rho, bootstrapAverage } = options;
	if (rho !== undefined && type !== 'Fay')
		throw new DomainError(`rho has no use in ${type}: ${rho}`);
	if (bootstrapAverage !== undefined && type !== 'bootstrap')
		throw new DomainError(`bootstrapAverage has no use in ${type}: ${bootstrapAverage}`);
	const scale = ownScale[type]
		? fixedScale(options, ownScale[type](options, count))
		: (options.scale ?? defaultScale(options, count, factors));
	if (!(scale >= 0 && scale < Infinity)) throw new DomainError(`invalid scale: ${scale}`);
	const rscales = givenRscales(options, count) ?? defaultRscales(type, count, factors);
	const corrections = finitePopulation(options, count);
	return { scale, rscales: rscales.map((value, r) => value * (corrections?.[r] ?? 1)) };
}

function fixedScale({ type, scale }: ScaleOptions, own: number): number {
	if (scale !== undefined)
		throw new DomainError(`${type} has its own scale, ${own}, beside: ${scale}`);
	return own;
}

function keptShare(rho: number | undefined): number {
	if (rho === undefined || !(rho >= 0 && rho < 1))
		throw new DomainError(`rho of Fay not in [0, 1): ${rho}`);
	return rho;
}

function defaultScale(
	{ type, bootstrapAverage = 1 }: ScaleOptions,
	count: number,
	factors: readonly Float64Array[] | undefined
): number {
	if (!(bootstrapAverage >= 1))
		throw new DomainError(`bootstrapAverage not 1 or more: ${bootstrapAverage}`);
	if (type === 'bootstrap' || type === 'subbootstrap') return bootstrapAverage / (count - 1);
	if (type === 'JK1') return factors?.[0] ? 1 / largest(factors[0]) : (count - 1) / count;
	return 1;
}

function givenRscales({ type, rscales }: ScaleOptions, count: number): Float64Array | undefined {
	if (rscales === undefined) return undefined;
	if (ownRscales.includes(type))
		throw new DomainError(`${type} has its own factors of replicates, beside: ${rscales.length}`);
	if (rscales.length !== 1 && rscales.length !== count)
		throw new DomainError(`not one rscale for each of ${count} replicates: ${rscales.length}`);
	return Float64Array.from({ length: count }, (_, r) => {
		const value = rscales[rscales.length === 1 ? 0 : r]!;
		if (!(value >= 0 && value < Infinity))
			throw new DomainError(`invalid rscale of replicate ${r + 1}: ${value}`);
		return value;
	});
}

function defaultRscales(
	type: ReplicateType,
	count: number,
	factors: readonly Float64Array[] | undefined
): Float64Array {
	if (type !== 'JKn') return new Float64Array(count).fill(1);
	if (!factors) throw new DomainError(`JKn with combined weights and without rscales: ${count}`);
	return Float64Array.from(factors, (column) => 1 / largest(column));
}

function finitePopulation(
	{ type, finitePopulation: given }: ScaleOptions,
	count: number
): Float64Array | undefined {
	if (!given) return undefined;
	const { kind, values } = given;
	if (ownScale[type] || type === 'bootstrap' || type === 'subbootstrap')
		throw new DomainError(`no finite population correction for type: ${type}`);
	if (values.length !== count)
		throw new DomainError(`not one correction for each of ${count} replicates: ${values.length}`);
	return Float64Array.from(values, (value, r) => {
		if (!(value >= 0 && value <= 1))
			throw new DomainError(`finite population of replicate ${r + 1} not in [0, 1]: ${value}`);
		return kind === 'correction' ? value : 1 - value;
	});
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value));

/**
 * Scale of a bootstrap that draws as many primary units as a stratum has (Canty and Davison 1999): m
 * / ((m - 1)(R - 1)), m being the harmonic mean of the units per stratum. R `survey::bootweights`.
 */
export function cantyDavisonScale(unitsPerStratum: ArrayLike<number>, replicates: number): number {
	const units = Array.from(unitsPerStratum);
	const mean = units.length / units.reduce((sum, n) => sum + 1 / n, 0);
	if (!(mean > 1)) throw new DomainError(`harmonic mean of units per stratum not above 1: ${mean}`);
	if (!(replicates >= 2)) throw new DomainError(`fewer than 2 replicates: ${replicates}`);
	return mean / ((mean - 1) * (replicates - 1));
}
