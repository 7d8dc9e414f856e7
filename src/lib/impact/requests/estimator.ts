import { DataError } from '#lib/errors.ts';
import type { ImpactMethod, ImpactRequest } from '#lib/model/impact-request.ts';
import { type ImpactColumns, ImpactRows } from './impact-columns.ts';
import { type Json, plain } from './json-values.ts';
import { type ImpactRefusal, refusalOf } from './refusal.ts';

/** A number with its error; what does not exist is null. */
export interface NamedEstimate {
	readonly name: string;
	readonly estimate: number | undefined;
	readonly standardError?: number | undefined;
	readonly lower?: number | undefined;
	readonly upper?: number | undefined;
	readonly df?: number | undefined;
	readonly p?: number | undefined;
}

/** What an estimator found, before it is made plain. */
export interface Found {
	/** Settled on the way, beside what was asked: the lag that was used. */
	readonly settings?: object;
	readonly warnings?: readonly { readonly code: string }[];
	/** `estimates` first, then what the method has of its own. */
	readonly result: { readonly estimates: readonly NamedEstimate[] } & Readonly<
		Record<string, unknown>
	>;
}

/** Who asked may want to know how far it is, and no longer want the answer. */
export interface ImpactControl {
	/** Steps done of all; what it throws ends the work. */
	readonly progress: (done: number, total: number) => void;
}

/** Plain data, as `plain` writes it. Either `result` or `refusal` is there. */
export interface ImpactAnswer {
	readonly method: ImpactMethod;
	readonly settings: Json;
	readonly warnings: Json;
	readonly result?: Json;
	readonly refusal?: ImpactRefusal;
}

export type Estimator<Method extends ImpactMethod = ImpactMethod> = (
	request: Extract<ImpactRequest, { method: Method }>,
	rows: ImpactRows,
	control: ImpactControl
) => Found;

const silent: ImpactControl = { progress: () => undefined };

/**
 * The answer of a method to a request. Data that have no answer are refused with the next honest
 * design; @throws DomainError for a request outside what its method knows, and what `progress` throws.
 */
export function answerOf<Method extends ImpactMethod>(
	estimator: Estimator<Method>,
	request: Extract<ImpactRequest, { method: Method }>,
	{ columns, control = silent }: { columns: ImpactColumns; control?: ImpactControl | undefined }
): ImpactAnswer {
	const { id: _, method, ...asked } = request;
	const rows = new ImpactRows(columns);
	control.progress(0, 1);
	try {
		const { settings, warnings = [], result } = estimator(request, rows, control);
		control.progress(1, 1);
		return {
			method,
			settings: plain({ ...asked, ...settings }),
			warnings: plain([...rows.warnings, ...warnings]),
			result: plain(result)
		};
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		const refusal = refusalOf(error, rows);
		return { method, settings: plain(asked), warnings: plain(rows.warnings), refusal };
	}
}
