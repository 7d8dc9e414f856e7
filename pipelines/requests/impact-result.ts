import type { ImpactAnswer } from '#lib/impact/requests/estimator.ts';
import type { ImpactRequest } from '#lib/model/impact-request.ts';
import type { RequestError, Software } from './request-document.ts';
import type { Dialect } from './table-dialect.ts';

/** One request of the file and what came of it. */
export type ImpactResult =
	| {
			readonly id: string;
			readonly request: ImpactRequest;
			/** The call of R that asks the same, where R has one. */
			readonly r: string | null;
			readonly answer: ImpactAnswer;
	  }
	| { readonly id: string; readonly request: unknown; readonly error: RequestError };

/** What `atalaya impact` prints. */
export interface ImpactFileAnswer {
	readonly software: Software;
	readonly data?: {
		readonly path: string;
		readonly sha256: string;
		readonly rows: number;
	} & Dialect;
	readonly results: readonly ImpactResult[];
}
