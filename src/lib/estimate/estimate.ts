import type { EstimateSet } from '#lib/model/estimate.ts';
import type { DomainFilter, EstimateRequest } from '#lib/model/estimate-request.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { answer } from './answer.ts';
import type { CellCache } from './cell-cache.ts';
import { cells, strata } from './cells.ts';
import { type DomainRow, domainRow, rowDesignEffect } from './domain-row.ts';
import { domains, sampleSize, tally } from './domains.ts';
import type { EstimateTable } from './estimate-table.ts';
import type { QueryOptions } from './query-engine.ts';
import { type Identifier, withLiterals } from './sql.ts';

export interface EstimateOptions extends QueryOptions {
	readonly table: EstimateTable;
	readonly cache: CellCache;
}

/** Above this weighted share of "don't know" and refusals they stay in the denominator. */
const unsureLimit = 0.05;

interface Asked {
	readonly cells: Identifier;
	readonly strata: Identifier;
	readonly rows: (
		depth: number,
		unsureIsCategory: boolean,
		from?: Identifier
	) => Promise<DomainRow[]>;
	readonly sql: string[];
}

const linear = ({ measure }: EstimateRequest) =>
	measure.statistic === 'total' ? ('total' as const) : ('mean' as const);

/**
 * Answers one request from one table. Same statements, and so the same numbers, on every engine.
 * Agrees with R survey 4.5 `svymean`, `svytotal`, `svyby` and `svyciprop` on the subset design.
 */
export async function estimate(
	request: EstimateRequest,
	options: EstimateOptions
): Promise<EstimateSet> {
	const asked = await prepared(request, options);
	const { by } = request;
	const unsure = isCount(request.measure) ? request.unsure : 'exclude';
	let rows = await asked.rows(by.length, unsure === 'category');
	const category = unsure === 'category' || (unsure === 'auto' && unsureShare(rows) > unsureLimit);
	if (category && unsure === 'auto') rows = await asked.rows(by.length, true);
	const whole = by.length > 0 ? await asked.rows(0, category) : rows;
	const parents = await parentDomains(request, { ...options, asked, rows, whole, category });
	const sampleDf = request.df === 'design' ? await designDf(asked, options) : undefined;
	const answered = (row: DomainRow) =>
		answer(row, {
			request,
			statistic: linear(request),
			df: sampleDf ?? row.psus - row.strata,
			precision: options.table.completeness === 'full' ? 'design-based' : 'lower-bound',
			borrowedDeff: parents.find(({ covers }) => covers(row))?.deff
		});
	return {
		estimates: (by.length > 0 || rows.length > 0 ? rows : [nobody]).map(answered),
		overall: answered(whole[0] ?? nobody),
		unsure: category ? 'category' : 'exclude',
		...(await tallied(asked, options)),
		level: request.level,
		sql: asked.sql
	};
}

/** "Don't know" is an answer among others, but no number: it has no place in a mean or a sum. */
const isCount = (measure: EstimateRequest['measure']) =>
	measure.statistic !== 'mean' && measure.numerator !== undefined;

const nobody = domainRow({}, 0);

async function prepared(request: EstimateRequest, options: EstimateOptions): Promise<Asked> {
	const { table, cache, signal } = options;
	const frame = await cache.table(strata(table), { signal });
	const own = await cache.table(cells({ ...request, table }), { signal });
	const sql = [frame.made, own.made];
	const rows: Asked['rows'] = async (depth, unsureIsCategory, from = own.name) => {
		const statement = domains({
			cells: from,
			strata: frame.name,
			depth: depth as 0 | 1 | 2,
			statistic: linear(request),
			unsureIsCategory
		});
		if (from === own.name && depth === request.by.length) sql[2] = withLiterals(statement);
		const found = await cache.rows(statement, { signal });
		return found.map((row) => domainRow(row, depth));
	};
	return { cells: own.name, strata: frame.name, rows, sql };
}

function unsureShare(rows: readonly DomainRow[]): number {
	const sum = (key: 'unsure' | 'asked') => rows.reduce((all, row) => all + row[key], 0);
	return sum('asked') > 0 ? sum('unsure') / sum('asked') : 0;
}

const isExtreme = ({ n, events }: DomainRow) => n > 0 && (events === 0 || events === n);

interface Parent {
	readonly covers: (row: DomainRow) => boolean;
	readonly deff: number;
}

interface ParentOptions extends EstimateOptions {
	readonly asked: Asked;
	readonly rows: readonly DomainRow[];
	readonly whole: readonly DomainRow[];
	readonly category: boolean;
}

/** The domains around those where nobody or everybody has the attribute, the nearest first. */
async function parentDomains(request: EstimateRequest, options: ParentOptions): Promise<Parent[]> {
	const { asked, rows, whole, category, table, cache, signal } = options;
	if (request.measure.statistic !== 'proportion' || ![...rows, ...whole].some(isExtreme)) return [];
	const parents: Parent[] = [];
	const collect = (found: readonly DomainRow[]) => {
		for (const row of found) {
			const deff = isExtreme(row) ? undefined : rowDesignEffect(row, 'mean');
			const covers = (other: DomainRow) =>
				row.categories.every((c, i) => other.categories[i] === c);
			if (deff !== undefined) parents.push({ covers, deff });
		}
	};
	if (request.by.length === 2) collect(await asked.rows(1, category));
	collect(whole);
	if (request.where.length > 0) {
		const where: readonly DomainFilter[] = [];
		const everybody = await cache.table(cells({ ...request, table, by: [], where }), { signal });
		collect(await asked.rows(0, category, everybody.name));
	}
	return parents;
}

async function designDf({ strata }: Asked, { cache, signal }: EstimateOptions): Promise<number> {
	const [size] = await cache.rows(sampleSize(strata), { signal });
	return Number(size?.['psus']) - Number(size?.['strata']);
}

async function tallied(
	{ cells }: Asked,
	{ cache, signal }: EstimateOptions
): Promise<Pick<EstimateSet, 'missing' | 'withoutBreakdown'>> {
	const rows = await cache.rows(tally(cells), { signal });
	const cases = (status: number, placed?: boolean) =>
		rows
			.filter(
				(row) => row['status'] === status && (placed === undefined || row['placed'] === placed)
			)
			.reduce((n, row) => n + Number(row['n']), 0);
	const missing = missingReasons.map((reason, i) => [reason, cases(i + 1)] as const);
	return {
		missing: Object.fromEntries(missing.filter(([, n]) => n > 0)),
		withoutBreakdown: cases(0, false)
	};
}
