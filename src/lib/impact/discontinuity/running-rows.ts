import { DataError, DomainError } from '#lib/errors.ts';
import type { NamedValues, PanelColumn } from '../panel/panel-rows.ts';
import { expectSides } from './refusals.ts';

/** Rows with a running variable that decides at a cut-off. NaN is a blank; it is never 0. */
export interface RunningRows {
	readonly outcome: ArrayLike<number>;
	readonly running: ArrayLike<number>;
	readonly cutoff: number;
	/** What shares its shocks; none: every row on its own. */
	readonly cluster?: readonly (string | number)[];
	readonly covariates?: readonly NamedValues[];
}

/** Rows on one side of the cut-off, the nearest to it first. */
export interface Side {
	readonly name: 'below' | 'above';
	readonly size: number;
	/** Running variable less the cut-off: below 0 on the side below. */
	readonly distance: Float64Array;
	readonly outcome: Float64Array;
	readonly covariates: readonly PanelColumn[];
	readonly cluster: Int32Array | undefined;
	/** Where every distinct value of the running variable begins, and after them the size. */
	readonly starts: Int32Array;
}

export interface Sides {
	/** Below the cut-off, and from it on: a row at the cut-off counts as above. */
	readonly below: Side;
	readonly above: Side;
	readonly cutoff: number;
	readonly leftOut: readonly { readonly reason: BlankReason; readonly rows: number }[];
}

export type BlankReason = 'blank-running' | 'blank-outcome' | 'blank-covariate';

export const valuesOf = ({ starts }: Side) => starts.length - 1;

/**
 * Complete rows by side. @throws DataError for a value that is not finite (blanks are left out and
 * counted), and where a side cannot carry a discontinuity.
 */
export function runningSides(rows: RunningRows): Sides {
	const { running, cutoff } = rows;
	if (!Number.isFinite(cutoff)) throw new DomainError(`cut-off not finite: ${cutoff}`);
	expectSameLength(rows);
	const codes = rows.cluster && clusterCodes(rows.cluster);
	const { kept, leftOut } = completeRows(rows);
	expectSides(
		Float64Array.from(kept, (i) => running[i]!),
		cutoff
	);
	const side = (name: Side['name']) => {
		const own = kept.filter((i) => running[i]! < cutoff === (name === 'below'));
		return sideOf(name, rows, own, codes);
	};
	return { below: side('below'), above: side('above'), cutoff, leftOut };
}

function sideOf(
	name: Side['name'],
	{ running, cutoff, outcome, covariates = [] }: RunningRows,
	rows: readonly number[],
	codes: Int32Array | undefined
): Side {
	const far = (i: number) => Math.abs(running[i]! - cutoff);
	const order = [...rows].sort((a, b) => far(a) - far(b) || a - b);
	const distance = Float64Array.from(order, (i) => running[i]! - cutoff);
	const isNew = (_: number, k: number) => k === 0 || distance[k] !== distance[k - 1];
	return {
		name,
		size: order.length,
		distance,
		outcome: Float64Array.from(order, (i) => outcome[i]!),
		covariates: covariates.map(({ name: own, values }) => ({
			name: own,
			values: Float64Array.from(order, (i) => values[i]!)
		})),
		cluster: codes && Int32Array.from(order, (i) => codes[i]!),
		starts: Int32Array.from([...Array.from(order.keys()).filter(isNew), order.length])
	};
}

function completeRows({ outcome, running, covariates = [] }: RunningRows) {
	const counts = { 'blank-running': 0, 'blank-outcome': 0, 'blank-covariate': 0 };
	const kept: number[] = [];
	const columns = [
		{ name: 'running variable', values: running, reason: 'blank-running' as const },
		{ name: 'outcome', values: outcome, reason: 'blank-outcome' as const },
		...covariates.map((one) => ({ ...one, reason: 'blank-covariate' as const }))
	];
	for (let i = 0; i < running.length; i++) {
		const infinite = columns.find(({ values }) => Math.abs(values[i]!) === Infinity);
		if (infinite)
			throw new DataError(`${infinite.name} not finite, row ${i + 1}: ${infinite.values[i]}`);
		const blank = columns.find(({ values }) => Number.isNaN(values[i]));
		if (blank) counts[blank.reason]++;
		else kept.push(i);
	}
	const reasons = ['blank-running', 'blank-outcome', 'blank-covariate'] as const;
	const leftOut = reasons
		.map((reason) => ({ reason, rows: counts[reason] }))
		.filter((one) => one.rows > 0);
	return { kept, leftOut };
}

function expectSameLength({ outcome, running, cluster, covariates = [] }: RunningRows) {
	const columns = [
		{ name: 'outcome', values: outcome },
		{ name: 'cluster', values: cluster },
		...covariates
	];
	const bad = columns.find(({ values }) => values && values.length !== running.length);
	if (bad)
		throw new DataError(
			`column ${bad.name} not of ${running.length} rows: ${bad.values?.length ?? 0}`
		);
}

function clusterCodes(names: readonly (string | number)[]): Int32Array {
	const numbers = new Map<string, number>();
	return Int32Array.from(names, (value, i) => {
		const name = String(value);
		if (name === '' || name === 'NaN')
			throw new DataError(`blank cluster, row ${i + 1}: "${name}"`);
		const known = numbers.get(name) ?? numbers.size;
		numbers.set(name, known);
		return known;
	});
}
