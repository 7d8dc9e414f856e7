import { DomainError } from '#lib/errors.ts';
import type { ComparisonRequest, Measure } from '#lib/model/estimate-request.ts';
import { domainOf } from '#lib/stats/design/design.ts';
import { type Estimated, type Statistic, estimated } from '#lib/stats/design/statistic.ts';
import {
	domainMeans,
	domainRatios,
	domainTotals,
	stacked
} from '#lib/stats/statistics/domain-statistics.ts';
import type { Cells } from './cells.ts';
import { degreesOf } from './degrees-of.ts';
import { type SumsOptions, distinctUnits, domainSums, sidesOf } from './domains.ts';
import { type MeasuredCells, isLinear, measuredCells } from './measured-cells.ts';
import type { Prepared } from './prepared.ts';
import { lonelyStrata } from './row-variance.ts';
import { stratumName } from './sample-frame.ts';
import { unsureStays } from './unsure.ts';

export interface Point {
	readonly at: Readonly<Record<string, string>>;
	readonly measure?: Measure | undefined;
}

/** The estimates that contrasts are about, with their covariance. */
export interface Compared {
	readonly estimated: Estimated;
	/** The number of a point among the estimates; undefined where there is none. */
	readonly numberOf: (point: Point) => number | undefined;
	/** Whether anybody counts at a point: where somebody does, there is nothing to divide by. */
	readonly hasCases: (point: Point) => boolean;
	/** Degrees of freedom of the domains of some points together. */
	readonly dfOf: (points: readonly Point[]) => number;
	/** Names of strata whose only unit leaves no variance. */
	readonly lonely: readonly string[];
}

/** One estimate: a measure, and the positions of the cells that count in it. */
interface Term {
	readonly key: string;
	readonly measured: MeasuredCells;
	readonly counted: Int32Array;
	/** Positions of all members of its domain. */
	readonly within: Int32Array;
}

/**
 * The estimates of points, made together over all cells of the filter, so that domains, waves and
 * answers that share sampling units have a covariance.
 */
export function comparedPoints(
	request: ComparisonRequest,
	points: readonly Point[],
	read: Prepared
): Compared {
	const { cells, design, frame } = read;
	const keyOf = (point: Point) =>
		JSON.stringify([cellKey(request, point), measureOf(request, point)]);
	const all = new Map(points.map((point) => [keyOf(point), point]));
	const terms = [...all].map(([key, point]) => ({ key, ...termOf(request, point, read) }));
	const counting = terms.filter((term) => term.counted.length > 0 && hasDenominator(term, cells));
	const inside = read.domains({ by: [], where: request.where }).order;
	const whole = domainOf(design, inside);
	const made = estimated(
		stacked(counting.map((term) => statisticOf(term, cells, whole.elements))),
		whole.design
	);
	const numbers = new Map(counting.map(({ key }, i) => [key, i]));
	const strata = design.kind === 'linearised' ? lonelyStrata(design, made.lonely) : [];
	return {
		estimated: made,
		numberOf: (point) => numbers.get(keyOf(point)),
		hasCases: (point) =>
			terms.some(({ key, counted }) => key === keyOf(point) && counted.length > 0),
		dfOf: (own) => {
			const keys = new Set(own.map(keyOf));
			const within = unionOf(terms.filter(({ key }) => keys.has(key)));
			const units = distinctUnits(cells.psu, frame.sample.stages[0].stratum, within);
			return degreesOf(request.df, read, { ...units, within });
		},
		lonely: strata.map((stratum) => stratumName(read.table, frame, stratum))
	};
}

function hasDenominator({ measured, counted }: Omit<Term, 'key'>, { weights }: Cells): boolean {
	if (measured.kind === 'total') return true;
	const { wx } = measured.over ?? { wx: weights };
	return counted.reduce((sum, i) => sum + wx[i]!, 0) !== 0;
}

const measureOf = (request: ComparisonRequest, { measure }: Point) => measure ?? request.measure;

/** A category for every concept of the breakdown, in its order. */
function cellKey({ by }: ComparisonRequest, { at }: Point): string[] {
	const unknown = Object.keys(at).find((concept) => !by.includes(concept));
	if (unknown !== undefined) throw new DomainError(`not a breakdown of the comparison: ${unknown}`);
	return by.map((concept) => {
		const category = at[concept];
		if (category === undefined)
			throw new DomainError(`a point without a category of the breakdown: ${concept}`);
		return category;
	});
}

function termOf(request: ComparisonRequest, point: Point, read: Prepared): Omit<Term, 'key'> {
	const { cells, table } = read;
	const measure = measureOf(request, point);
	if (!isLinear(measure) || measure.statistic === 'distribution')
		throw new DomainError(`not compared: ${measure.statistic}`);
	const domains = read.domains(request);
	const key = cellKey(request, point);
	const d = domains.keys.findIndex((own) => own.every((category, k) => category === key[k]));
	const positions = domains.order.subarray(domains.starts[d] ?? 0, domains.starts[d + 1] ?? 0);
	const options = sumsOptions(read, false);
	const side = () => sidesOf(cells, measuredFor(false), domains.order);
	const measuredFor = (unsureIsCategory: boolean) =>
		measuredCells(cells, measure, { table, unsureIsCategory })[0]!;
	const unsureIsCategory = unsureStays({ ...request, measure }, side);
	const measured = measuredFor(unsureIsCategory);
	const { counted, within } = domainSums(cells, measured, d < 0 ? new Int32Array(0) : positions, {
		...options,
		unsureIsCategory
	});
	return { measured, counted, within };
}

const sumsOptions = ({ frame }: Prepared, unsureIsCategory: boolean): SumsOptions => ({
	unsureIsCategory,
	stratum: frame.sample.stages[0].stratum
});

function statisticOf({ measured, counted }: Term, cells: Cells, elements: Int32Array): Statistic {
	const codes = new Int32Array(cells.size).fill(-1);
	for (const i of counted) codes[i] = 0;
	const domain = { codes: elements.map((i) => codes[i]!), levels: [''] };
	const values = (valueAt: (i: number) => number) =>
		Float64Array.from(elements, (i) => (codes[i] === 0 ? valueAt(i) : 0));
	const y = values(measured.valueAt);
	if (measured.kind === 'total') return domainTotals(y, domain);
	return measured.over
		? domainRatios(y, values(measured.over.valueAt), domain)
		: domainMeans(y, domain);
}

/** Members of any of the domains, each once. */
const unionOf = (terms: readonly Term[]) =>
	Int32Array.from(new Set(terms.flatMap(({ within }) => [...within])));
