import { DomainError } from '#lib/errors.ts';
import type { CsvRow } from '../csv-text.ts';
import { randomStream } from '../random.ts';
import { type CellTruth, type OutcomeTruth, averagesOf } from './programme-truth.ts';
import { binomial, poisson } from './random-events.ts';

/** A place, school or city over time. */
export interface PanelUnit {
	readonly id: string;
	/** First treated period; Infinity: never. */
	readonly start: number;
	/** First period in which a neighbour is treated; Infinity: none ever is. */
	readonly near: number;
	/** Number of what shares its shocks with it. */
	readonly cluster: number;
	/** People who live or learn there. */
	readonly people: number;
	/** People asked in a period. */
	readonly asked: number;
	/** What makes it differ, in standard deviations. */
	readonly trait: number;
	/** Columns that stay the same. */
	readonly columns: CsvRow;
}

/** What is measured in every unit and period, and what the programme does to it. */
export interface PanelOutcome {
	readonly id: string;
	readonly column: string;
	/** percent: of people asked. rate: events per so many people. */
	readonly kind: { readonly percent: true } | { readonly per: number };
	/** Per cent, or the rate, without the programme; `elapsed` counts periods from 0. */
	readonly level: (unit: PanelUnit, elapsed: number) => number;
	/** Standard deviations of units, and of clusters in a period. */
	readonly spread: { readonly units: number; readonly clusters: number };
	/** Change by periods since the start; none where absent. */
	readonly effect?: (event: number) => number;
	/** Change in untreated units by periods since a neighbour began. */
	readonly spillover?: (event: number) => number;
}

export interface PanelScenario {
	readonly units: readonly PanelUnit[];
	readonly periods: readonly number[];
	readonly outcomes: readonly PanelOutcome[];
	/** Names of the columns. */
	readonly names: {
		readonly unit: string;
		readonly period: string;
		/** Of the number of people, and of those asked; absent: not told. */
		readonly people?: string;
		readonly asked?: string;
	};
}

export interface SimulatedPanel {
	readonly rows: readonly CsvRow[];
	readonly truth: readonly OutcomeTruth[];
}

/** A balanced panel: the effects are added to what is expected, so that they are known exactly. */
export function simulatedPanel(scenario: PanelScenario, seed: number): SimulatedPanel {
	const { units, periods, outcomes, names } = scenario;
	const columns = outcomes.map((outcome, o) => ({
		name: outcome.column,
		values: units.map((unit, u) => outcomeOf(scenario, outcome, { unit, u, o, seed }))
	}));
	const rows = units.flatMap((unit, u) =>
		periods.map((period, t) => ({
			[names.unit]: unit.id,
			[names.period]: period,
			start: unit.start === Infinity ? 'never' : unit.start,
			...unit.columns,
			...(names.people && { [names.people]: unit.people }),
			...(names.asked && { [names.asked]: unit.asked }),
			...Object.fromEntries(columns.map(({ name, values }) => [name, values[u]?.[t] ?? '']))
		}))
	);
	return { rows, truth: outcomes.map((outcome) => truthOf(scenario, outcome)) };
}

interface Drawn {
	readonly unit: PanelUnit;
	readonly u: number;
	readonly o: number;
	readonly seed: number;
}

function outcomeOf(
	{ periods }: PanelScenario,
	outcome: PanelOutcome,
	{ unit, u, o, seed }: Drawn
): number[] {
	const random = randomStream(seed, 1, o, u);
	const own = outcome.spread.units * random.normal();
	return periods.map((period, t) => {
		const shock = outcome.spread.clusters * randomStream(seed, 2, o, unit.cluster, t).normal();
		const expected = outcome.level(unit, t) + own + shock + changeOf(outcome, unit, period);
		if ('per' in outcome.kind) return poisson(random, (expected * unit.people) / outcome.kind.per);
		// Cut off at an end of the scale, the effect would be another than the one that is told.
		if (!(expected > 0 && expected < 100))
			throw new DomainError(`${outcome.id} of ${unit.id} in ${period} not a share: ${expected}`);
		const yes = binomial(random, unit.asked, expected / 100);
		return Number(((100 * yes) / unit.asked).toFixed(2));
	});
}

function changeOf({ effect, spillover }: PanelOutcome, unit: PanelUnit, period: number): number {
	if (period >= unit.start) return effect?.(period - unit.start) ?? 0;
	return period >= unit.near && unit.start === Infinity
		? (spillover?.(period - unit.near) ?? 0)
		: 0;
}

function truthOf({ units, periods }: PanelScenario, outcome: PanelOutcome): OutcomeTruth {
	const { id, kind, effect = () => 0 } = outcome;
	const starts = [...new Set(units.map(({ start }) => start))].filter((g) => g < Infinity);
	const cells = starts
		.sort((a, b) => a - b)
		.flatMap((cohort): CellTruth[] => {
			const count = units.filter(({ start }) => start === cohort).length;
			return periods
				.filter((period) => period >= cohort)
				.map((period) => ({ cohort, period, units: count, effect: effect(period - cohort) }));
		});
	const averages = averagesOf(cells);
	const ring = spilloverOf({ units, periods }, outcome);
	return {
		...{ outcome: id, scale: 'difference', effect: averages.simple, averages, cells },
		unit: 'per' in kind ? `per ${kind.per}` : 'percentage points',
		...(ring !== undefined && { spillover: ring })
	};
}

function spilloverOf(
	{ units, periods }: Pick<PanelScenario, 'units' | 'periods'>,
	outcome: PanelOutcome
): number | undefined {
	const changes = units
		.filter(({ start, near }) => start === Infinity && near < Infinity)
		.flatMap((unit) =>
			periods
				.filter((period) => period >= unit.near)
				.map((period) => changeOf(outcome, unit, period))
		);
	if (changes.length === 0) return undefined;
	return changes.reduce((sum, change) => sum + change, 0) / changes.length;
}
