import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { impactFileAnswer } from '../../pipelines/requests/impact-file.ts';
import type { ImpactFileAnswer } from '../../pipelines/requests/impact-result.ts';
import type { ImpactAnswer } from '#lib/impact/requests/estimator.ts';
import { staggeredPanel } from './staggered-panel.ts';

type Json = Readonly<Record<string, unknown>>;

/** An estimate as JSON has it. */
export interface PlainEstimate {
	readonly name: string;
	readonly estimate: number | null;
	readonly standardError?: number | null;
	readonly lower?: number | null;
	readonly upper?: number | null;
	readonly [field: string]: unknown;
}

/** Files of requests about impact in a temporary folder. */
export class ImpactFolder {
	readonly path = mkdtempSync(join(tmpdir(), 'atalaya-impact-test-'));

	file(name: string): string {
		return join(this.path, name);
	}

	write(name: string, content: string | Uint8Array): string {
		writeFileSync(this.file(name), content);
		return name;
	}

	/** A file of `tests/oracle/fixtures`, or any other by its path. */
	copy(from: string): string {
		const name = from.replace(/^.*\//, '');
		const path = from.includes('/') ? from : join(import.meta.dirname, '../oracle/fixtures', from);
		copyFileSync(path, this.file(name));
		return name;
	}

	async ask(document: Json, scripts?: string): Promise<ImpactFileAnswer> {
		this.write('requests.json', JSON.stringify(document));
		const answer = await impactFileAnswer(this.file('requests.json'), { scripts });
		// What a reader of the file gets.
		return JSON.parse(JSON.stringify(answer)) as ImpactFileAnswer;
	}

	/** The result of one request. */
	async asked(document: Json, request: Json): Promise<PlainResult> {
		return plainResult(answerOf(await this.ask({ ...document, request })));
	}

	remove() {
		rmSync(this.path, { recursive: true, force: true });
	}
}

export type PlainResult = Readonly<Record<string, unknown>> & {
	readonly estimates: readonly PlainEstimate[];
};

/** The answer to one of the requests, the first where none is named. */
export function answerOf({ results }: ImpactFileAnswer, id = results[0]?.id): ImpactAnswer {
	const found = results.find((one) => one.id === id);
	if (!found) throw new Error(`no such result: ${id}`);
	if ('error' in found)
		throw new Error(`${found.error.field ?? ''}: ${found.error.message} (${found.id})`);
	return found.answer;
}

export function plainResult({ result, refusal }: ImpactAnswer): PlainResult {
	if (result === undefined) throw new Error(`refused: ${refusal?.reason}`);
	return result as PlainResult;
}

/** An estimate by its name. */
export function estimateIn({ estimates }: PlainResult, name: string): PlainEstimate {
	const found = estimates.find((one) => one.name === name);
	if (!found) throw new Error(`no ${name} among ${estimates.map((one) => one.name).join('; ')}`);
	return found;
}

/** A staggered panel as CSV: unit, year, start (blank: never), y, x and w of the unit, z, region. */
export function panelCsv(options: Parameters<typeof staggeredPanel>[0]): string {
	const { unit, period, outcome, cohort, covariate, size } = staggeredPanel(options);
	const rows = unit.map((u, i) =>
		[
			`u${u}`,
			period[i],
			cohort[i] || '',
			outcome[i],
			covariate[i],
			size[i],
			(i * i) % 17,
			`r${u % 13}`
		].join(',')
	);
	return `unit,year,start,y,x,w,z,region\n${rows.join('\n')}\n`;
}

/** The roles of `panelCsv`. */
export const panelRoles = {
	...{ unit: 'unit', period: 'year', outcome: 'y', start: 'start', never: [''] }
} as const;
