import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { oracleFile } from './sources.ts';

/** R's answers about one subject of programme evaluation, e.g. `did2x2`. */
export function evaluationAnswers<Answers>(name: string, answers: z.ZodType<Answers>): Answers {
	return answers.parse(JSON.parse(readFileSync(oracleFile(`evaluation/${name}.json`), 'utf8')));
}

/** A data set of programme evaluation; the columns of a CSV by their names. */
export class EvaluationData {
	readonly size: number;
	readonly #columns: ReadonlyMap<string, readonly string[]>;

	/** e.g. `base_did`. */
	constructor(name: string) {
		const text = readFileSync(oracleFile(`evaluation/data/${name}.csv`), 'utf8');
		const lines = text.trim().split(/\r?\n/).map(cellsOf);
		const [names = [], ...rows] = lines;
		this.size = rows.length;
		this.#columns = new Map(names.map((column, j) => [column, rows.map((cells) => cells[j]!)]));
	}

	texts(name: string): readonly string[] {
		const column = this.#columns.get(name);
		if (column === undefined) throw new DataError(`no such column: ${name}`);
		return column;
	}

	/** NaN where there is none. */
	numbers(name: string): Float64Array {
		return Float64Array.from(this.texts(name), (text) => (text === 'NA' ? NaN : Number(text)));
	}
}

const cellsOf = (line: string) => line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1'));
