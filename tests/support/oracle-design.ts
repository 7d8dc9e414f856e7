import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import type { LinearisedDesign } from '#lib/stats/design/design.ts';
import { drawnSample, weightsFromPopulation } from '#lib/stats/design/drawn-sample.ts';
import { oracleData, surveyOracle } from './oracle.ts';

/** A design of `cases.json`, as R's svydesign was given it. */
const declaredDesign = z.object({
	data: z.string(),
	ids: z.array(z.string()).nullish(),
	strata: z.array(z.string()).optional(),
	weights: z.union([z.string(), z.number()]).optional(),
	fpc: z.array(z.string()).optional(),
	nest: z.boolean().optional()
});

/** The columns of a data set of the oracle by name; an empty cell is R's NA. */
export interface OracleColumns {
	readonly size: number;
	readonly text: (name: string) => (string | undefined)[];
	/** Numbers; NaN where there is none. */
	readonly number: (name: string) => Float64Array;
	/** Codes 0, 1, ... in the order of the values, numbers as numbers; -1 where there is none. */
	readonly code: (name: string) => Int32Array;
	/** The values behind the codes. */
	readonly levels: (name: string) => string[];
}

export function oracleColumns(data: string): OracleColumns {
	const [header = [], ...rows] = readFileSync(oracleData(data), 'utf8')
		.trim()
		.split(/\r?\n/)
		.map(cellsOf);
	const text = (name: string) => {
		const at = header.indexOf(name);
		if (at < 0) throw new DataError(`no such column in ${data}: ${name}`);
		return rows.map((row) => (row[at] === '' || row[at] === 'NA' ? undefined : row[at]));
	};
	const levels = (name: string) => {
		const known = [...new Set(text(name).filter((value) => value !== undefined))];
		const numbers = known.every((value) => Number.isFinite(Number(value)));
		return known.sort(numbers ? (a, b) => Number(a) - Number(b) : undefined);
	};
	return {
		size: rows.length,
		text,
		levels,
		number: (name) => Float64Array.from(text(name), (value) => Number(value ?? NaN)),
		code: (name) => {
			const known = levels(name);
			return Int32Array.from(text(name), (value) =>
				value === undefined ? -1 : known.indexOf(value)
			);
		}
	};
}

/** No cell of the oracle holds a line break. */
const cellsOf = (line: string) =>
	[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
		([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
	);

/** A design of the oracle over the rows of its data set. */
export function oracleDesign(name: string): { design: LinearisedDesign; columns: OracleColumns } {
	const declared = declaredDesign.parse(surveyOracle().designs[name]);
	const { data, ids, strata, weights, fpc, nest } = declared;
	const columns = oracleColumns(data);
	const coded = (column: string | undefined) => column && columns.code(column);
	const sample = drawnSample({
		size: columns.size,
		strata: coded(strata?.[0]) || undefined,
		psus: coded(ids?.[0]) || undefined,
		ssus: coded(ids?.[1]) || undefined,
		populations: fpc?.map(columns.number),
		nested: nest
	});
	const own =
		weights === undefined
			? weightsFromPopulation(sample)
			: typeof weights === 'number'
				? new Float64Array(columns.size).fill(weights)
				: columns.number(weights);
	return { design: { kind: 'linearised', weights: own, sample, projections: [] }, columns };
}
