import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { GroupedCategories, RowRefusal, UnitRisk } from '#lib/model/row-risk.ts';
import { type NodeEngine, openDuckDB } from '../../../duckdb.ts';
import { countOf } from '../../raw-files.ts';
import { type ConceptCounts, answerColumn, conceptCounts, writeUnitRows } from '../../unit-rows.ts';
import { unitTableName } from '../../unit-table.ts';
import { type RowKey, type KeyRisk, keyRisk, rareValues } from './row-risk.ts';
import { type AgeConcept, type RowRules, adultAge } from './row-rules.ts';

export interface ProtectRowsInput {
	/** As the step `harmonise` left it. */
	readonly table: UnitTable;
	/** Its Parquet file on this machine. */
	readonly parquet: string;
	/** Concepts that hold numbers. */
	readonly numbers: readonly string[];
	readonly rules: RowRules;
}

export interface ProtectRowsResult {
	readonly risk: UnitRisk;
	/** Of the rows as they may be published. */
	readonly counts: readonly ConceptCounts[];
}

interface Rows extends ProtectRowsInput {
	readonly engine: NodeEngine;
	readonly name: Statement;
}

/** No concept is called so. */
const minor = identifier('is minor');

/** A unit's table without what links persons of a household. */
export function publishedTable(table: UnitTable, links: UnitRisk['householdLinks']): UnitTable {
	if (links !== 'cut') return table;
	const { ssu, ...kept } = table;
	return { ...kept, fpc: table.fpc.slice(0, 1) };
}

/**
 * Rows of an open survey as they may be published: small areas and rare categories grouped, sensitive
 * answers of minors withheld, household codes cut. No row and no weight is changed, so that the design
 * stays whole. What still stands in the way is in `risk.refusals`.
 */
export async function protectedRows(
	input: ProtectRowsInput,
	folder: string
): Promise<ProtectRowsResult> {
	const engine = await openDuckDB({ threads: 2 });
	try {
		const { table, parquet, numbers, rules } = input;
		const name = sql`${unitTableName(table.unit)}`;
		const rows: Rows = { ...input, engine, name };
		// Who is a minor is asked before ages are grouped.
		await engine.execute(sql`CREATE TABLE ${name} AS
			SELECT *, ${mayBeMinor(rules.ages)} AS ${minor} FROM read_parquet(${parquet})`);
		const { grouped, refusals } = await groupedRows(rows);
		const withheld = await withheldOfMinors(rows);
		const published = publishedTable(table, rules.householdLinks);
		const written = { unit: table.unit, concepts: table.concepts, numbers };
		const design = designColumns(published);
		await writeUnitRows(engine, { ...written, design }, { folder, asText: true });
		const found = await keyRisk(engine, { from: name, keys: keysOf(rows), k: rules.k });
		return {
			risk: {
				...riskOf(table, found),
				k: rules.k,
				...{ grouped, withheld, householdLinks: rules.householdLinks },
				linkedByWeight: await linkedByWeight(rows),
				refusals: [...tooMany(found, rules), ...(await rareKeys(rows)), ...refusals]
			},
			counts: await conceptCounts(engine, written)
		};
	} finally {
		engine.close();
	}
}

const riskOf = ({ unit }: UnitTable, { rows, unique, belowK, keys }: KeyRisk) => ({
	...{ unit, rows, unique, belowK },
	keys: keys.map(({ name, uniqueWithout }) => ({ concept: name, uniqueWithout }))
});

const designColumns = ({ stratum, psu, ssu, fpc, weights, replicates }: UnitTable): string[] => [
	...[stratum, psu, ssu].filter((column) => column !== undefined),
	...fpc,
	...weights.map(({ column }) => column),
	...(replicates?.columns ?? [])
];

const keysOf = ({ rules, numbers }: Rows): RowKey[] =>
	rules.keys.map((key) => ({
		name: key,
		value: numbers.includes(key)
			? sql`coalesce(${identifier(key)}::VARCHAR, ${identifier(missingColumn(key))})`
			: sql`${identifier(key)}`
	}));

/** Withholds every answer of a minor to a question that any of them was asked, none included. */
async function withheldOfMinors(rows: Rows): Promise<UnitRisk['withheld']> {
	const { engine, name, rules, numbers } = rows;
	const withheld: { concept: string; rows: number }[] = [];
	for (const concept of rules.sensitive) {
		const answer = answerColumn(concept, numbers);
		const known = await countOf(
			engine,
			sql`${name} WHERE ${minor} AND ${answer} IS DISTINCT FROM 'not-asked'`
		);
		if (known === 0) continue;
		const number = numbers.includes(concept) ? sql`, ${identifier(concept)} = NULL` : sql``;
		await engine.execute(sql`UPDATE ${name} SET ${answer} = 'withheld'${number} WHERE ${minor}`);
		withheld.push({ concept, rows: await countOf(engine, sql`${name} WHERE ${minor}`) });
	}
	return withheld;
}

