import type { DomainFilter } from '#lib/model/estimate-request.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { type Design, domainOf } from '#lib/stats/design/design.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { levelsOf } from './cells.ts';
import { degreesOf } from './degrees-of.ts';
import { found } from './found.ts';
import { type EstimateOptions, type Prepared, preparedRows } from './prepared.ts';
import { stratumName } from './sample-frame.ts';

export interface RowsAsked {
	readonly categories: readonly string[];
	readonly numbers: readonly string[];
	readonly where: readonly DomainFilter[];
}

/** The rows of a filter that have a value in every column asked for, with their design. */
export interface AnalysisRows {
	readonly design: Design;
	/** Rows with a value in every column. */
	readonly n: number;
	/** Rows of the filter, with those that miss a value: R's nrow(design). */
	readonly members: number;
	/** Degrees of freedom of the filter, with the rows that miss a value: R `svychisq`. */
	readonly membersDf: number;
	/** Degrees of freedom of the rows that have every value: R `svyglm`, `svyttest`. */
	readonly designDf: number;
	/** -1 for a row outside: it has no weight. */
	readonly factor: (category: string) => Factor;
	readonly number: (name: string) => Float64Array;
	readonly stratumName: (stratum: number) => string;
}

/** Reads what a test or a model is about. A row without one of the values leaves as a domain does. */
export async function analysisRows(
	{ categories, numbers, where }: RowsAsked,
	options: EstimateOptions
): Promise<AnalysisRows> {
	const filters = where.map(({ concept }) => concept);
	const read = await preparedRows({ categories: [...categories, ...filters], numbers }, options);
	const { cells, table, frame } = read;
	const inside = read.domains({ by: [], where: [...where] }).order;
	const isComplete = completeness(read, { categories, numbers });
	const complete = inside.filter((i) => cells.weights[i] !== 0 && isComplete(i));
	const { design, elements } = domainOf(read.design, complete);
	const kept = new Uint8Array(cells.size);
	for (const i of complete) kept[i] = 1;
	return {
		design,
		n: complete.length,
		members: inside.reduce((n, i) => n + (cells.weights[i] === 0 ? 0 : 1), 0),
		membersDf: dfOf(read, inside),
		designDf: dfOf(read, complete),
		factor: (category) => {
			const codes = found(cells.codes, category);
			const levels = levelsOf(table, category).slice(0, -missingReasons.length);
			return { codes: elements.map((i) => (kept[i] ? codes[i]! : -1)), levels };
		},
		number: (name) => {
			const values = found(cells.values, name);
			return Float64Array.from(elements, (i) => (kept[i] ? values[i]! : 0));
		},
		stratumName: (stratum) => stratumName(table, frame, stratum)
	};
}

function completeness(
	{ cells, table }: Prepared,
	{ categories, numbers }: Pick<RowsAsked, 'categories' | 'numbers'>
): (row: number) => boolean {
	const coded = categories.map((name) => ({
		codes: found(cells.codes, name),
		valid: levelsOf(table, name).length - missingReasons.length
	}));
	const status = numbers.map((name) => found(cells.status, name));
	return (row) =>
		coded.every(({ codes, valid }) => codes[row]! < valid) && status.every((own) => own[row] === 0);
}

const dfOf = (read: Prepared, within: Int32Array) =>
	degreesOf('domain', read, { ...unitsOf(read, within), within });

/** Primary units and strata with rows of a weight. */
function unitsOf({ cells, frame }: Prepared, rows: Int32Array) {
	const { stratum } = frame.sample.stages[0];
	const psus = new Set<number>();
	for (const i of rows) if (cells.weights[i] !== 0) psus.add(cells.psu[i]!);
	const strata = new Set([...psus].map((psu) => stratum[psu]!));
	return { psus: psus.size, strata: strata.size };
}
