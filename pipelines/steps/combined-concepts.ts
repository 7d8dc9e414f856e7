import { type Statement, identifier, joined, sql, valueList } from '#lib/estimate/sql.ts';
import { DataError } from '#lib/errors.ts';
import { type MissingReason, missingReasons, unsureReasons } from '#lib/model/missing.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { Combination, Mapping } from '#lib/model/survey.ts';
import type { NodeEngine } from '../duckdb.ts';
import { categoryBranches, unmapped } from './concept-columns.ts';
import { isUnit } from './frame-rows.ts';
import { unitTableName } from './unit-table.ts';

type Combining = Mapping & { readonly combines: Combination };

/** The concepts that follow from others, made from the answers as they were harmonised. */
export async function addCombined(
	engine: NodeEngine,
	{ id }: UnitDesign,
	mappings: readonly Mapping[]
): Promise<void> {
	const table = unitTableName(id);
	for (const mapping of mappings.filter((one): one is Combining => one.combines !== undefined)) {
		const column = identifier(mapping.concept);
		const { combines } = mapping;
		await engine.execute(sql`ALTER TABLE ${table} ADD COLUMN ${column} VARCHAR`);
		await engine.execute(sql`UPDATE ${table} SET ${column} = CASE WHEN ${isUnit}
			THEN ${answerOf(mapping)} ELSE 'not-applicable' END`);
		const [strange] = await engine.query(sql`SELECT ${valueOf(combines)} AS value
			FROM ${table} WHERE ${column} = ${unmapped} LIMIT 1`);
		if (strange)
			throw new DataError(
				`${mapping.concept}: a combination without a category: ${strange['value']}`
			);
	}
}

/** Answered by everybody who took part: who was left out by a filter of the questionnaire has none of it. */
const isUnanswered = (reason: MissingReason) => reason !== 'not-applicable';
const isUnsure = (reason: MissingReason) => unsureReasons.some((one) => one === reason);

function answerOf(mapping: Combining): Statement {
	const { combines, otherwise = unmapped } = mapping;
	const ids = Object.values(combines.sets).flat();
	const one = (reasons: readonly string[]) =>
		oneOf(ids.map((id) => sql`${identifier(id)} IN ${valueList(reasons)}`));
	const unanswered = missingReasons.filter(isUnanswered);
	return sql`CASE WHEN ${one(unanswered.filter((reason) => !isUnsure(reason)))} THEN 'lost'
		WHEN ${one(unanswered.filter(isUnsure))} THEN 'dont-know'
		${joined(categoryBranches(mapping, valueOf(combines)), ' ')} ELSE ${otherwise} END`;
}

const oneOf = (conditions: readonly Statement[]) => sql`true IN (${joined(conditions, ', ')})`;

/** A text, as that of a cell of a file: a number, or names of sets. */
function valueOf({ category, sets, as, within }: Combination): Statement {
	const counted = Object.entries(sets).filter(([name]) => within?.includes(name) ?? true);
	const has = (id: string) => sql`${identifier(id)} = ${category}`;
	if (as === 'number') {
		const numbers = counted.flatMap(([, ids]) => ids).map((id) => sql`(${has(id)})::INTEGER`);
		return sql`list_sum([${joined(numbers, ', ')}])::VARCHAR`;
	}
	const names = counted.map(
		([name, ids]) => sql`CASE WHEN ${oneOf(ids.map(has))} THEN ${name} END`
	);
	return sql`concat_ws(' ', ${joined(names, ', ')})`;
}
