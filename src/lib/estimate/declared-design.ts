import { DataError } from '#lib/errors.ts';
import type { Sampling } from '#lib/model/sampling.ts';
import type { TableDesign } from '#lib/model/request-file.ts';
import type { QueryEngine } from './query-engine.ts';
import { type RawTable, expectNone, numberOf, rawColumn, textOf } from './raw-table.ts';
import { type Statement, identifier, joined, sql } from './sql.ts';

export interface DesignOptions {
	readonly engine: QueryEngine;
	readonly raw: RawTable;
	readonly design: TableDesign;
}

/** The columns that carry a design, and how they are selected from the raw table. */
export interface DeclaredDesign {
	readonly weight: string | undefined;
	readonly stratum: string | undefined;
	readonly psu: string | undefined;
	readonly ssu: string | undefined;
	readonly fpc: readonly string[];
	readonly selected: readonly Statement[];
}

/** Names that no column of a file has. */
const own = {
	weight: 'atalaya_weight',
	stratum: 'atalaya_stratum',
	psu: 'atalaya_psu',
	ssu: 'atalaya_ssu',
	fpc: ['atalaya_fpc_1', 'atalaya_fpc_2']
} as const;

/**
 * Weights, strata, units and population sizes as numbers and codes. What would make a wrong variance
 * is an error that names the rows: weights that are missing or negative, ids that are missing, a unit
 * in two strata, population sizes that are missing, not positive, mixed with shares, not the same
 * within a stratum or smaller than what was drawn.
 */
export async function declaredDesign(options: DesignOptions): Promise<DeclaredDesign> {
	const { raw, design } = options;
	const { weights, strata, ids, fpc, replicates } = design;
	expectColumns(options);
	await checkWeights(options);
	await checkIds(options);
	for (const column of replicates?.columns ?? []) await checkNumber(column, 'replicates', options);
	for (const stage of fpc.keys()) await checkPopulation(stage, options);
	const [psu, ssu] = ids;
	const stratum = textsOf(raw, strata);
	const units = (names: readonly string[]) => codeOf([...stratum, ...textsOf(raw, names)]);
	const selected = [
		...(weights === undefined
			? []
			: [sql`${weightOf(raw, weights)}::DOUBLE AS ${identifier(own.weight)}`]),
		...(strata.length === 0 ? [] : [sql`${codeOf(stratum)} AS ${identifier(own.stratum)}`]),
		...(psu === undefined ? [] : [sql`${units([psu])} AS ${identifier(own.psu)}`]),
		...(ssu === undefined ? [] : [sql`${units(ids)} AS ${identifier(own.ssu)}`]),
		...fpc.map((name, stage) => sql`${numberOf(raw, name)} AS ${identifier(own.fpc[stage]!)}`),
		...(replicates?.columns ?? []).map((name) => sql`${numberOf(raw, name)} AS ${identifier(name)}`)
	];
	return {
		weight: weights === undefined ? undefined : own.weight,
		stratum: strata.length === 0 ? undefined : own.stratum,
		psu: psu === undefined ? undefined : own.psu,
		ssu: ssu === undefined ? undefined : own.ssu,
		fpc: own.fpc.slice(0, fpc.length),
		selected
	};
}

const textsOf = (raw: RawTable, names: readonly string[]) => names.map((name) => textOf(raw, name));

const weightOf = (raw: RawTable, weights: string | number) =>
	typeof weights === 'number' ? sql`${weights}` : numberOf(raw, weights);

/** Codes from 0 in the order of the texts. */
const codeOf = (texts: readonly Statement[]) =>
	sql`(dense_rank() OVER (ORDER BY ${joined(texts, ', ')}) - 1)::INTEGER`;

/** The fields of a design that name columns of the file, in the order in which they are checked. */
function namedColumns({ weights, strata, ids, fpc, replicates }: TableDesign): [string, string][] {
	const lists: Readonly<Record<string, readonly string[]>> = {
		strata,
		ids,
		fpc,
		'replicates.columns': replicates?.columns ?? []
	};
	return [
		...(typeof weights === 'string' ? [['weights', weights] as [string, string]] : []),
		...Object.entries(lists).flatMap(([field, names]) =>
			names.map((name, i): [string, string] => [`${field}[${i}]`, name])
		)
	];
}

function expectColumns({ raw, design }: DesignOptions) {
	for (const [field, name] of namedColumns(design))
		try {
			rawColumn(raw, name);
		} catch (cause) {
			const message = cause instanceof Error ? cause.message : String(cause);
			throw new DataError(`design.${field}: ${message}`, { cause });
		}
}

async function checkWeights(options: DesignOptions): Promise<void> {
	const { raw, design } = options;
	if (typeof design.weights !== 'string') return;
	await checkNumber(design.weights, 'weights', options);
	await expectNone({
		...options,
		wrong: sql`${numberOf(raw, design.weights)} < 0`,
		value: textOf(raw, design.weights),
		complaint: `design.weights: ${design.weights} is negative`
	});
}

async function checkNumber(name: string, field: string, options: DesignOptions): Promise<void> {
	const { raw } = options;
	await expectNone({
		...options,
		wrong: sql`${numberOf(raw, name)} IS NULL`,
		value: textOf(raw, name),
		complaint: `design.${field}: ${name} is missing or not a number`
	});
}

