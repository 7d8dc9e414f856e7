import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { ReplicateWeights } from '#lib/model/sampling.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { Survey } from '#lib/model/survey.ts';

export interface UnitTableInput {
	readonly survey: Pick<Survey, 'id' | 'design' | 'mappings'>;
	readonly unit: UnitDesign;
	/** Makes the published stratum and PSU codes unlinkable without the source file. */
	readonly salt: string;
}

interface DesignColumn {
	readonly name: string;
	/** From the row of the unit's source file. */
	readonly value: Statement;
}

/** The table of a unit's rows while they are harmonised. */
export const unitTableName = (unit: string) => identifier(`unit_${unit}`);
/** What a weight is called in the rows of a unit. */
export const weightColumn = (weight: string) => `weight_${weight.replaceAll('-', '_')}`;
const fpcColumn = (stage: number) => `fpc_${stage + 1}`;
const replicateColumn = (replicate: number) => `replicate_${replicate + 1}`;

const publishedReplicates = (replicates: ReplicateWeights): ReplicateWeights => ({
	...replicates,
	columns: replicates.columns.map((_, r) => replicateColumn(r))
});

/** The concepts that a unit has, in the order of the mappings. */
export const conceptNames = ({
	survey,
	unit
}: Pick<UnitTableInput, 'survey' | 'unit'> & {
	readonly survey: Pick<Survey, 'mappings'>;
}): string[] =>
	survey.mappings.filter(({ units }) => units.includes(unit.id)).map(({ concept }) => concept);

/** How the rows of a unit lie in their file, without their number, and how design columns are made. */
export function unitTableOf(input: UnitTableInput): {
	readonly table: Omit<UnitTable, 'rows'>;
	readonly designColumns: readonly DesignColumn[];
} {
	const { survey, unit } = input;
	const table = {
		unit: unit.id,
		path: `respondents/${survey.id}.${unit.id}.parquet`,
		weights: unit.weights.map(({ id, label, sums }) => ({
			...{ id, label, sums },
			column: weightColumn(id)
		})),
		...(unit.strata.length > 0 ? { stratum: 'stratum' } : {}),
		...(unit.ids.length > 0 ? { psu: 'psu' } : {}),
		...(unit.ids.length > 1 ? { ssu: 'ssu' } : {}),
		fpc: unit.fpc.map((_, stage) => fpcColumn(stage)),
		lonely: unit.lonely,
		adjustDomains: unit.adjustDomains,
		firstStageOnly: unit.firstStageOnly,
		...(unit.replicates ? { replicates: publishedReplicates(unit.replicates) } : {}),
		...(unit.resampling ? { resampling: unit.resampling } : {}),
		calibration: unit.calibration,
		completeness: survey.design.completeness,
		...(survey.design.assumedDeff ? { assumedDeff: survey.design.assumedDeff } : {}),
		concepts: conceptNames(input)
	};
	return { table, designColumns: designColumns(input) };
}

function designColumns({ unit, salt }: UnitTableInput): DesignColumn[] {
	const column = (name: string) => sql`${identifier(unit.file)}.${identifier(name)}`;
	const text = (names: readonly string[]) =>
		sql`concat_ws('|', ${joined(names.map(column), ', ')})`;
	const shuffled = (name: string, names: readonly string[]): DesignColumn => ({
		name,
		value: sql`dense_rank() OVER (ORDER BY md5(concat(${salt}, ${text(names)})))::INTEGER`
	});
	const number = (name: string, from: string): DesignColumn => ({
		name,
		value: sql`${column(from)}::DOUBLE`
	});
	const [psu, ssu] = unit.ids;
	return [
		...(unit.strata.length > 0 ? [shuffled('stratum', unit.strata)] : []),
		...(psu === undefined ? [] : [shuffled('psu', [...unit.strata, psu])]),
		...(psu === undefined || ssu === undefined
			? []
			: [shuffled('ssu', [...unit.strata, psu, ssu])]),
		...unit.fpc.map((name, stage) => number(fpcColumn(stage), name)),
		...unit.weights.map(({ id, column: from }) => ({
			name: weightColumn(id),
			value: sql`try_cast(${column(from)} AS DOUBLE)`
		})),
		...(unit.replicates?.columns ?? []).map((name, r) => number(replicateColumn(r), name))
	];
}
