import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Estimate, EstimateSet } from '#lib/model/estimate.ts';
import type { FileEstimate } from '#lib/model/request-file.ts';
import { type FileAnswer, estimateFile } from '../../pipelines/requests/estimate-file.ts';
import type { RequestError } from '../../pipelines/requests/request-document.ts';

type Json = Record<string, unknown>;

export const header = 'h,psu,w,sex,sees,age';
/** Eight people in two strata of two units. */
export const rows = [
	...['1,1,10,man,yes,30', '1,1,10,woman,no,41', '1,2,12,man,no,25', '1,2,12,woman,yes,'],
	...['2,3,20,man,yes,33', '2,3,20,woman,no,52', '2,4,22,man,no,61', '2,4,22,woman,dk,19']
];

export const csv = (lines: readonly string[] = rows, head = header) =>
	`${[head, ...lines].join('\n')}\n`;
export const people = (...lines: string[]) => csv([...rows, ...lines]);

export const design = { weights: 'w', strata: ['h'], ids: ['psu'] };
export const columns = { sees: { missing: { dk: 'dont-know' } } };
export const sees = { statistic: 'proportion', concept: 'sees', numerator: ['yes'] };

export interface Case {
	readonly data?: string | Uint8Array;
	/** Fields of the file of requests. */
	readonly file?: Json;
	readonly requests?: readonly Json[];
}

/** Files of requests in a temporary folder. */
export class RequestFolder {
	readonly path = mkdtempSync(join(tmpdir(), 'atalaya-requests-'));

	file(name: string): string {
		return join(this.path, name);
	}

	ask({ data = csv(), file = {}, requests = [{ measure: sees }] }: Case = {}): Promise<FileAnswer> {
		writeFileSync(this.file('rows.csv'), data);
		const own = { data: 'rows.csv', columns, design, requests, ...file };
		writeFileSync(this.file('requests.json'), JSON.stringify(own));
		return estimateFile(this.file('requests.json'));
	}

	/** The answer to the first request. */
	async asked(one: Case = {}): Promise<EstimateSet> {
		return answersOf(await this.ask(one))[0]!;
	}

	remove() {
		rmSync(this.path, { recursive: true, force: true });
	}
}

interface EstimateResult {
	readonly id: string;
	readonly request: FileEstimate;
	readonly answer: EstimateSet;
}

/** The results of all requests, which are estimates, none at fault. */
export function estimatesIn({ results }: FileAnswer): EstimateResult[] {
	return results.map((result) => {
		if ('error' in result) throw new Error(`${result.id}: ${result.error.message}`);
		const { id, request, answer } = result;
		if (request.kind !== 'estimate') throw new Error(`${id}: not an estimate: ${request.kind}`);
		return { id, request, answer: answer as EstimateSet };
	});
}

/** The answers to all requests, which are estimates, none at fault. */
export const answersOf = (answer: FileAnswer) => estimatesIn(answer).map((one) => one.answer);

export const errorsOf = ({ results }: FileAnswer): (RequestError | undefined)[] =>
	results.map((result) => ('error' in result ? result.error : undefined));

/** The number, or why there is none. */
export const value = (estimate: Estimate | undefined) =>
	estimate?.kind === 'estimate' ? estimate.estimate : estimate?.reason;
