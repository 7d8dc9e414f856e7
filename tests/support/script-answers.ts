import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { surveyScript } from '#lib/export/survey-script.ts';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { type EstimateRequestInput, estimateRequest } from '#lib/model/estimate-request.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { ask } from '../../pipelines/ask.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';
import { type Printed, printedByR } from './r.ts';

/** A question to a survey, and what it is called. */
export type Asked = readonly [string, Omit<EstimateRequestInput, 'survey'>];

export interface ScriptAnswer {
	/** Of the estimator. */
	readonly answer: EstimateSet;
	/** Of R, through the script of the answer. */
	readonly printed: Printed[];
}

export interface ScriptFolders {
	/** Of a release. */
	readonly data: string;
	/** Of the files that the scripts read, and where the scripts are put. */
	readonly folder: string;
}

/** Asks every question of a survey of the estimator and, through its script, of R; by name. */
export async function scriptAnswers(
	survey: string,
	asked: readonly Asked[],
	{ data, folder }: ScriptFolders
): Promise<Map<string, ScriptAnswer>> {
	const read: unknown = JSON.parse(readFileSync(join(data, 'catalogue.json'), 'utf8'));
	const catalogue: Catalogue = catalogueSchema.parse(read);
	const engine = await openDuckDB();
	try {
		const options = { engine, cache: new CellCache(engine), folder: data, catalogue };
		const answers: EstimateSet[] = [];
		const scripts: string[] = [];
		for (const [i, [name, question]] of asked.entries()) {
			const request = estimateRequest.parse({ survey, ...question });
			answers.push(await ask(request, options));
			const words = { catalogue, release: 'r1', locale: 'en', title: name } as const;
			const path = join(folder, `question-${i}.R`);
			writeFileSync(path, surveyScript(request, words));
			scripts.push(path);
		}
		const all = printedByR(scripts);
		return new Map(
			asked.map(([name], i) => [name, { answer: answers[i]!, printed: all.get(scripts[i]!) ?? [] }])
		);
	} finally {
		engine.close();
	}
}
