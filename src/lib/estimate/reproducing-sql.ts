import type { DomainFilter, EstimateRequest } from '#lib/model/estimate-request.ts';
import { missingReasons, unsureReasons } from '#lib/model/missing.ts';
import { levelsOf } from './cells.ts';
import type { EstimateTable } from './estimate-table.ts';
import { isLinear } from './measured-cells.ts';
import { psuOf } from './sample-frame.ts';
import { type Statement, identifier, joined, sql, valueList } from './sql.ts';

/**
 * One statement that gives n, estimate and standard error of every domain from the table itself, for
 * readers who want to check without this program. It is written independently of how the program
 * computes. Undefined where SQL cannot say it briefly: two stages, replicate weights, calibration,
 * quantiles and variances, and the rules for strata of one unit other than to refuse or leave out.
 */
export function reproducingSql(
	request: EstimateRequest,
	table: EstimateTable,
	unsureIsCategory: boolean
): Statement | undefined {
	if (!isLinear(request.measure) || !isPlain(table)) return undefined;
	const by = request.by.map((concept) => identifier(concept));
	const parts = request.measure.statistic === 'distribution' ? [identifier('category')] : [];
	const domain = [...by, ...parts].map((name) => sql`${name}`);
	const key = joined([...domain, sql`stratum`], ', ');
	const columns = domain.length > 0 ? sql`${joined(domain, ', ')}, ` : sql``;
	const same = joined([sql`TRUE`, ...domain.map((name) => sql`z.${name} = d.${name}`)], ' AND ');
	const group = domain.length > 0 ? sql`GROUP BY ${joined(domain, ', ')}` : sql``;
	const order =
		domain.length > 0
			? sql`ORDER BY ${joined(
					domain.map((name) => sql`d.${name}`),
					', '
				)}`
			: sql``;
	const residual = residualOf(request);
	return sql`WITH strata AS (
	SELECT ${stratumOf(table)} AS stratum, count(DISTINCT ${psuOf(table)})::DOUBLE AS drawn,
		${fractionOf(table)} AS fraction
	FROM ${identifier(table.name)} GROUP BY 1
), cases AS (
	SELECT ${columns}${stratumOf(table)} AS stratum, ${psuOf(table)} AS psu, ${weightOf(table)} AS w,
		${valuesOf(request, table)}
	FROM ${identifier(table.name)}${partsOf(request, table, unsureIsCategory)}
	WHERE ${conditions(request, table, unsureIsCategory)}
), domains AS (
	SELECT ${columns}count(*)::DOUBLE AS n, ${estimateOf(request)} AS estimate, ${sizeOf(request)} AS size
	FROM cases ${group}
), units AS (
	SELECT ${joined([...domain.map((name) => sql`z.${name}`), sql`stratum`], ', ')}, sum(${residual}) AS z
	FROM cases AS z JOIN domains AS d ON ${same}
	GROUP BY ${joined([...domain.map((name) => sql`z.${name}`), sql`stratum`, sql`psu`], ', ')}
), spread AS (
	SELECT ${columns}stratum, count(*) AS present, var_pop(z) AS within, avg(z) AS centre
	FROM units GROUP BY ${key}
), variances AS (
	SELECT ${columns}sum(CASE WHEN drawn > 1 THEN (1 - fraction) * drawn / (drawn - 1)
		* present * (within + (drawn - present) / drawn * centre * centre) ELSE 0 END) AS variance
	FROM spread JOIN strata USING (stratum) ${group}
)
SELECT ${joined(
		domain.map((name) => sql`d.${name}, `),
		' '
	)}n, estimate, sqrt(variance) AS standard_error
FROM domains AS d JOIN variances AS z ON ${same} ${order}`;
}

const isPlain = ({
	weight,
	ssu,
	firstStageOnly,
	replicates,
	resampling,
	...table
}: EstimateTable) =>
	weight !== undefined &&
	(ssu === undefined || firstStageOnly === true || table.fpc === undefined) &&
	(replicates ?? resampling) === undefined &&
	(table.calibration ?? []).length === 0 &&
	table.lonely !== 'adjust' &&
	table.lonely !== 'average';

