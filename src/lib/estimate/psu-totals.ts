import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { DomainError } from '#lib/errors.ts';
import type { Cells } from './cells.ts';
import { domainSums, sidesOf } from './domains.ts';
import { type LinearKind, type MeasuredCells, isLinear, measuredCells } from './measured-cells.ts';
import type { Prepared } from './prepared.ts';
import { unsureStays } from './unsure.ts';

/** What one domain adds up to in every sampling unit that has cases of it. */
export interface PsuTotals {
	/** The category of every concept of the breakdown. */
	readonly categories: readonly string[];
	/** Positions of the cells that count. */
	readonly counted: Int32Array;
	/** Numbers of the units of the first stage, ascending. */
	readonly units: Int32Array;
	/** Weighted sums of those who count, one a unit: of the attribute or number, and of 1. */
	readonly numerator: Float64Array;
	readonly denominator: Float64Array;
}

export interface PsuTotalsSet {
	readonly kind: LinearKind;
	readonly measured: MeasuredCells;
	/** What was done with people who did not take a side. */
	readonly unsure: 'exclude' | 'category';
	readonly domains: readonly PsuTotals[];
}

/**
 * The totals of a share, a mean or a total by sampling unit, in the domains of a request, of the same
 * people as `estimate` counts there.
 */
export function psuTotals(read: Prepared, request: EstimateRequest): PsuTotalsSet {
	const { cells, table, frame } = read;
	const { measure } = request;
	if (!isLinear(measure) || measure.statistic === 'ratio' || measure.statistic === 'distribution')
		throw new DomainError(`not made of two totals: ${measure.statistic}`);
	const { keys, order, starts } = read.domains(request);
	const measuredWith = (unsureIsCategory: boolean) =>
		measuredCells(cells, measure, { table, unsureIsCategory })[0]!;
	const unsureIsCategory = unsureStays(request, () => sidesOf(cells, measuredWith(false), order));
	const measured = measuredWith(unsureIsCategory);
	const { stratum } = frame.sample.stages[0];
	const domains = keys.map((categories, d) => {
		const positions = order.subarray(starts[d], starts[d + 1]);
		const { counted } = domainSums(cells, measured, positions, { unsureIsCategory, stratum });
		return { categories, counted, ...unitSums(cells, measured, counted) };
	});
	const unsure = unsureIsCategory ? 'category' : 'exclude';
	return { kind: measured.kind, measured, unsure, domains };
}

function unitSums({ psu, weights }: Cells, { wy }: MeasuredCells, counted: Int32Array) {
	const units = Int32Array.from(new Set(counted.map((i) => psu[i]!))).sort();
	const places = new Map(Array.from(units, (unit, place) => [unit, place]));
	const numerator = new Float64Array(units.length);
	const denominator = new Float64Array(units.length);
	for (const i of counted) {
		const place = places.get(psu[i]!) ?? NaN;
		numerator[place]! += wy[i]!;
		denominator[place]! += weights[i]!;
	}
	return { units, numerator, denominator };
}
