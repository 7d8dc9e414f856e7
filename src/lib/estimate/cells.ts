import type { DomainFilter, Measure } from '#lib/model/estimate-request.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { type EstimateTable, missingColumn } from './estimate-table.ts';
import { type Statement, identifier, joined, sql, valueList } from './sql.ts';

export interface CellsOptions {
	readonly table: EstimateTable;
	readonly measure: Measure;
	readonly by: readonly string[];
	readonly where: readonly DomainFilter[];
}

/** Status of a case: 0 has a value, k has none for the k-th of `missingReasons`. */
export const valid = 0;
export const statusOf = (reason: (typeof missingReasons)[number]) =>
	missingReasons.indexOf(reason) + 1;

function status(column: Statement): Statement {
	const branches = missingReasons.map(
		(reason) => sql`WHEN ${column} = ${reason} THEN ${statusOf(reason)}`
	);
	return sql`CASE ${joined(branches, ' ')} ELSE ${valid} END`;
}

/** The value of a case and its status, as two columns `y` and `status`. */
function measured(measure: Measure): Statement {
	const column = sql`${identifier(measure.concept)}`;
	if (measure.statistic !== 'mean' && measure.numerator) {
		const counts = sql`CASE WHEN ${column} IN ${valueList(measure.numerator)} THEN 1.0::DOUBLE ELSE 0.0::DOUBLE END`;
		return sql`${counts} AS y,
			CASE WHEN ${column} IS NULL THEN ${statusOf('lost')} ELSE ${status(column)} END AS status`;
	}
	const reason = sql`${identifier(missingColumn(measure.concept))}`;
	return sql`coalesce(${column}::DOUBLE, 0) AS y,
			CASE WHEN ${column} IS NOT NULL THEN ${valid}
				WHEN ${reason} IS NULL THEN ${statusOf('lost')} ELSE ${status(reason)} END AS status`;
}

const inDomain = ({ concept, categories }: DomainFilter) =>
	sql`${identifier(concept)} IN ${valueList(categories)}`;

const stratumOf = ({ stratum }: EstimateTable) =>
	stratum === undefined ? sql`0` : sql`${identifier(stratum)}`;
const psuOf = ({ psu }: EstimateTable) =>
	psu === undefined ? sql`rowid` : sql`${identifier(psu)}`;

/**
 * The sufficient statistics of a question: one row for every domain, status, stratum and PSU that
 * has cases. Means, totals, their errors and design effects follow from it without the microdata.
 * Ordered by its key, so that sums over it are the same in every engine.
 */
export function cells({ table, measure, by, where }: CellsOptions): Statement {
	const breakdown = [0, 1].map((i) => {
		const concept = by[i];
		const name = identifier(`by_${i + 1}`);
		return concept === undefined ? sql`'' AS ${name}` : sql`${identifier(concept)} AS ${name}`;
	});
	const conditions = where.length > 0 ? sql`WHERE ${joined(where.map(inDomain), ' AND ')}` : sql``;
	return sql`WITH cases AS (
		SELECT ${joined(breakdown, ', ')},
			${stratumOf(table)} AS stratum, ${psuOf(table)} AS psu, ${identifier(table.weight)} AS w,
			${measured(measure)}
		FROM ${identifier(table.name)}
		${conditions}
	)
	SELECT by_1, by_2, status::TINYINT AS status, stratum, psu, count(*)::DOUBLE AS n,
		sum(w) AS sw, sum(w * y) AS swy, sum(w * y * y) AS swyy,
		(count(*) FILTER (y <> 0))::DOUBLE AS events
	FROM cases
	GROUP BY by_1, by_2, status, stratum, psu
	ORDER BY by_1, by_2, status, stratum, psu`;
}

/**
 * One row a stratum of the whole sample: PSUs drawn and sampling fraction. Never filtered: a PSU
 * without cases of a domain counts there as zero.
 */
export function strata(table: EstimateTable): Statement {
	const f = table.fpc === undefined ? undefined : identifier(table.fpc);
	const fraction = f
		? sql`CASE WHEN any_value(${f}) < 1 THEN any_value(${f})::DOUBLE
			ELSE count(DISTINCT ${psuOf(table)}) / any_value(${f})::DOUBLE END`
		: sql`0::DOUBLE`;
	return sql`SELECT ${stratumOf(table)} AS stratum,
		count(DISTINCT ${psuOf(table)})::DOUBLE AS psus, ${fraction} AS fraction
	FROM ${identifier(table.name)}
	GROUP BY ALL
	ORDER BY ALL`;
}
