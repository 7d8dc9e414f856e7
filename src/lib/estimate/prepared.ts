import { DomainError } from '#lib/errors.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { calibrationColumns } from '#lib/model/sampling.ts';
import type { Design } from '#lib/stats/design/design.ts';
import type { CellCache } from './cell-cache.ts';
import { type Cells, type CellsOptions, cellsOf, cellsStatement, levelsOf } from './cells.ts';
import { type CellDomains, cellDomains } from './domains.ts';
import type { EstimateTable } from './estimate-table.ts';
import { isLinear, measureColumns } from './measured-cells.ts';
import type { QueryOptions } from './query-engine.ts';
import { type SampleFrame, frameStatement, sampleFrame } from './sample-frame.ts';
import { reweightedCells, sampledDesign } from './sampled-design.ts';
import { withLiterals } from './sql.ts';
import type { QualityProfiles } from './verdict.ts';

export interface EstimateOptions extends QueryOptions {
	readonly table: EstimateTable;
	readonly cache: CellCache;
	/** Those that a request may name. */
	readonly profiles?: QualityProfiles | undefined;
}

/** What a question needs of its table: the units drawn, and cells of the columns it is about. */
export interface Prepared {
	readonly table: EstimateTable;
	readonly profiles: QualityProfiles | undefined;
	readonly frame: SampleFrame;
	readonly cells: Cells;
	/** The cells in domains; a breakdown and filter asked again are not sorted again. */
	readonly domains: (asking: Pick<Asking, 'by' | 'where'>) => CellDomains;
	readonly design: Design;
	/** Units minus strata of the whole sample that have a row with a weight. */
	readonly sampleDf: number;
	/** The statements that gave frame and cells. */
	readonly sql: readonly string[];
}

type Asking = Pick<EstimateRequest, 'measure' | 'by' | 'where'>;

/** Reads frame and cells of some questions, or takes them from what was asked before. */
export const prepared = (requests: readonly Asking[], options: EstimateOptions) =>
	read(cellColumns(requests, options.table), options);

/** Reads the rows of some columns, or takes them from what was asked before. */
export function preparedRows(
	columns: Readonly<Record<'categories' | 'numbers', readonly string[]>>,
	options: EstimateOptions
): Promise<Prepared> {
	return read({ ...columnsOf([columns], options.table), each: true }, options);
}

async function read(
	options: CellsOptions,
	{ table, cache, signal, profiles }: EstimateOptions
): Promise<Prepared> {
	const frame = frameStatement(table);
	const statement = cellsStatement(options);
	const texts = [withLiterals(frame), withLiterals(statement)] as const;
	const keys = keysOf(table, texts);
	const sample = await cache.kept(keys.frame, async () =>
		sampleFrame(await cache.engine.columns(frame, { signal }), table)
	);
	const sampled = await cache.kept(keys.cells, async () => {
		const raw = await cache.engine.columns(statement, { signal });
		const drawn = cellsOf(raw, options, sample);
		const design = sampledDesign({ cells: drawn, frame: sample, table });
		const cells = reweightedCells(drawn, design);
		const sampleDf = degreesOfCells(cells, sample);
		return { cells, design, sampleDf, domains: keptDomains(cells, table) };
	});
	return { table, profiles, frame: sample, ...sampled, sql: texts };
}

function degreesOfCells({ psu, weights }: Cells, { sample }: SampleFrame): number {
	const { stratum, drawn } = sample.stages[0];
	const units = new Uint8Array(stratum.length);
	const strata = new Uint8Array(drawn.length);
	for (let i = 0; i < psu.length; i++) {
		if (weights[i] === 0) continue;
		units[psu[i]!] = 1;
		strata[stratum[psu[i]!]!] = 1;
	}
	const count = (flags: Uint8Array) => flags.reduce((n, flag) => n + flag, 0);
	return count(units) - count(strata);
}

/** What frame and cells depend on: the statements, and rules that no statement says. */
function keysOf(table: EstimateTable, [frame, cells]: readonly [string, string]) {
	const { lonely, adjustDomains, firstStageOnly, weight } = table;
	const { replicates, resampling, calibration } = table;
	const ofFrame = JSON.stringify([frame, lonely, adjustDomains, weight === undefined]);
	const ofCells = JSON.stringify([cells, firstStageOnly, replicates, resampling, calibration]);
	return { frame: ofFrame, cells: ofFrame + ofCells };
}

/** The last few ways in which cells were sorted into domains. */
function keptDomains(cells: Cells, table: EstimateTable): Prepared['domains'] {
	const known = new Map<string, CellDomains>();
	return ({ by, where }) => {
		const key = JSON.stringify([by, where]);
		const found = known.get(key) ?? cellDomains(cells, { table, by, where });
		known.set(key, found);
		const oldest = known.keys().next().value;
		if (known.size > 8 && oldest !== undefined) known.delete(oldest);
		return found;
	};
}

/** The same columns in the same order for every question about them, so that they share cells. */
function cellColumns(requests: readonly Asking[], table: EstimateTable): CellsOptions {
	const asked = requests.flatMap(({ measure, by, where }) => {
		const { categories, numbers } = measureColumns(measure);
		const filters = where.map(({ concept }) => concept);
		return { categories: [...categories, ...by, ...filters], numbers };
	});
	return {
		...columnsOf(asked, table),
		products: requests.flatMap(({ measure }) =>
			measure.statistic === 'ratio' ? [[measure.concept, measure.over] as const] : []
		),
		squaredWeights: requests.some(({ measure }) => measure.statistic === 'total'),
		each: requests.some(({ measure }) => !isLinear(measure)) || isByRow(table)
	};
}

function columnsOf(
	asked: readonly Readonly<Record<'categories' | 'numbers', readonly string[]>>[],
	table: EstimateTable
) {
	const all = [...asked, ...(table.calibration ?? []).map(calibrationColumns)];
	const categories = [...new Set(all.flatMap((one) => one.categories))].sort();
	const numbers = [...new Set(all.flatMap((one) => one.numbers))].sort();
	expectColumns(table, { category: categories, number: numbers });
	return { table, categories, numbers, replicates: table.replicates?.columns };
}

/**
 * Whether questions are better read together: their columns have few combinations, so that one pass
 * over the rows gives about as many cells as a pass for each.
 */
export function belongTogether(requests: readonly Asking[], table: EstimateTable): boolean {
	const { categories, each } = cellColumns(requests, table);
	const combinations = categories.reduce((n, name) => n * levelsOf(table, name).length, 1);
	return !each && combinations <= 256;
}

/** Rows that are units of their own, replicate weights and calibration do not come as sums. */
const isByRow = ({ psu, replicates, resampling, calibration = [] }: EstimateTable) =>
	psu === undefined || (replicates ?? resampling) !== undefined || calibration.length > 0;

function expectColumns(
	{ columns }: EstimateTable,
	wanted: Readonly<Record<'category' | 'number', readonly string[]>>
) {
	for (const kind of ['category', 'number'] as const)
		for (const name of wanted[kind]) {
			const found = columns.get(name)?.kind;
			if (found === kind) continue;
			throw new DomainError(
				found === undefined
					? `no such column: ${name}`
					: `needs a ${kind} column, and this is a ${found} column: ${name}`
			);
		}
}
