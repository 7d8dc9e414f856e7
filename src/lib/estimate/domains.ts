import type { DomainFilter } from '#lib/model/estimate-request.ts';
import type { Part } from '#lib/model/estimate.ts';
import { missingReasons, unsureReasons } from '#lib/model/missing.ts';
import { byUnit } from './by-unit.ts';
import { type Cells, levelsOf } from './cells.ts';
import type { EstimateTable } from './estimate-table.ts';
import { found } from './found.ts';
import type { MeasuredCells } from './measured-cells.ts';

export interface DomainOptions {
	readonly table: EstimateTable;
	readonly by: readonly string[];
	readonly where: readonly DomainFilter[];
}

/** Which domain each cell lies in, cells of one domain side by side in ascending order of unit. */
export interface CellDomains {
	/** The categories of every domain that has cells; without a breakdown one domain, also when empty. */
	readonly keys: readonly (readonly string[])[];
	/** Positions of the cells of all domains, one domain after the other. */
	readonly order: Int32Array;
	/** Where each domain begins in `order`, and where the last ends. */
	readonly starts: Int32Array;
	/** Cells of the filter that have no category of the breakdown. */
	readonly outside: Int32Array;
}

/** Sorts cells into the domains of a breakdown, within a filter. */
export function cellDomains(cells: Cells, { table, by, where }: DomainOptions): CellDomains {
	const levels = by.map((concept) => levelsOf(table, concept));
	const sizes = levels.map((all) => all.length - missingReasons.length);
	const codes = by.map((concept) => found(cells.codes, concept));
	const inside = insideOf(cells, { table, where });
	const number = new Float64Array(cells.size);
	const outside: number[] = [];
	for (let i = 0; i < cells.size; i++) {
		number[i] = inside[i] ? numberOf(codes, sizes, i) : -1;
		if (inside[i] && number[i] === -1) outside.push(i);
	}
	const combinations = sizes.reduce((n, size) => n * size, 1);
	const { found: occurring, order, starts } = groupedBy(number, combinations);
	const named = occurring.map((d) => keyOf(d, sizes).map((code, k) => levels[k]![code]!));
	const keys = by.length > 0 ? named : [[]];
	return { keys, order, starts, outside: Int32Array.from(outside) };
}

function insideOf(cells: Cells, { table, where }: Pick<DomainOptions, 'table' | 'where'>) {
	const inside = new Uint8Array(cells.size).fill(1);
	for (const { concept, categories } of where) {
		const wanted = levelsOf(table, concept).map((level) => categories.includes(level));
		const codes = found(cells.codes, concept);
		for (let i = 0; i < cells.size; i++) if (!wanted[codes[i]!]) inside[i] = 0;
	}
	return inside;
}

/** The number of the domain of a cell: its categories as digits; -1 where one is missing. */
function numberOf(codes: readonly Int32Array[], sizes: readonly number[], cell: number): number {
	let number = 0;
	for (let k = 0; k < codes.length; k++) {
		const code = codes[k]![cell]!;
		if (code >= sizes[k]!) return -1;
		number = number * sizes[k]! + code;
	}
	return number;
}

function keyOf(number: number, sizes: readonly number[]): number[] {
	const key: number[] = [];
	let rest = number;
	for (const size of sizes.toReversed()) {
		key.unshift(rest % size);
		rest = Math.floor(rest / size);
	}
	return key;
}

/** The numbers that occur, ascending, and the positions of each side by side, in their order. */
function groupedBy(number: Float64Array, combinations: number) {
	const found = distinctNumbers(number, combinations);
	const position = positionsOf(found, combinations);
	const starts = new Int32Array(found.length + 1);
	for (let i = 0; i < number.length; i++) if (number[i]! >= 0) starts[position(number[i]!) + 1]!++;
	for (let d = 1; d < starts.length; d++) starts[d]! += starts[d - 1]!;
	const next = starts.slice();
	const order = new Int32Array(starts.at(-1) ?? 0);
	for (let i = 0; i < number.length; i++)
		if (number[i]! >= 0) order[next[position(number[i]!)]!++] = i;
	return { found, order, starts };
}

/** Up to so many combinations of categories a table is quicker than a set. */
const fewCombinations = 1_000_000;

function distinctNumbers(number: Float64Array, combinations: number): number[] {
	if (combinations > fewCombinations)
		return [...new Set(number)].filter((d) => d >= 0).sort((a, b) => a - b);
	const seen = new Uint8Array(combinations);
	for (let i = 0; i < number.length; i++) if (number[i]! >= 0) seen[number[i]!] = 1;
	const found: number[] = [];
	seen.forEach((one, d) => {
		if (one) found.push(d);
	});
	return found;
}

function positionsOf(found: readonly number[], combinations: number): (d: number) => number {
	if (combinations > fewCombinations) {
		const known = new Map(found.map((d, i) => [d, i]));
		return (d) => known.get(d) ?? -1;
	}
	const known = new Int32Array(combinations);
	found.forEach((d, i) => (known[d] = i));
	return (d) => known[d]!;
}

