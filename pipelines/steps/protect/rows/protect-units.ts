import { join } from 'node:path';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { UnitRisk } from '#lib/model/row-risk.ts';
import type { Survey } from '#lib/model/survey.ts';
import type { ArtefactCache } from '../../../release/artefact-cache.ts';
import { unitCsv, unitFile } from '../../unit-rows.ts';
import type { HarmoniseResult } from '../../harmonise.ts';
import { protectedRows, publishedTable } from './protected-rows.ts';
import { type RowContext, type RowRules, rowRules } from './row-rules.ts';

/** The rows of a unit on this machine. */
export interface UnitOnDisk {
	readonly table: UnitTable;
	readonly parquet: string;
	readonly csv: string | undefined;
	readonly harmonised: HarmoniseResult;
	/** Of its bytes. */
	readonly hash: string;
	/** Of rows that went through the protection. */
	readonly risk?: UnitRisk;
}

interface ProtectOptions {
	readonly survey: Survey;
	readonly context: RowContext;
	readonly cache: ArtefactCache;
}

/**
 * Every unit as its rows may be published; as it was where the survey is not open or declares no
 * protection. Everything after it sees these rows, so that no figure tells what they withhold.
 */
export async function protectUnits(
	units: readonly UnitOnDisk[],
	{ survey, context, cache }: ProtectOptions
): Promise<UnitOnDisk[]> {
	const out: UnitOnDisk[] = [];
	for (const unit of units) {
		const rules = survey.tier === 'open' ? rowRules(survey, unit.table, context) : undefined;
		out.push(rules ? await protectedUnit(unit, rules, { context, cache }) : unit);
	}
	return out;
}

async function protectedUnit(
	unit: UnitOnDisk,
	rules: RowRules,
	{ context, cache }: Omit<ProtectOptions, 'survey'>
): Promise<UnitOnDisk> {
	const { table, parquet } = unit;
	const numbers = table.concepts.filter((id) => context.concepts.get(id)?.kind === 'number');
	const { rows, path, csv, ...design } = table;
	const made = await cache.artefacts({
		step: 'protect-rows',
		inputs: [design, numbers, rules, unit.hash],
		run: (folder) => protectedRows({ table, parquet, numbers, rules }, folder)
	});
	return {
		table: publishedTable(table, rules.householdLinks),
		parquet: join(made.folder, unitFile),
		csv: join(made.folder, unitCsv),
		harmonised: { ...unit.harmonised, counts: made.result.counts },
		hash: made.hash,
		risk: made.result.risk
	};
}
