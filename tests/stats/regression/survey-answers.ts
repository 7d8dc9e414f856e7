import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Design, type ReplicateDesign, domainOf } from '#lib/stats/design/design.ts';
import { degreesOfFreedom, sampleOf } from '#lib/stats/design/sample.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type OracleCase, oracleCases, surveyOracle } from '../../support/oracle.ts';
import { type OracleColumns, oracleColumns, oracleDesign } from '../../support/oracle-design.ts';

/** jsonlite writes a list of one as a number. */
export const numbers = z.preprocess(
	(value) => (typeof value === 'number' ? [value] : value),
	z.array(z.number())
);

/** jsonlite writes an empty list as `[]`. */
const record = z.preprocess(
	(value) => (Array.isArray(value) && value.length === 0 ? {} : value),
	z.record(z.string(), z.unknown())
);

const oracleCase = z.object({
	id: z.string(),
	design: z.string(),
	fun: z.string(),
	args: record,
	result: record
});

/** A tail of a weighted sum of chi-squares in R, and by inversion of its characteristic function. */
const tail = z.object({
	x: z.number(),
	weights: z.array(z.number()),
	ddf: z.number().nullish(),
	saddlepoint: z.number(),
	satterthwaite: z.number(),
	exact: z.number()
});

const answers = z
	.object({ cases: z.array(oracleCase), tails: z.array(tail) })
	.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'survey-answers.json'), 'utf8')));

export const surveyTails = answers.tails;

/** Answers of one kind: all of the oracle, and all of survey-answers.R. */
export function answersOf<Result>(fun: string, result: z.ZodType<Result>): OracleCase<Result>[] {
	const own = answers.cases.filter((one) => one.fun === fun);
	const oracle = surveyOracle().cases.some((one) => one.fun === fun)
		? oracleCases(fun, undefined, z.unknown())
		: [];
	return [...oracle, ...own]
		.filter(({ args }) => args['stat'] !== 'quantile' && args['stat'] !== 'ciprop')
		.map((one) => ({ ...one, result: result.parse(one.result) }));
}

export interface Analysed {
	readonly design: Design;
	readonly columns: OracleColumns;
	/** Degrees of freedom of a replicate design in R; a linearised one counts them. */
	readonly df: number | undefined;
}

const replicateFiles: Readonly<Record<string, { readonly data: string; readonly file: string }>> = {
	jk1: { data: 'apiclus1', file: 'rw_clus1_jk1' },
	/** The population only enters the scale of a jackknife. */
	jk1_nofpc: { data: 'apiclus1', file: 'rw_clus1_jk1' },
	boot_clus1: { data: 'apiclus1', file: 'rw_clus1_boot' },
	subboot_clus1: { data: 'apiclus1', file: 'rw_clus1_subboot' },
	mrb_clus2: { data: 'apiclus2', file: 'rw_clus2_mrb' },
	jkn_strat: { data: 'apistrat', file: 'rw_strat_jkn' }
};

const replication = z.object({
	n_rep: z.number(),
	scale: z.number(),
	rscales: numbers,
	df: z.number()
});

/** A design of the oracle; those of replicates with the scale that R gave them. */
export function analysed(name: string): Analysed {
	const files = replicateFiles[name];
	if (!files) return { ...oracleDesign(name), df: undefined };
	const [known] = answersOf('rep', z.unknown()).filter(({ id }) => id === `rep/${name}`);
	const { n_rep, scale, rscales, df } = replication.parse(known?.result);
	const weights = oracleColumns(files.file);
	const design: ReplicateDesign = {
		kind: 'replicates',
		weights: weights.number('w0'),
		replicates: Array.from({ length: n_rep }, (_, r) =>
			weights.number(`rw${String(r + 1).padStart(3, '0')}`)
		),
		scale,
		rscales: Float64Array.from({ length: n_rep }, (_, r) => rscales[r] ?? rscales[0]!),
		mse: false
	};
	return { design, columns: oracleColumns(files.data), df };
}

/** R `degf`: of the elements that have a weight. */
export function dfOf({ design, df }: Pick<Analysed, 'design' | 'df'>): number {
	if (design.kind === 'replicates') return df!;
	const there = Array.from(design.weights.keys()).filter((i) => design.weights[i] !== 0);
	return degreesOfFreedom(sampleOf(design.sample, Int32Array.from(there)));
}

/** The elements of a design that a predicate keeps, and their columns. */
export function kept({ design, columns, df }: Analysed, keep: (i: number) => boolean): Analysed {
	const elements = Int32Array.from(design.weights.keys()).filter((i) => keep(i));
	const domain = domainOf(design, elements);
	const picked = <T>(values: ArrayLike<T>) => Array.from(domain.elements, (i) => values[i]!);
	return {
		design: domain.design,
		df,
		columns: {
			size: domain.elements.length,
			levels: columns.levels,
			text: (name) => picked(columns.text(name)),
			number: (name) => Float64Array.from(picked(columns.number(name))),
			code: (name) => Int32Array.from(picked(columns.code(name)))
		}
	};
}

export const isText = (columns: OracleColumns, name: string) =>
	columns.levels(name).some((level) => Number.isNaN(Number(level)));

/** A column as numbers: of text the second level is 1, as R's glm takes a factor. */
export const numeric = (columns: OracleColumns, name: string) =>
	isText(columns, name)
		? Float64Array.from(columns.code(name), (code) => (code < 0 ? NaN : code))
		: columns.number(name);

export const factorOf = (columns: OracleColumns, name: string): Factor => ({
	codes: columns.code(name),
	levels: columns.levels(name)
});

/** A predicate: all of these columns have a value. */
export function complete(columns: OracleColumns, names: readonly string[]) {
	const all = names.map((name) => columns.code(name));
	return (i: number) => all.every((codes) => codes[i]! >= 0);
}
