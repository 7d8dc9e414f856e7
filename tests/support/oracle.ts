import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { oracleFile } from './sources.ts';

/** jsonlite writes an empty list as `[]`. */
const record = z.preprocess(
	(value) => (Array.isArray(value) && value.length === 0 ? {} : value),
	z.record(z.string(), z.unknown())
);

const answers = z.object({
	datasets: z.record(z.string(), z.object({ file: z.string() })),
	designs: z.record(z.string(), z.unknown()),
	cases: z.array(
		z.object({
			id: z.string(),
			design: z.string(),
			fun: z.string(),
			args: record,
			result: record,
			warnings: z.unknown().optional(),
			note: z.string().optional()
		})
	)
});

type Answers = z.infer<typeof answers>;

/** A question put to R's survey package and its answer, both as R wrote them. */
export type OracleCase<Result> = Omit<Answers['cases'][number], 'result'> & { result: Result };

let read: Answers | undefined;

/** Everything R answered about surveys: data sets, designs and cases. */
export function surveyOracle(): Answers {
	read ??= answers.parse(JSON.parse(readFileSync(oracleFile('survey/cases.json'), 'utf8')));
	return read;
}

/**
 * R's answers of one kind, by `fun` and a word between slashes in their id: `('ciprop', 'xlogit')`.
 * `result` says what the answers look like. Never none: a filter that finds nothing is a mistake.
 */
export function oracleCases<Result>(
	fun: string,
	filter: string | undefined,
	result: z.ZodType<Result>
): OracleCase<Result>[] {
	const found = surveyOracle().cases.filter(
		({ fun: own, id }) => own === fun && (filter === undefined || id.split('/').includes(filter))
	);
	if (found.length === 0) throw new DataError(`no such oracle case: ${fun}, ${filter ?? 'any'}`);
	return found.map((one) => ({ ...one, result: result.parse(one.result) }));
}

/** The path of a data set of the oracle as CSV, by its name in `cases.json`. */
export function oracleData(name: string): string {
	const dataset = surveyOracle().datasets[name];
	if (dataset === undefined) throw new DataError(`no such oracle data set: ${name}`);
	return oracleFile(`survey/${dataset.file}`);
}
