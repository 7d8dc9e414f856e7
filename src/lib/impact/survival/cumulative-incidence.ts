import { DomainError } from '#lib/errors.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import type { Followed } from './followed.ts';
import type { CurveState } from './kaplan-meier.ts';
import { type RiskTable, lastRowUntil, lastTime, numberAtRisk, riskTable } from './risk-table.ts';
import { type SurvivalLimitsOptions, survivalLimits } from './survival-limits.ts';

/** Share with each kind of event first, a step at every time of the table. */
export interface CumulativeIncidence {
	readonly table: RiskTable;
	/** Without any event. */
	readonly survival: readonly number[];
	/** By cause, the outcome first. */
	readonly incidence: readonly (readonly number[])[];
	readonly standardErrors: readonly (readonly number[])[];
	readonly intervals: readonly (readonly (Interval | undefined)[])[];
	readonly level: number;
}

/**
 * Aalen-Johansen: who has another event first can no longer have the outcome, which 1 minus
 * Kaplan-Meier overstates. Errors are those of the influence of each person, in closed form (Gaynor
 * et al. 1993), equal to R `survival::survfit` of a factor event; limits log-log, of the share itself.
 */
export function cumulativeIncidence(
	followed: Followed,
	causes: number,
	options: Pick<SurvivalLimitsOptions, 'level'> = {}
): CumulativeIncidence {
	if (!(Number.isInteger(causes) && causes >= 1))
		throw new DomainError(`causes not a whole number above 0: ${causes}`);
	const table = riskTable(followed, causes);
	const all = table.time.map((_, row) => table.events.reduce((sum, one) => sum + one[row]!, 0));
	let left = 1;
	const survival = all.map((events, row) => (left *= 1 - events / table.atRisk[row]!));
	const series = table.events.map((own) => incidenceOf(table, { own, all, survival }));
	const limits = { ...options, scale: 'log-log' as const };
	return {
		table,
		survival,
		incidence: series.map(({ shares }) => shares),
		standardErrors: series.map(({ errors }) => errors),
		intervals: series.map(({ shares, errors }) =>
			shares.map((share, row) => survivalLimits(share, errors[row]!, limits))
		),
		level: options.level ?? 0.95
	};
}

interface Course {
	readonly own: readonly number[];
	readonly all: readonly number[];
	readonly survival: readonly number[];
}

/**
 * One cause. The variance is Σ over times of that of S(t-) own / n less what all events then take
 * from the rest of the way, F(t) - F(s); a polynomial in F(t) whose sums run along.
 */
function incidenceOf({ atRisk }: RiskTable, { own, all, survival }: Course) {
	let [share, before] = [0, 1];
	let [squared, linear, constant] = [0, 0, 0];
	const shares: number[] = [];
	const errors: number[] = [];
	for (let row = 0; row < atRisk.length; row++) {
		const n = atRisk[row]!;
		share += (before * own[row]!) / n;
		if (all[row]! > 0) {
			const [p, q] = [own[row]! / n, all[row]! / n];
			// Slopes in the hazards: before - c for the cause itself, -c for others, c = (F - F(s)) / (1 - q).
			const others = q < 1 ? 1 / (1 - q) : 0;
			const A = (others ** 2 * q * (1 - q)) / n;
			const B = (before * others * p * (1 - q)) / n;
			squared += A;
			linear -= 2 * (A * share + B);
			constant += A * share ** 2 + 2 * B * share + (before ** 2 * p * (1 - p)) / n;
		}
		shares.push(share);
		errors.push(Math.sqrt(Math.max(0, (squared * share + linear) * share + constant)));
		before = survival[row]!;
	}
	return { shares, errors };
}

/** Incidence of a cause at one time. */
export interface IncidenceReading {
	readonly time: number;
	readonly state: CurveState;
	/** Just before that time. */
	readonly atRisk: number;
	/** With it until then. */
	readonly events: number;
	/** With another event until then. */
	readonly competing: number;
	readonly incidence: number | undefined;
	readonly standardError: number | undefined;
	readonly interval: Interval | undefined;
}

/** Incidence of one cause, from 0 for the outcome, at given times. */
export function incidenceAt(
	curve: CumulativeIncidence,
	cause: number,
	times: readonly number[]
): IncidenceReading[] {
	const { table } = curve;
	const counts = table.events[cause];
	if (!counts) throw new DomainError(`no such cause, counted from 0: ${cause}`);
	return times.map((time) => {
		const row = lastRowUntil(table, time);
		const until = (series: readonly number[]) =>
			series.slice(0, row + 1).reduce((sum, count) => sum + count, 0);
		const incidence = row < 0 ? 0 : curve.incidence[cause]![row]!;
		const isKnown = time <= lastTime(table) || curve.survival.at(-1) === 0;
		const state = !isKnown ? 'unobserved' : incidence === 0 ? 'no-event-yet' : 'estimated';
		return {
			time,
			state: isKnown && curve.survival[row] === 0 ? 'nobody-left' : state,
			atRisk: numberAtRisk(table, time),
			events: until(counts),
			competing: table.events.reduce(
				(sum, series, other) => sum + (other === cause ? 0 : until(series)),
				0
			),
			incidence: isKnown ? incidence : undefined,
			standardError: !isKnown ? undefined : row < 0 ? 0 : curve.standardErrors[cause]![row],
			interval: isKnown && row >= 0 ? curve.intervals[cause]![row] : undefined
		};
	});
}