/** Whether no concept says that somebody is of age: who gave no age may be a minor. */
function mayBeMinor(ages: readonly AgeConcept[]): Statement {
	const known = ages.map(({ concept, adult }) =>
		adult
			? sql`NOT coalesce(${identifier(concept)} IN ${valueList(adult)}, FALSE)`
			: sql`NOT coalesce(${identifier(concept)} >= ${adultAge}, FALSE)`
	);
	return joined([sql`TRUE`, ...known], ' AND ');
}

async function groupedRows(
	rows: Rows
): Promise<{ grouped: GroupedCategories[]; refusals: RowRefusal[] }> {
	const { engine, name, rules } = rows;
	const concepts = [...new Set(rules.groups.map(({ concept }) => concept))];
	const isWithheld = new Set<string>();
	for (const concept of concepts)
		if (await countOf(engine, sql`${name} WHERE ${identifier(concept)} = 'withheld'`))
			isWithheld.add(concept);
	const grouped: GroupedCategories[] = [];
	for (const group of rules.groups) {
		const counts = await categoryCounts(rows, group);
		if (counts.length === 0) continue;
		const of = counts.map(({ category }) => category);
		const total = counts.reduce((sum, one) => sum + one.rows, 0);
		await engine.execute(sql`UPDATE ${name} SET ${identifier(group.concept)} = ${group.into}
			WHERE ${identifier(group.concept)} IN ${valueList(of)}`);
		grouped.push({ ...group, of, rows: total });
	}
	const refusals = concepts
		.filter((concept) => !isWithheld.has(concept))
		.flatMap((concept) => aloneIn(concept, grouped));
	return { grouped, refusals };
}

async function categoryCounts({ engine, name }: Rows, { concept, of }: RowRules['groups'][number]) {
	const column = identifier(concept);
	const rows = await engine.query(sql`SELECT ${column} AS category, count(*)::DOUBLE AS n
		FROM ${name} WHERE ${column} IN ${valueList(of)} GROUP BY 1 ORDER BY 1`);
	return rows.map((row) => ({ category: String(row['category']), rows: Number(row['n']) }));
}

/** One category withheld is told by all others being there. */
function aloneIn(concept: string, grouped: readonly GroupedCategories[]): RowRefusal[] {
	const of = grouped
		.filter((one) => one.concept === concept && one.into === 'withheld')
		.flatMap((one) => one.of);
	return of.length === 1 ? [{ kind: 'alone', concept, category: of[0]! }] : [];
}

function tooMany({ rows, unique }: KeyRisk, { maxUniqueShare: limit }: RowRules): RowRefusal[] {
	const share = rows === 0 ? 0 : unique / rows;
	return limit !== undefined && share > limit ? [{ kind: 'unique', share, limit }] : [];
}

/** Keys that are numbers have no categories to be grouped: their rare values count as uniques. */
async function rareKeys(rows: Rows): Promise<RowRefusal[]> {
	const { engine, name, rules, numbers } = rows;
	const refusals: RowRefusal[] = [];
	for (const key of keysOf(rows).filter((one) => !numbers.includes(one.name))) {
		const rare = await rareValues(engine, { from: name, key, k: rules.k });
		const categories = rare.map(({ value }) => value);
		if (rare.length > 0) refusals.push({ kind: 'rare', concept: key.name, categories });
	}
	return refusals;
}

/** Households whose rows a weight links, where the design names households. */
async function linkedByWeight({ engine, name, table }: Rows): Promise<number | null> {
	const { psu, ssu, weights } = table;
	if (psu === undefined || ssu === undefined) return null;
	const linked = weights.map(
		({ column }) => sql`SELECT any_value(${identifier(ssu)}) AS household FROM ${name}
			GROUP BY ${identifier(psu)}, ${identifier(column)}
			HAVING count(*) > 1 AND count(DISTINCT ${identifier(ssu)}) = 1`
	);
	const all = linked.reduce((before, one) => sql`${before} UNION ALL ${one}`);
	const [row] = await engine.query(
		sql`SELECT count(DISTINCT household)::DOUBLE AS n FROM (${all})`
	);
	return Number(row?.['n']);
}
