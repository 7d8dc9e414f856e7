import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Estimate, type EstimateSet, estimateSet } from '#lib/model/estimate.ts';
import type { TimedQuestion } from './ask-timed.ts';

const surveyBench = z.object({
	meta: z.object({ survey: z.string(), R: z.string(), rows: z.number() }),
	seconds: z.record(z.string(), z.number()),
	results: z.object({
		mean: z.object({ estimate: z.array(z.number()), se: z.array(z.number()) }),
		by_region_sex: z.object({
			names: z.array(z.string()),
			estimate: z.array(z.number()),
			se: z.array(z.number())
		})
	})
});
export type SurveyBench = z.infer<typeof surveyBench>;

const shared =
	process.env['ATALAYA_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', 'shared');

/** A file beside R's answers, where they are. */
export function besideOracle(name: string): string | undefined {
	const path = join(shared, 'oracle', 'survey', name);
	return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** What R answered and how long it took; undefined where its answers are not. */
export function surveyBenchmark(): SurveyBench | undefined {
	const text = besideOracle('survey_bench.json');
	return text === undefined ? undefined : surveyBench.parse(JSON.parse(text));
}

/** The folder with real microdata, where there is one. */
export function sourcesFolder(): string | undefined {
	const folder = process.env['ATALAYA_SOURCES'] ?? join(shared, 'data');
	return existsSync(folder) ? folder : undefined;
}

/** Estimates and errors of R, by domain. */
type Numbers = ReadonlyMap<string, readonly [number, number]>;

const apart = (ours: number, theirs: number) => Math.abs(ours / theirs - 1);

/** The largest relative distance of our estimates and errors from R's, over all domains. */
export function distanceFromR(
	timed: readonly TimedQuestion[],
	{ results: { mean, by_region_sex: cells } }: SurveyBench
): number {
	const means = new Map(
		mean.estimate.map((value, i) => [String(i), [value, mean.se[i]!] as const])
	);
	const domains = new Map(
		cells.names.map((name, i) => [name, [cells.estimate[i]!, cells.se[i]!] as const])
	);
	return Math.max(
		distance(
			answered(timed, 'three means').map((set, i) => [String(i), set.overall]),
			means
		),
		distance(
			answered(timed, '32 cells').flatMap(({ estimates }) =>
				estimates.map((one) => [nameOf(one), one] as const)
			),
			domains
		)
	);
}

const nameOf = ({ domain }: Estimate) =>
	domain.map(({ category }) => category.replace(/^\w+-/, '')).join('.');

function answered(timed: readonly TimedQuestion[], question: string): EstimateSet[] {
	const text = timed.find(({ name }) => name === question)?.first[0]?.answer ?? '[]';
	return z.array(estimateSet).parse(JSON.parse(text));
}

function distance(ours: readonly (readonly [string, Estimate])[], theirs: Numbers): number {
	if (ours.length !== theirs.size) throw new Error(`domains: ${ours.length}, R: ${theirs.size}`);
	return Math.max(
		...ours.flatMap(([name, one]) => {
			const [estimate, standardError] = theirs.get(name) ?? [NaN, NaN];
			if (one.kind !== 'estimate') return [Infinity];
			return [apart(one.estimate, estimate), apart(one.standardError, standardError)];
		})
	);
}
