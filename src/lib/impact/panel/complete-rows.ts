import { DataError } from '#lib/errors.ts';
import type { PanelRows } from './panel-rows.ts';

/** Rows that no estimate can use, and why. */
export interface LeftOutRows {
	readonly reason: 'blank-outcome' | 'blank-covariate' | 'no-weight';
	readonly rows: number;
}

/**
 * The numbers of the rows that have everything an estimate needs. @throws DataError for an infinite
 * value, a weight that is below 0 or none, and where no row is left.
 */
export function completeRows(rows: PanelRows) {
	const counts = { 'blank-outcome': 0, 'blank-covariate': 0, 'no-weight': 0 };
	const kept: number[] = [];
	for (let i = 0; i < rows.unit.length; i++) {
		const reason = reasonToLeaveOut(rows, i);
		if (reason) counts[reason]++;
		else kept.push(i);
	}
	if (kept.length === 0) throw new DataError(`rows with outcome, covariates and weight: 0`);
	const reasons = ['blank-outcome', 'blank-covariate', 'no-weight'] as const;
	const leftOut: LeftOutRows[] = reasons
		.map((reason) => ({ reason, rows: counts[reason] }))
		.filter((one) => one.rows > 0);
	return { kept: Int32Array.from(kept), leftOut };
}

function reasonToLeaveOut(
	{ unit, period, outcome, covariates = [], weight }: PanelRows,
	i: number
): LeftOutRows['reason'] | undefined {
	const where = () => `unit ${unit[i]}, period ${period[i]}, row ${i + 1}`;
	const w = weight ? weight[i]! : 1;
	if (!(w >= 0 && w < Infinity)) throw new DataError(`weight not 0 or more, ${where()}: ${w}`);
	const blank = (name: string, value: number) => {
		if (value === Infinity || value === -Infinity)
			throw new DataError(`${name} not finite, ${where()}: ${value}`);
		return Number.isNaN(value);
	};
	if (blank('outcome', outcome[i]!)) return 'blank-outcome';
	const isBlank = covariates.map(({ name, values }) => blank(name, values[i]!));
	if (isBlank.includes(true)) return 'blank-covariate';
	return w === 0 ? 'no-weight' : undefined;
}
