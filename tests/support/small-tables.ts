import { CellCache } from '#lib/estimate/cell-cache.ts';
import { type EstimatePair, independentEstimates } from '#lib/estimate/compare-independent.ts';
import { compare } from '#lib/estimate/compare.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import {
	type EstimateTable,
	type TableColumn,
	missingColumn
} from '#lib/estimate/estimate-table.ts';
import { type Prepared, prepared } from '#lib/estimate/prepared.ts';
import { identifier, literal, sql } from '#lib/estimate/sql.ts';
import type { QualityProfiles } from '#lib/estimate/verdict.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import {
	type EstimateRequest,
	type EstimateRequestInput,
	comparisonRequest,
	estimateRequest
} from '#lib/model/estimate-request.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { isMissingReason, missingReasons } from '#lib/model/missing.ts';
import type { z } from 'zod';
import { openDuckDB } from '../../pipelines/duckdb.ts';

/** A row by column; of a number column a number, or the reason for having none. */
export type SmallRow = Readonly<Record<string, number | string>>;

export type Question = Omit<EstimateRequestInput, 'survey'>;
export type ComparisonQuestion = Omit<z.input<typeof comparisonRequest>, 'survey'>;

/** Tables of a few rows, and answers from them. */
export interface SmallTables {
	/** A table of its own; what `design` does not say is the design of all. */
	table(rows: readonly SmallRow[], design?: Partial<EstimateTable>): Promise<EstimateTable>;
	ask(table: EstimateTable, question: Question): Promise<EstimateSet>;
	compare(table: EstimateTable, question: ComparisonQuestion): Promise<Comparison[]>;
	/** The same question to two tables drawn apart. */
	pairs(of: EstimateTable, against: EstimateTable, question: Question): Promise<EstimatePair[]>;
	/** A question with what is read to answer it. */
	read(table: EstimateTable, question: Question): Promise<Asked>;
	close(): void;
}

interface Asked {
	readonly request: EstimateRequest;
	readonly read: Prepared;
}

interface ColumnOfRows {
	readonly name: string;
	readonly type: string;
	readonly values: readonly (number | string | null)[];
}

/** Opens an engine for tables with these columns to ask about; all their other columns are DOUBLE. */
export async function openSmallTables(
	columns: EstimateTable['columns'],
	common: Partial<EstimateTable>,
	profiles?: QualityProfiles
): Promise<SmallTables> {
	const engine = await openDuckDB();
	const cache = new CellCache(engine, { size: 8 });
	const options = (table: EstimateTable) => ({ cache, table, profiles });
	let made = 0;
	return {
		async table(rows, design = {}) {
			await engine.execute(sql`DROP TABLE IF EXISTS ${identifier(`small_${made - 8}`)}`);
			const name = `small_${made++}`;
			const names = Object.keys(rows[0] ?? {});
			const stored = names.flatMap((one) => columnsOf(one, columns.get(one), rows));
			const types = stored.map((one) => `${identifier(one.name).toString()} ${one.type}`);
			await engine.connection.run(`CREATE TABLE ${name} (${types.join(', ')})`);
			const appender = await engine.connection.createAppender(name);
			for (let i = 0; i < rows.length; i++) {
				for (const { values } of stored) {
					const value = values[i] ?? null;
					if (value === null) appender.appendNull();
					else if (typeof value === 'string') appender.appendVarchar(value);
					else appender.appendDouble(value);
				}
				appender.endRow();
			}
			appender.closeSync();
			return { completeness: 'full', columns, ...common, ...design, name };
		},
		ask: (table, question) =>
			estimate(estimateRequest.parse({ survey: 'small', ...question }), options(table)),
		compare: (table, question) =>
			compare(comparisonRequest.parse({ survey: 'small', ...question }), options(table)),
		pairs(of, against, question) {
			const { where, ...request } = estimateRequest.parse({ survey: 'small', ...question });
			const sample = (table: EstimateTable) => ({ ...options(table), where });
			return independentEstimates(request, { of: sample(of), against: sample(against) });
		},
		async read(table, question) {
			const request = estimateRequest.parse({ survey: 'small', ...question });
			return { request, read: await prepared([request], options(table)) };
		},
		close: () => engine.close()
	};
}

const enumOf = (values: readonly string[]) => `ENUM(${values.map(literal).join(', ')})`;

function columnsOf(
	name: string,
	column: TableColumn | undefined,
	rows: readonly SmallRow[]
): ColumnOfRows[] {
	const values = rows.map((row) => row[name]!);
	if (column?.kind === 'category')
		return [{ name, type: enumOf([...column.categories, ...missingReasons]), values }];
	if (column === undefined) return [{ name, type: 'DOUBLE', values }];
	const isReason = (value: number | string) => typeof value === 'string' && isMissingReason(value);
	return [
		{ name, type: 'DOUBLE', values: values.map((value) => (isReason(value) ? null : value)) },
		{
			name: missingColumn(name),
			type: enumOf(missingReasons),
			values: values.map((value) => (isReason(value) ? value : null))
		}
	];
}
