import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { estimateSet } from '#lib/model/estimate.ts';

const surveyBench = z.object({
	meta: z.object({ survey: z.string(), R: z.string(), rows: z.number() }),
	seconds: z.record(z.string(), z.number()),
	results: z.object({
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

/** The largest relative distance of our estimates and errors from R's, over all domains. */
export function distanceFromR(answer: string, { results }: SurveyBench): number {
	const { names, estimate, se } = results.by_region_sex;
	const { estimates } = estimateSet.parse(JSON.parse(answer));
	const found = new Map(
		estimates.map((one) => [
			one.domain.map(({ category }) => category.replace(/^\w+-/, '')).join('.'),
			one
		])
	);
	if (found.size !== names.length) throw new Error(`domains: ${found.size}, R: ${names.length}`);
	const apart = (ours: number, theirs: number) => Math.abs(ours / theirs - 1);
	return Math.max(
		...names.flatMap((name, i) => {
			const one = found.get(name);
			if (one?.kind !== 'estimate') return [Infinity];
			return [apart(one.estimate, estimate[i]!), apart(one.standardError, se[i]!)];
		})
	);
}
