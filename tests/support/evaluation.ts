import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { referenceRecords } from './csv-reference.ts';
import { oracleFile } from './sources.ts';

/** R's answers about impact, `oracle/evaluation/<name>.json`, in the shape that is asked for. */
export function evaluationAnswers<Answers>(name: string, shape: z.ZodType<Answers>): Answers {
	return shape.parse(JSON.parse(readFileSync(oracleFile(`evaluation/${name}.json`), 'utf8')));
}

/** A table of people or periods, by column. */
export interface EvaluationTable {
	readonly size: number;
	/** NaN where there is none. */
	readonly numbers: (column: string) => Float64Array;
	readonly texts: (column: string) => readonly string[];
	/** Levels in alphabetical order, as R has them. */
	readonly factor: (column: string) => Factor;
}

/** `oracle/evaluation/data/<name>.csv`, in the shared folder. */
export const evaluationTable = (name: string): EvaluationTable =>
	tableOf(oracleFile(`evaluation/data/${name}.csv`));

/** `tests/oracle/fixtures/<name>.csv`: made by the oracle's own script, free to copy. */
export const syntheticTable = (name: string): EvaluationTable =>
	tableOf(join(import.meta.dirname, `../oracle/fixtures/${name}.csv`));

/** R's answers about the synthetic people and series, or those of another name, beside them. */
export function syntheticAnswers<Answers>(
	shape: z.ZodType<Answers>,
	name = 'synthetic-followed'
): Answers {
	const file = join(import.meta.dirname, `../oracle/fixtures/${name}.json`);
	return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function tableOf(file: string): EvaluationTable {
	const [head, ...records] = referenceRecords(readFileSync(file, 'utf8'), ',') ?? [];
	const texts = (column: string) => {
		const at = head?.values.indexOf(column) ?? -1;
		if (at < 0) throw new DataError(`no such column in ${file}: ${column}`);
		return records.map(({ values }) => values[at] ?? '');
	};
	return {
		size: records.length,
		texts,
		numbers: (column) =>
			Float64Array.from(texts(column), (text) => (text === '' ? NaN : Number(text))),
		factor: (column) => factorOf(texts(column))
	};
}

/** The factor of some labels, levels in alphabetical order. */
export function factorOf(labels: readonly string[]): Factor {
	const levels = [...new Set(labels)].sort();
	return { codes: Int32Array.from(labels, (label) => levels.indexOf(label)), levels };
}
