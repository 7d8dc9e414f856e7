import type { EstimateSet } from '#lib/model/estimate.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { estimate, estimateFrom } from './estimate.ts';
import { type EstimateOptions, belongTogether, prepared } from './prepared.ts';

/**
 * Answers several requests from one table, in their order, with one pass over the rows where their
 * columns have few combinations. The same numbers as `estimate`, but for the last bits of a sum that
 * is added up from more parts.
 */
export async function estimateTogether(
	requests: readonly EstimateRequest[],
	options: EstimateOptions
): Promise<EstimateSet[]> {
	if (requests.length > 1 && belongTogether(requests, options.table)) {
		const read = await prepared(requests, options);
		return requests.map((request) => estimateFrom(read, request));
	}
	const answers: EstimateSet[] = [];
	for (const request of requests) answers.push(await estimate(request, options));
	return answers;
}