const stratumOf = ({ stratum }: EstimateTable) =>
	stratum === undefined ? sql`0` : sql`${identifier(stratum)}`;
const weightOf = ({ weight = '' }: EstimateTable) => sql`${identifier(weight)}`;

function fractionOf(table: EstimateTable): Statement {
	const [fpc] = table.fpc ?? [];
	if (fpc === undefined) return sql`0::DOUBLE`;
	const population = sql`any_value(${identifier(fpc)})::DOUBLE`;
	return sql`CASE WHEN (SELECT max(${identifier(fpc)}) FROM ${identifier(table.name)}) > 1
			THEN count(DISTINCT ${psuOf(table)}) / ${population} ELSE ${population} END`;
}

function valuesOf({ measure }: EstimateRequest, table: EstimateTable): Statement {
	const column = sql`${identifier(measure.concept)}`;
	if (measure.statistic === 'ratio') return sql`${column} AS y, ${identifier(measure.over)} AS x`;
	if (measure.statistic === 'distribution')
		return sql`(${column}::VARCHAR = category)::INTEGER AS y`;
	const numerator = 'numerator' in measure ? measure.numerator : undefined;
	if (numerator === undefined) return sql`${column} AS y`;
	const known = numerator.filter((one) => levelsOf(table, measure.concept).includes(one));
	return known.length > 0 ? sql`(${column} IN ${valueList(known)})::INTEGER AS y` : sql`0 AS y`;
}

/** A distribution has a row for every category. */
function partsOf(
	{ measure }: EstimateRequest,
	table: EstimateTable,
	unsureIsCategory: boolean
): Statement {
	if (measure.statistic !== 'distribution') return sql``;
	const levels = levelsOf(table, measure.concept).slice(0, -missingReasons.length);
	const all = [...levels, ...(unsureIsCategory ? unsureReasons : [])].map((one) => sql`(${one})`);
	return sql` CROSS JOIN (VALUES ${joined(all, ', ')}) AS parts(category)`;
}

function conditions(
	{ measure, by, where }: EstimateRequest,
	table: EstimateTable,
	unsureIsCategory: boolean
): Statement {
	const reasons = missingReasons.filter(
		(reason) => !(unsureIsCategory && unsureReasons.some((one) => one === reason))
	);
	const has = (concept: string, without: readonly string[]) =>
		table.columns.get(concept)?.kind === 'number'
			? sql`${identifier(concept)} IS NOT NULL`
			: sql`${identifier(concept)} NOT IN ${valueList(without)}`;
	const inDomain = ({ concept, categories }: DomainFilter) => {
		const known = categories.filter((one) => levelsOf(table, concept).includes(one));
		return known.length > 0 ? sql`${identifier(concept)} IN ${valueList(known)}` : sql`FALSE`;
	};
	const measured =
		measure.statistic === 'ratio' ? [measure.concept, measure.over] : [measure.concept];
	return joined(
		[
			sql`${weightOf(table)} <> 0`,
			...measured.map((concept) => has(concept, reasons)),
			...by.map((concept) => has(concept, missingReasons)),
			...where.map(inDomain)
		],
		' AND '
	);
}

function estimateOf({ measure }: EstimateRequest): Statement {
	if (measure.statistic === 'total') return sql`sum(w * y)`;
	return measure.statistic === 'ratio' ? sql`sum(w * y) / sum(w * x)` : sql`sum(w * y) / sum(w)`;
}

const sizeOf = ({ measure }: EstimateRequest) =>
	measure.statistic === 'ratio' ? sql`sum(w * x)` : sql`sum(w)`;

/** What a case adds to the error of its domain: its value, or its distance from the estimate. */
function residualOf({ measure }: EstimateRequest): Statement {
	if (measure.statistic === 'total') return sql`w * y`;
	return measure.statistic === 'ratio'
		? sql`w * (y - estimate * x) / size`
		: sql`w * (y - estimate) / size`;
}