async function checkIds(options: DesignOptions): Promise<void> {
	const { raw, design } = options;
	const { strata, ids, nested } = design;
	for (const [field, names] of [
		['strata', strata],
		['ids', ids]
	] as const)
		for (const name of names)
			await expectNone({
				...options,
				wrong: sql`${textOf(raw, name)} IS NULL`,
				value: sql`''`,
				complaint: `design.${field}: ${name} is missing`
			});
	if (!nested && strata.length > 0 && ids[0] !== undefined) await checkNesting(ids[0], options);
}

/** A unit belongs to one stratum, unless its id counts anew in every stratum. */
async function checkNesting(psu: string, { engine, raw, design }: DesignOptions): Promise<void> {
	const stratum = nameOf(raw, design.strata);
	const unit = textOf(raw, psu);
	const rows =
		await engine.query(sql`SELECT unit, count(*)::DOUBLE AS strata, string_agg(stratum, '; ' ORDER BY place) AS names,
			string_agg(place::VARCHAR, ', ' ORDER BY place) AS places, (count(*) OVER ())::DOUBLE AS n
		FROM (SELECT ${unit} AS unit, ${stratum} AS stratum,
				min(${raw.line === undefined ? sql`rowid + 1` : identifier(raw.line)}) AS place
			FROM ${identifier(raw.name)} GROUP BY ALL)
		GROUP BY unit HAVING count(*) > 1 ORDER BY min(place) LIMIT 10`);
	if (rows.length === 0) return;
	const word = raw.line === undefined ? 'rows' : 'lines';
	const shown = rows.map(
		(row) => `${JSON.stringify(row['unit'])} in strata ${row['names']} (${word} ${row['places']})`
	);
	throw new DataError(
		`design.ids: ${Number(rows[0]!['n'])} units of ${psu} lie in more than one stratum; if ids count anew in every stratum, declare nested: ${shown.join(', ')}`
	);
}

/** What the strata are called, by their codes; empty with one stratum. */
export async function stratumNames({
	engine,
	raw,
	design: { strata }
}: DesignOptions): Promise<string[]> {
	if (strata.length === 0) return [];
	const texts = joined(textsOf(raw, strata), ', ');
	const rows =
		await engine.query(sql`SELECT ${nameOf(raw, strata)} AS name FROM ${identifier(raw.name)}
		GROUP BY ${texts} ORDER BY ${texts}`);
	return rows.map((row) => String(row['name']));
}

/** What a stratum is called: its texts side by side. */
const nameOf = (raw: RawTable, strata: readonly string[]) =>
	strata.length === 0 ? sql`''` : sql`concat_ws(' / ', ${joined(textsOf(raw, strata), ', ')})`;

async function checkPopulation(stage: number, options: DesignOptions): Promise<void> {
	const { engine, raw, design } = options;
	const name = design.fpc[stage]!;
	const size = numberOf(raw, name);
	await expectNone({
		...options,
		wrong: sql`NOT coalesce(${size} > 0, FALSE)`,
		value: textOf(raw, name),
		complaint: `design.fpc: ${name} is missing, not a number or not above 0`
	});
	const strata = [...design.strata, ...design.ids.slice(0, stage)];
	const unit = unitTexts(stage, options);
	const [mixed] = await engine.query(sql`SELECT min(${size}) AS smallest, max(${size}) AS largest
		FROM ${identifier(raw.name)}`);
	const [smallest, largest] = [Number(mixed?.['smallest']), Number(mixed?.['largest'])];
	if (smallest < 1 && largest > 1)
		throw new DataError(
			`design.fpc: sizes and shares are mixed in ${name}: ${smallest}, ${largest}`
		);
	const rows = await engine.query(sql`SELECT stratum, low, high, drawn FROM (
			SELECT ${nameOf(raw, strata)} AS stratum, min(${size}) AS low, max(${size}) AS high,
				count(DISTINCT (${joined(unit, ', ')}))::DOUBLE AS drawn
			FROM ${identifier(raw.name)} GROUP BY ${strata.length === 0 ? sql`()` : joined(textsOf(raw, strata), ', ')})
		WHERE low <> high OR (high > 1 AND high < drawn) OR (high = 1 AND drawn > 1 AND ${largest > 1})
		ORDER BY 1 LIMIT 10`);
	if (rows.length > 0) throw new DataError(populationComplaint(name, rows));
}

/** Units are told apart within what the strata of the design are told apart by. */
const unitTexts = (stage: number, { raw, design }: DesignOptions) => {
	const names = design.ids.slice(0, stage + 1);
	return names.length === 0 ? [sql`rowid`] : textsOf(raw, [...design.strata, ...names]);
};

function populationComplaint(
	name: string,
	rows: readonly Readonly<Record<string, unknown>>[]
): string {
	const shown = rows.map(({ stratum, low, high, drawn }) =>
		low === high
			? `${JSON.stringify(stratum)} has ${String(high)} and ${String(drawn)} were drawn`
			: `${JSON.stringify(stratum)} has ${String(low)} and ${String(high)}`
	);
	return `design.fpc: ${name} must be one number a stratum, not less than the units drawn: ${shown.join(', ')}`;
}

/** The part of a declaration that goes into the table unchanged. */
export const samplingRules = ({
	lonely,
	adjustDomains,
	firstStageOnly,
	replicates,
	resampling,
	calibration
}: Sampling) => ({
	lonely,
	adjustDomains,
	firstStageOnly,
	replicates,
	resampling,
	calibration
});
