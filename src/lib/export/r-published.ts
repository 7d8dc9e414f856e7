import type { UnitTable } from '#lib/model/catalogue.ts';
import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { type RSource, numberFunction, readCall, readFunction } from './r-source.ts';
import { rString } from './r-syntax.ts';

export interface PublishedOptions {
	readonly unit: UnitTable;
	/** The id of a weight; absent: the first. */
	readonly weight?: string | undefined;
	/** Who made the data, and under which terms. */
	readonly about: readonly string[];
}

/** The rows of an open survey, in the CSV that lies beside its Parquet file. */
export function publishedSource({ unit, weight, about }: PublishedOptions): RSource {
	const { csv, stratum, psu, ssu, fpc, replicates, weights } = unit;
	const name = csv?.path.split('/').at(-1) ?? '';
	const column = (name: string) => `raw[[${rString(name)}]]`;
	const number = (name: string) => `number(${column(name)})`;
	const code = (name: string | undefined) => (name === undefined ? undefined : column(name));
	const chosen = weights.find(({ id }) => id === weight) ?? weights[0];
	const file = {
		name,
		sha256: csv?.sha256,
		rows: csv?.rows,
		delimiter: ',',
		encoding: 'utf-8'
	} as const;
	return {
		about: [...about, `File: ${csv?.path ?? ''}`, `SHA-256: ${csv?.sha256 ?? ''}`],
		helpers: [...readFunction, ...numberFunction],
		read: [`raw <- ${readCall(file)}`, 'size <- nrow(raw)'],
		weight: chosen && number(chosen.column),
		stratum: code(stratum),
		psu: code(psu),
		ssu: code(ssu),
		nested: false,
		fpc: fpc.map(number),
		replicates: (replicates?.columns ?? []).map(number),
		category: column,
		number: (name) => ({ value: number(name), why: column(missingColumn(name)) })
	};
}
