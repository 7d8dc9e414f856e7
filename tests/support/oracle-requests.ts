import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Estimate, EstimateSet } from '#lib/model/estimate.ts';
import { type RequestResult, estimateFile } from '../../pipelines/requests/estimate-file.ts';
import { oracleData, surveyOracle } from './oracle.ts';

/** A design of `cases.json`, as R's svydesign was given it. */
const oracleDesign = z.object({
	data: z.string(),
	ids: z.array(z.string()).nullish(),
	strata: z.array(z.string()).optional(),
	weights: z.union([z.string(), z.number()]).optional(),
	fpc: z.array(z.string()).optional(),
	nest: z.boolean().optional()
});

/** R's logical expressions of the oracle, as conditions of a file of requests. */
const derived = [
	['I(ell == 0)', { column: 'ell', equals: 0 }],
	['I(emer == 0)', { column: 'emer', equals: 0 }],
	['I(awards == "Yes")', { column: 'awards', equals: 'Yes' }],
	['I(api00 > 850)', { column: 'api00', above: 850 }],
	['I(api00 > 900)', { column: 'api00', above: 900 }],
	['I(api00 > 5000)', { column: 'api00', above: 5000 }],
	['HI_CHOL', { column: 'HI_CHOL', equals: 1 }]
] as const;

/** What a logical expression is called as a column. */
export const derivedName = (expr: string) => `is ${expr}`;

/** One of R's designs as a file of requests declares it, with the columns it can be asked about. */
export function declaredDesign(name: string): { data: string; design: Record<string, unknown> } {
	const { data, ids, strata, weights, fpc, nest } = oracleDesign.parse(
		surveyOracle().designs[name]
	);
	const design = {
		...(weights === undefined ? {} : { weights }),
		strata: strata ?? [],
		ids: ids ?? [],
		fpc: fpc ?? [],
		nested: nest ?? false
	};
	return { data: oracleData(data), design };
}

export interface AskedFile {
	readonly data: string;
	readonly design: Readonly<Record<string, unknown>>;
	readonly requests: readonly Readonly<Record<string, unknown>>[];
	/** Columns of the data, where logical expressions are asked about. */
	readonly expressions?: readonly string[];
	/** Further derived columns, and what is declared of others. */
	readonly derived?: readonly unknown[];
	readonly columns?: Readonly<Record<string, unknown>>;
}

/** The answers of `atalaya estimate` to a file of requests. */
export async function answersOf({
	data,
	expressions = [],
	derived: more = [],
	...file
}: AskedFile) {
	const path = join(mkdtempSync(join(tmpdir(), 'atalaya-oracle-')), 'requests.json');
	const wanted = derived
		.filter(([expr]) => expressions.includes(expr))
		.map(([expr, condition]) => ({ name: derivedName(expr), when: [condition] }));
	const asked = { data: { path: data }, derived: [...wanted, ...more], ...file };
	writeFileSync(path, JSON.stringify(asked));
	return (await estimateFile(path)).results;
}

/** The answer to one request; an error of it is one of the test. */
export async function answerOf(
	file: Omit<AskedFile, 'requests'>,
	request: Readonly<Record<string, unknown>>
): Promise<EstimateSet> {
	const [result] = await answersOf({ ...file, requests: [request] });
	return setOf(result);
}

/** The estimates of a result of a file. */
export function setOf(result: RequestResult | undefined): EstimateSet {
	if (result && 'answer' in result && 'estimates' in result.answer) return result.answer;
	throw new Error(JSON.stringify(result));
}

export type Answered = Extract<Estimate, { kind: 'estimate' }>;

/** Estimates, none of which is withheld. */
export const answered = (estimates: readonly Estimate[]): Answered[] =>
	estimates.map((one) => {
		if (one.kind === 'estimate') return one;
		throw new Error(`no estimate: ${JSON.stringify(one)}`);
	});

/** R's `stype == 'H'` as a filter. */
export function filterOf(text: string | null | undefined) {
	const [, concept, category] = /^([\w.]+) == ["']?(\w+)["']?$/.exec(text ?? '') ?? [];
	return concept && category ? [{ concept, categories: [category] }] : [];
}
