import { DataError } from '#lib/errors.ts';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { nearestName } from '#lib/model/nearest-name.ts';
import {
	type KeyRisk,
	type RowKey,
	type ValueCount,
	keyRisk,
	rareValues,
	standingOut
} from '../steps/protect/rows/row-risk.ts';
import type { ProfileOptions } from './column-profile.ts';
import type { InspectedColumn } from '#lib/readers/inspect/inspected-column.ts';

export interface RiskQuestion {
	/** Columns; absent: those that look like what somebody may know of a person. */
	readonly keys?: readonly string[] | undefined;
	/** Groups of fewer rows are small. */
	readonly k: number;
}

/** Who could be told from the rows of a file, before anything is declared about it. */
export interface FileRisk {
	readonly k: number;
	readonly keys: readonly { readonly name: string; readonly why: string }[];
	readonly found: KeyRisk;
	/** By key, values that fewer than k rows have. */
	readonly rare: readonly { readonly name: string; readonly values: readonly ValueCount[] }[];
	/** Keys of rows that are alone: never leaves the terminal. */
	readonly people: readonly (readonly string[])[];
	/** Columns whose values are nobody's answer: names, places, ids. */
	readonly hidden: readonly string[];
}

/** More are no help to anybody. */
const mostPeople = 20;

/** Counts rows that stand out in a Parquet file of texts. */
export async function fileRisk(
	columns: readonly InspectedColumn[],
	{ engine, path, keys: asked, k }: ProfileOptions & RiskQuestion
): Promise<FileRisk> {
	const chosen = asked ? namedKeys(columns, asked) : likelyKeys(columns);
	const from = sql`read_parquet(${path})`;
	const keys: RowKey[] = chosen.map(({ name }) => ({ name, value: sql`${identifier(name)}` }));
	const rare = [];
	for (const key of keys) {
		const values = await rareValues(engine, { from, key, k });
		rare.push({ name: key.name, values: values.filter(({ value }) => value !== '') });
	}
	return {
		...{ k, keys: chosen, rare },
		found: await keyRisk(engine, { from, keys, k }),
		people: await standingOut(engine, { from, keys, limit: mostPeople }),
		hidden: columns.filter((one) => one.isPrivate).map(({ name }) => name)
	};
}

function namedKeys(
	columns: readonly InspectedColumn[],
	asked: readonly string[]
): FileRisk['keys'] {
	const names = columns.map(({ name }) => name);
	return asked.map((name) => {
		const column = columns.find((one) => one.name === name);
		const meant = nearestName(name, names);
		if (!column)
			throw new DataError(
				`--keys: no such column: ${name}${meant === undefined ? '' : `, did you mean ${meant}`}`
			);
		if (column.isPrivate && !column.role?.isWeak)
			throw new DataError(
				`--keys: seems to name people, places or ids, which are never published: ${name}`
			);
		return { name, why: 'asked for' };
	});
}

/** What others know of somebody, in the words of column names. */
const known =
	/^(sexo?|genero|gender|sex|edad|age|idade|region|regiao|estado|state|depto|departamento|department|provinc\w*|municip\w*|comuna|commune|educ\w*|nivel_?educ\w*|escolaridad\w*|ocup\w*|occup\w*|etnia|ethnic\w*|raza|raca|race|religi\w*|civil|marital\w*|nacionalidad|nationality|pais|country)(_|\d|$)/i;

function likelyKeys(columns: readonly InspectedColumn[]): FileRisk['keys'] {
	const keys = columns.flatMap(({ name, kind, role, isPrivate, concepts }) => {
		if (isPrivate || role?.role === 'weight' || kind === 'blank') return [];
		const [likely] = concepts;
		if (likely?.concept.breakdown)
			return [{ name, why: `perhaps ${likely.concept.id}: ${likely.why}` }];
		return known.test(name) ? [{ name, why: 'its name says so' }] : [];
	});
	if (keys.length === 0)
		throw new DataError(
			`no column looks like what somebody may know of a person: name them with --keys, of ${columns.map(({ name }) => name).join(', ')}`
		);
	return keys;
}
