import type { Followed } from './followed.ts';
import { type RiskTable, riskTable } from './risk-table.ts';

/** Cumulative hazard, a step at every time of the table. */
export interface CumulativeHazard {
	readonly table: RiskTable;
	readonly hazard: readonly number[];
	readonly standardErrors: readonly number[];
}

/** Nelson-Aalen: Σ d / n with variance Σ d / n². Agrees with R `survfit(stype = 2, ctype = 1)`. */
export function nelsonAalen(followed: Followed): CumulativeHazard {
	const table = riskTable(followed);
	let [sum, variance] = [0, 0];
	const hazard = table.atRisk.map((n, row) => (sum += table.events[0]![row]! / n));
	const standardErrors = table.atRisk.map((n, row) =>
		Math.sqrt((variance += table.events[0]![row]! / n ** 2))
	);
	return { table, hazard, standardErrors };
}
