import type { PictureKey } from './picture-head.ts';
import { hatchedBoxes, texts } from './pixel-marks.ts';
import { textWidth } from '../text-width.ts';

interface ReasonedCell {
	readonly cohort: number;
	readonly period: number;
	readonly estimate: number | null;
	readonly state: string;
}

/** Why cells of a cohort that are side by side have no effect. */
export interface Reason {
	readonly cohort: number;
	readonly periods: readonly number[];
	readonly text: string;
	/** Of its key, where its text has no room in its cells. */
	readonly number?: number;
}

/** Runs of cells with one reason; a reason whose text does not fit everywhere gets a number. */
export function cellReasons(
	cells: readonly ReasonedCell[],
	perPeriod: number,
	word: (state: string) => string
): Reason[] {
	const runs = runsOf(cells);
	const fits = ({ periods, state }: Run) =>
		textWidth(word(state), 12) + 6 < perPeriod * periods.length;
	const numbered = [...new Set(runs.filter((run) => !fits(run)).map(({ state }) => state))];
	return runs.map(({ cohort, periods, state }) => {
		const reason = { cohort, periods, text: word(state) };
		const place = numbered.indexOf(state);
		return place === -1 ? reason : { ...reason, number: place + 1 };
	});
}

interface Run {
	readonly cohort: number;
	readonly periods: number[];
	readonly state: string;
}

function runsOf(cells: readonly ReasonedCell[]): Run[] {
	const all = [...new Set(cells.map(({ period }) => period))].sort((a, b) => a - b);
	const hidden = cells
		.filter(({ estimate, state }) => estimate === null && state !== 'reference')
		.toSorted((a, b) => a.cohort - b.cohort || a.period - b.period);
	const runs: Run[] = [];
	for (const { cohort, period, state } of hidden) {
		const run = runs.at(-1);
		const isNext = run && all.indexOf(run.periods.at(-1) ?? NaN) === all.indexOf(period) - 1;
		if (isNext && run.cohort === cohort && run.state === state) run.periods.push(period);
		else runs.push({ cohort, periods: [period], state });
	}
	return runs;
}

/** A hatched sample with its number, and what it means. */
export function reasonKeys(reasons: readonly Reason[]): PictureKey[] {
	const numbered = new Map(
		reasons.flatMap(({ number, text }) => (number === undefined ? [] : [[number, text] as const]))
	);
	return [...numbered]
		.sort(([one], [other]) => one - other)
		.map(([number, text]) => ({
			text,
			sample: ({ x, y }) => [
				hatchedBoxes([{ x1: x - 10, x2: x + 10, y1: y - 8, y2: y + 8 }]),
				texts([{ x, y, text: String(number) }], { size: 12, isSlanted: true, isOnLines: true })
			]
		}));
}
