import { DataError } from '#lib/errors.ts';
import { missingReasons } from '#lib/model/missing.ts';
import type { ColumnDeclaration, Condition, DerivedColumn } from '#lib/model/request-file.ts';
import { type DeclaredColumn, enumOf, reasonOf } from './declared-column.ts';
import type { QueryEngine } from './query-engine.ts';
import { type RawTable, expectNone, numberOf, textOf } from './raw-table.ts';
import { type Statement, identifier, joined, sql } from './sql.ts';

export interface DerivedOptions {
	readonly engine: QueryEngine;
	readonly raw: RawTable;
	/** Of the columns of the file, by name. */
	readonly declarations: Readonly<Record<string, ColumnDeclaration>>;
}

interface Case {
	readonly category: string;
	readonly when: readonly Condition[];
}

/**
 * Categories from conditions on columns of the file. As in R, a condition on a missing answer is
 * neither true nor false: the row gets the reason of that answer, unless another condition decides.
 */
export async function derivedColumn(
	derived: DerivedColumn,
	options: DerivedOptions
): Promise<DeclaredColumn> {
	const { name, when, otherwise } = derived;
	const cases: readonly Case[] = when ? [{ category: 'yes', when }] : (derived.cases ?? []);
	const last = when ? 'no' : otherwise;
	const categories = [
		...new Set([...cases.map(({ category }) => category), ...(last === undefined ? [] : [last])])
	];
	const reserved = categories.find((category) =>
		(missingReasons as readonly string[]).includes(category)
	);
	if (reserved !== undefined)
		throw new DataError(
			`derived ${name}: a category has the name of a missing reason: ${reserved}`
		);
	for (const { when } of cases) for (const one of when) await expectNumbers(one, options);
	const value = categoryOf(cases, last, options);
	if (last === undefined) await expectPlaced(derived, value, options);
	return {
		name,
		column: { kind: 'category', categories },
		selected: [sql`(${value})::${enumOf(categories)} AS ${identifier(name)}`]
	};
}

function categoryOf(
	cases: readonly Case[],
	last: string | undefined,
	options: DerivedOptions
): Statement {
	const branches = cases.map(({ category, when }) => {
		const holds = sql`(${joined(
			when.map((one) => conditionOf(one, options)),
			' AND '
		)})`;
		const reasons = joined(
			when.map((one) => reasonOfCondition(one, options)),
			', '
		);
		return sql`WHEN ${holds} THEN ${category} WHEN ${holds} IS NULL THEN coalesce(${reasons}, 'lost')`;
	});
	return sql`CASE ${joined(branches, ' ')} ${last === undefined ? sql`` : sql`ELSE ${last}`} END`;
}

const reasonOfCondition = ({ column }: Condition, { raw, declarations }: DerivedOptions) =>
	reasonOf(raw, column, declarations[column]?.missing);

/** One condition, NULL where the row has no answer. */
function conditionOf(one: Condition, options: DerivedOptions): Statement {
	const { raw } = options;
	const number = sql`${numberOf(raw, one.column)}`;
	const text = sql`${textOf(raw, one.column)}`;
	const same = (value: string | number) =>
		typeof value === 'number'
			? sql`coalesce(${number} = ${value}, FALSE)`
			: sql`${text} = ${value}`;
	const tests = [
		...(one.equals === undefined ? [] : [same(one.equals)]),
		...(one.in === undefined ? [] : [sql`(${anyOf(one.in.map(same))})`]),
		...(one.above === undefined ? [] : [sql`${number} > ${one.above}`]),
		...(one.from === undefined ? [] : [sql`${number} >= ${one.from}`]),
		...(one.below === undefined ? [] : [sql`${number} < ${one.below}`]),
		...(one.to === undefined ? [] : [sql`${number} <= ${one.to}`])
	];
	return sql`CASE WHEN ${reasonOfCondition(one, options)} IS NULL THEN ${joined(tests, ' AND ')} END`;
}

const anyOf = (tests: readonly Statement[]) =>
	tests.slice(1).reduce((all, next) => sql`${all} OR ${next}`, tests[0] ?? sql`FALSE`);

/** Above and below are about numbers: an answer that is none is an error, not a no. */
async function expectNumbers(one: Condition, options: DerivedOptions): Promise<void> {
	if ([one.above, one.from, one.below, one.to].every((limit) => limit === undefined)) return;
	const { engine, raw } = options;
	await expectNone({
		engine,
		raw,
		wrong: sql`${numberOf(raw, one.column)} IS NULL AND ${reasonOfCondition(one, options)} IS NULL`,
		value: textOf(raw, one.column),
		complaint: `column ${one.column}: not a number, nor declared as missing`
	});
}

async function expectPlaced(
	{ name, cases = [] }: DerivedColumn,
	value: Statement,
	{ engine, raw }: DerivedOptions
): Promise<void> {
	const [first] = cases.flatMap(({ when }) => when);
	await expectNone({
		engine,
		raw,
		wrong: sql`(${value}) IS NULL`,
		value: first ? textOf(raw, first.column) : sql`''`,
		complaint: `derived ${name}: fits no case, and there is no otherwise`
	});
}
