import { withoutAlwaysTreated } from '../panel/cohorts.ts';
import type { Panel } from '../panel/panel.ts';
import { expectDesign } from '../panel/refusals.ts';
import type { Regression } from '../regression/least-squares.ts';

/**
 * Every unit's mean after treatment less its mean before, regressed on whether it was treated: serial
 * correlation within units cannot understate the error (Bertrand, Duflo and Mullainathan 2004). Units
 * without rows on both sides are left out.
 * @throws DataError as `twoByTwo`.
 */
export function collapsedRegression(whole: Panel): Regression {
	const panel = withoutAlwaysTreated(whole);
	expectDesign(panel, { prePeriods: 1, starts: 'one', controls: 'untreated' });
	const { start, unit, period, periods, outcome } = panel;
	const begins = Math.min(...start);
	const sums = start.length;
	const [before, after] = [new Float64Array(2 * sums), new Float64Array(2 * sums)];
	outcome.forEach((value, i) => {
		const into = periods[period.codes[i]!]! >= begins ? after : before;
		into[2 * unit.codes[i]!]! += value;
		into[2 * unit.codes[i]! + 1]! += 1;
	});
	const kept = Array.from(start.keys()).filter((u) => before[2 * u + 1]! * after[2 * u + 1]! > 0);
	const mean = (of: Float64Array, u: number) => of[2 * u]! / of[2 * u + 1]!;
	return {
		outcome: Float64Array.from(kept, (u) => mean(after, u) - mean(before, u)),
		regressors: [
			{ name: 'treated', values: Float64Array.from(kept, (u) => +(start[u] === begins)) }
		],
		effects: []
	};
}