/** Sums over the cases of one domain, for one number that is asked for. */
export interface DomainSums {
	readonly categories: readonly string[];
	readonly part: Part | undefined;
	/** Positions of its cells that count in the denominator. */
	readonly counted: Int32Array;
	/** Positions of its members: those counted and those whose answer was lost. */
	readonly within: Int32Array;
	readonly n: number;
	readonly sumWeights: number;
	/** Of those who have the attribute, where people are counted: what standards ask of a count. */
	readonly attribute: { readonly squaredWeights: number; readonly df: number } | undefined;
	readonly sumValues: number;
	readonly sumSquares: number;
	readonly events: number;
	/** Of a ratio: sums of the denominator, of its square and of its product with the numerator. */
	readonly over:
		{ readonly sum: number; readonly squares: number; readonly products: number } | undefined;
	/** Weights of people who did not take a side, and of all who were asked. */
	readonly unsure: number;
	readonly asked: number;
	/** Cases that degrees of freedom are about: those counted and those whose answer was lost. */
	readonly members: number;
	readonly psus: number;
	readonly strata: number;
}

const statusOf = (reason: (typeof missingReasons)[number]) => missingReasons.indexOf(reason) + 1;
const lost = statusOf('lost');

/** What a case without a value is to a domain, by its status. */
const isUnsure = Uint8Array.from([0, ...missingReasons], (_, status) =>
	unsureReasons.some((reason) => statusOf(reason) === status) ? 1 : 0
);

export interface SumsOptions {
	/** Count people who did not take a side in the denominator, as not having the attribute. */
	readonly unsureIsCategory: boolean;
	/** The stratum of every unit of the first stage. */
	readonly stratum: Int32Array;
}

/**
 * Sums of a domain given by its cells. As in R, PSUs and strata of the degrees of freedom are those
 * with members of the domain: people whose answer was lost are members (R's NA), people who did not
 * take a side only where that is a category.
 */
export function domainSums(
	cells: Cells,
	measured: MeasuredCells,
	positions: Int32Array,
	{ unsureIsCategory, stratum }: SumsOptions
): Omit<DomainSums, 'categories'> {
	const { status, over } = measured;
	const counted = new Int32Array(positions.length);
	const members = new Int32Array(positions.length);
	const sums = { unsure: 0, valid: 0 };
	let [countedSize, membersSize] = [0, 0];
	for (let k = 0; k < positions.length; k++) {
		const i = positions[k]!;
		const own = status[i]!;
		if (own === 0) sums.valid += cells.weights[i]!;
		else if (isUnsure[own]) sums.unsure += cells.weights[i]!;
		const counts = own === 0 || (unsureIsCategory && isUnsure[own] === 1);
		if (counts) counted[countedSize++] = i;
		if (counts || own === lost) members[membersSize++] = i;
	}
	const within = counted.subarray(0, countedSize);
	const all = members.subarray(0, membersSize);
	return {
		part: measured.part,
		counted: within,
		within: all,
		n: sumOf(cells.n, within),
		sumWeights: sumOf(cells.weights, within),
		sumValues: sumOf(measured.wy, within),
		attribute: attributeOf(cells, measured, within, stratum),
		sumSquares: sumOf(measured.wyy, within),
		events: sumOf(measured.events, within),
		over: over && {
			sum: sumOf(over.wx, within),
			squares: sumOf(over.wxx, within),
			products: sumOf(over.wyx, within)
		},
		unsure: sums.unsure,
		asked: sums.valid + sums.unsure,
		members: sumOf(cells.n, all),
		...distinctUnits(cells.psu, stratum, all)
	};
}

/** Weights of people who did not take a side, and of all who were asked, over some cells. */
export function sidesOf(
	{ weights }: Cells,
	{ status }: MeasuredCells,
	positions: Int32Array
): Pick<DomainSums, 'unsure' | 'asked'> {
	let [unsure, valid] = [0, 0];
	for (let k = 0; k < positions.length; k++) {
		const i = positions[k]!;
		if (status[i] === 0) valid += weights[i]!;
		else if (isUnsure[status[i]!]) unsure += weights[i]!;
	}
	return { unsure, asked: valid + unsure };
}

function attributeOf(
	{ psu }: Cells,
	{ kind, events, squaredWeights }: MeasuredCells,
	counted: Int32Array,
	stratum: Int32Array
): DomainSums['attribute'] {
	if (kind !== 'total' || !squaredWeights) return undefined;
	const having = counted.filter((i) => events[i]! > 0);
	const { psus, strata } = distinctUnits(psu, stratum, having);
	return { squaredWeights: sumOf(squaredWeights, having), df: psus - strata };
}

function sumOf(column: Float64Array, positions: Int32Array): number {
	let sum = 0;
	for (let k = 0; k < positions.length; k++) sum += column[positions[k]!]!;
	return sum;
}

/** Units lie in ascending order of stratum. */
export function distinctUnits(psu: Int32Array, stratum: Int32Array, within: Int32Array) {
	const positions = byUnit(within, psu);
	let [psus, strata, unit, held] = [0, 0, -1, -1];
	for (let k = 0; k < positions.length; k++) {
		if (psu[positions[k]!] === unit) continue;
		unit = psu[positions[k]!]!;
		psus++;
		if (stratum[unit] !== held) strata++;
		held = stratum[unit]!;
	}
	return { psus, strata };
}
