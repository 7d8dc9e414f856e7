import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '#lib/estimate/sql.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import type { ProtectRowsResult } from '../../pipelines/steps/protect/rows/protected-rows.ts';
import { protectedRows } from '../../pipelines/steps/protect/rows/protected-rows.ts';
import type { RowRules } from '../../pipelines/steps/protect/rows/row-rules.ts';
import { unitFile } from '../../pipelines/steps/unit-rows.ts';

/** Rules under which nothing is done. */
const laxRules: RowRules = {
	k: 3,
	...{ maxUniqueShare: 1, keys: [], groups: [], sensitive: [], ages: [] },
	householdLinks: 'none'
};

export type UnitRow = Readonly<Record<string, string | number | null>>;

function written(name: string, row: UnitRow): string {
	const value = row[name] ?? null;
	if (value === null) return name.endsWith('__missing') ? 'NULL::VARCHAR' : 'NULL';
	return typeof value === 'number' ? `${value}::DOUBLE` : `'${value}'`;
}

/** A unit as the step `harmonise` leaves it, with its concepts, made of a few rows. */
export class UnitRowsFolder {
	readonly root = mkdtempSync(join(tmpdir(), 'atalaya-rows-'));
	readonly #engine: NodeEngine;

	constructor(engine: NodeEngine) {
		this.#engine = engine;
	}

	static async opened(): Promise<UnitRowsFolder> {
		return new UnitRowsFolder(await openDuckDB());
	}

	/** Rows with a weight of 1 each, unless they say another, after their protection. */
	async protected(
		rows: readonly UnitRow[],
		rules: Partial<RowRules>,
		table: Partial<UnitTable> = {}
	): Promise<ProtectRowsResult & { readonly rows: Record<string, unknown>[] }> {
		const parquet = join(this.root, 'harmonised.parquet');
		const all = rows.map((row) => ({ weight_main: 1, ...row }));
		const names = Object.keys(all[0] ?? {});
		const values = all.map((row) => `(${names.map((name) => written(name, row)).join(', ')})`);
		await this.#engine.connection.run(
			`COPY (FROM (VALUES ${values.join(', ')}) AS t(${names.join(', ')})) TO '${parquet}' (FORMAT parquet)`
		);
		const design = ['weight_main', 'stratum', 'psu', 'ssu', 'fpc_1', 'fpc_2'];
		const concepts = names.filter((name) => !design.includes(name) && !name.endsWith('__missing'));
		const numbers = concepts.filter((name) => names.includes(`${name}__missing`));
		const result = await protectedRows(
			{
				...{ parquet, numbers, rules: { ...laxRules, ...rules } },
				table: { ...tableOf(concepts), ...table }
			},
			this.root
		);
		return { ...result, rows: await this.written() };
	}

	/** What the step wrote. */
	written() {
		return this.#engine.query(sql`FROM read_parquet(${join(this.root, unitFile)})`);
	}

	remove(): void {
		this.#engine.close();
		rmSync(this.root, { recursive: true, force: true });
	}
}

const tableOf = (concepts: string[]): UnitTable => ({
	...{ unit: 'person', path: 'respondents/test.person.parquet', rows: 0 },
	weights: [{ id: 'main', column: 'weight_main', label: { en: 'weight' }, sums: 'population' }],
	...{ fpc: [], lonely: 'fail', adjustDomains: false, firstStageOnly: false, calibration: [] },
	...{ completeness: 'full', concepts }
});
