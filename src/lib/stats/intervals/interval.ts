import { DomainError } from '#lib/errors.ts';

export interface Interval {
	readonly lower: number;
	readonly upper: number;
}

export interface IntervalOptions {
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
	/** Degrees of freedom; defaults to Infinity, the normal distribution. */
	readonly df?: number;
}

export function checkedLevel(level: number): number {
	if (!(level > 0 && level < 1)) throw new DomainError(`level not in (0, 1): ${level}`);
	return level;
}

export function checkedStandardError(standardError: number): number {
	if (!(standardError >= 0)) throw new DomainError(`invalid standardError: ${standardError}`);
	return standardError;
}

export function checkedProportion(proportion: number): number {
	if (!(proportion >= 0 && proportion <= 1))
		throw new DomainError(`proportion not in [0, 1]: ${proportion}`);
	return proportion;
}
