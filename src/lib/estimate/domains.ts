import { missingReasons, unsureReasons } from '#lib/model/missing.ts';
import { statusOf, valid } from './cells.ts';
import { type Identifier, type Statement, joined, sql, valueList } from './sql.ts';

export interface DomainsOptions {
	readonly cells: Identifier;
	readonly strata: Identifier;
	/** How many of the two breakdowns of the cells to keep. */
	readonly depth: 0 | 1 | 2;
	readonly statistic: 'mean' | 'total';
	/** Count people who did not take a side in the denominator, as not having the attribute. */
	readonly unsureIsCategory: boolean;
}

/** The kept breakdowns, in the forms that the parts of the statement need. */
interface Breakdown {
	readonly by: readonly Statement[];
	/** Before other columns: `by_1, by_2, ` or nothing. */
	readonly select: Statement;
	/** What to group domains by; without a breakdown all rows are one group. */
	readonly domain: Statement;
	/** That `t` and `c` are of the same domain. */
	readonly match: Statement;
}

function breakdown(depth: DomainsOptions['depth']): Breakdown {
	const by = [sql`by_1`, sql`by_2`].slice(0, depth);
	const same = by.map((c) => sql`t.${c} IS NOT DISTINCT FROM c.${c}`);
	return {
		by,
		select: by.length > 0 ? sql`${joined(by, ', ')}, ` : sql``,
		domain: by.length > 0 ? joined(by, ', ') : sql`()`,
		match: joined([sql`TRUE`, ...same], ' AND ')
	};
}

/**
 * One row for every domain: estimate, variance (Taylor linearisation, first stage with replacement
 * or fpc; Lumley 2010, 2.2 and appendix A), cases, PSUs, strata and lonely strata.
 *
 * Within a stratum of n PSUs of which m have cases, the squared deviations of the PSU sums z are
 * m·var(z) + m(n - m)/n · mean(z)²: the absent n - m PSUs enter as zeros. As in R, PSUs and strata
 * of the degrees of freedom are those with members of the domain: people whose answer was lost are
 * members, people who did not take a side only where they are a category.
 */
export function domains(options: DomainsOptions): Statement {
	const parts = breakdown(options.depth);
	const { by, match } = parts;
	const columns = [...by.map((c) => sql`t.${c}::VARCHAR AS ${c}`), sql`t.n`];
	const order = by.length > 0 ? by.map((c) => sql`t.${c}`) : [sql`1`];
	return sql`WITH all_psus AS (${allPsus(parts, options)}),
	domains AS (${domainSums(parts)}),
	psus AS (FROM all_psus WHERE n > 0),
	influence AS (${influence(parts, options)}),
	by_stratum AS (${spreadByStratum(parts)}),
	variances AS (${variances(parts, options)})
	SELECT ${joined(columns, ', ')},
		t.sw, t.swy, t.swyy, t.events, t.unsure, t.asked, t.members, t.psus, t.strata, c.variance, c.lonely
	FROM domains AS t LEFT JOIN variances AS c ON ${match}
	ORDER BY ${joined(order, ', ')}`;
}

/** Every PSU of every domain, those without a counted case too: its sums and its members. */
function allPsus(
	{ by, select }: Breakdown,
	{ cells, unsureIsCategory }: DomainsOptions
): Statement {
	const keep = by.map((column) => sql`${column}::VARCHAR NOT IN ${valueList(missingReasons)}`);
	const unsure = unsureReasons.map(statusOf);
	const counted = unsureIsCategory ? [valid, ...unsure] : [valid];
	const universe = [...counted, statusOf('lost')];
	const of = (column: Statement, statuses: readonly number[]) =>
		sql`coalesce(sum(${column}) FILTER (status IN ${valueList(statuses)}), 0)`;
	const key = joined([...by, sql`stratum`, sql`psu`], ', ');
	return sql`
		SELECT ${select}stratum, psu, ${of(sql`n`, counted)} AS n, ${of(sql`sw`, counted)} AS sw,
			${of(sql`swy`, [valid])} AS swy, ${of(sql`swyy`, [valid])} AS swyy,
			${of(sql`events`, [valid])} AS events,
			${of(sql`sw`, unsure)} AS unsure, ${of(sql`sw`, [valid, ...unsure])} AS asked,
			${of(sql`n`, universe)} AS members
		FROM ${cells}
		WHERE ${joined([sql`TRUE`, ...keep], ' AND ')}
		GROUP BY ${key}
		ORDER BY ${key}
	`;
}

const domainSums = ({ select, domain }: Breakdown) => sql`
		SELECT ${select}sum(n) AS n, sum(sw) AS sw, sum(swy) AS swy, sum(swyy) AS swyy,
			sum(events) AS events, sum(unsure) AS unsure, sum(asked) AS asked, sum(members) AS members,
			(count(*) FILTER (members > 0))::DOUBLE AS psus,
			(count(DISTINCT stratum) FILTER (members > 0))::DOUBLE AS strata
		FROM all_psus
		GROUP BY ${domain}
	`;

/** The PSU sums z whose spread is the variance: of residuals for a mean, of values for a total. */
function influence({ by, match }: Breakdown, { statistic }: DomainsOptions): Statement {
	const z = statistic === 'mean' ? sql`(c.swy - t.swy / t.sw * c.sw) / t.sw` : sql`c.swy`;
	return sql`
		SELECT ${joined([...by.map((c) => sql`c.${c}`), sql`c.stratum`], ', ')}, ${z} AS z
		FROM psus AS c JOIN domains AS t ON ${match}
	`;
}

function spreadByStratum({ by, select }: Breakdown): Statement {
	const key = joined([...by, sql`stratum`], ', ');
	return sql`
		SELECT ${select}stratum, count(*)::DOUBLE AS m, var_pop(z) AS spread, avg(z) AS centre
		FROM influence
		GROUP BY ${key}
		ORDER BY ${key}
	`;
}

const variances = ({ select, domain }: Breakdown, { strata }: DomainsOptions) => sql`
		SELECT ${select}
			string_agg(stratum::VARCHAR, chr(31) ORDER BY stratum) FILTER (s.psus = 1 AND s.fraction < 1) AS lonely,
			sum(CASE WHEN s.psus = 1 THEN 0 ELSE
				(1 - s.fraction) * s.psus / (s.psus - 1)
				* (m * spread + m * (s.psus - m) / s.psus * centre * centre) END) AS variance
		FROM by_stratum JOIN ${strata} AS s USING (stratum)
		GROUP BY ${domain}
	`;

/** PSUs and strata of the whole sample. */
export const sampleSize = (strata: Identifier) =>
	sql`SELECT sum(psus) AS psus, count(*)::DOUBLE AS strata FROM ${strata}`;

/** Cases by status, and whether they have a category in every breakdown. */
export const tally = (cells: Identifier) =>
	sql`SELECT status::DOUBLE AS status,
		(by_1::VARCHAR NOT IN ${valueList(missingReasons)} AND by_2::VARCHAR NOT IN ${valueList(missingReasons)}) AS placed,
		sum(n) AS n
	FROM ${cells} GROUP BY ALL ORDER BY ALL`;
