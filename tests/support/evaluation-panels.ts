import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { oracleFile } from './sources.ts';

/** A CSV file of the evaluation oracle, a list of numbers a column; what is no number is NaN. */
export function evaluationColumns(file: string): (column: string) => Float64Array {
	const [head = '', ...lines] = readFileSync(oracleFile(`evaluation/data/${file}`), 'utf8')
		.trim()
		.split('\n');
	const plain = (text: string) => text.trim().replaceAll('"', '');
	const names = head.split(',').map(plain);
	const rows = lines.map((line) => line.split(',').map(plain));
	return (column) => {
		const place = names.indexOf(column);
		if (place < 0) throw new DataError(`no such column in ${file}: ${column}`);
		return Float64Array.from(rows, (row) => Number(row[place] || NaN));
	};
}

/** R's answers of one file of the evaluation oracle. */
export function evaluationAnswers<Answers>(name: string, answers: z.ZodType<Answers>): Answers {
	const file = oracleFile(`evaluation/${name}.json`);
	return answers.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const effect = z.object({ att: z.number(), se: z.number().nullable() });

const aggregated = z.object({
	overall: effect,
	by: z.array(effect.extend({ at: z.number() })).nullish(),
	sup_t_crit_95_gaussian_limit: z.number().nullish()
});

/** What R `did` answered about one panel: `att_gt` and `aggte`. */
export const groupTimeAnswer = z.object({
	att_gt: z.array(effect.extend({ g: z.number(), t: z.number() })).optional(),
	n: z.number().optional(),
	wald_pre: z.object({ stat: z.number(), p: z.number() }).nullish(),
	simple: aggregated.optional(),
	group: aggregated.optional(),
	dynamic: aggregated.optional(),
	calendar: aggregated.optional()
});

export type GroupTimeAnswer = z.infer<typeof groupTimeAnswer>;
export const aggregatedAnswer = aggregated;
export type AggregatedAnswer = z.infer<typeof aggregated>;

export const numbers = z.array(z.number());
