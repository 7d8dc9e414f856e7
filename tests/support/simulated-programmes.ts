import { aggregatedEffects } from '#lib/impact/group-time/aggregated.ts';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import type { GroupTimeOptions } from '#lib/impact/group-time/group-time-types.ts';
import { twoByTwo } from '#lib/impact/did/two-by-two.ts';
import { panel } from '#lib/impact/panel/panel.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { simulateProgramme } from '../../pipelines/simulate/programmes/programme-simulation.ts';
import type { OutcomeTruth } from '../../pipelines/simulate/programmes/programme-truth.ts';

/** Columns of a file by their names, a text a row. */
export interface TextColumns {
	texts(name: string): readonly string[];
	numbers(name: string): Float64Array;
}

export function textColumns(csv: string): TextColumns {
	const [header = [], ...rows] = csv
		.trimEnd()
		.split('\n')
		.map((line) => line.split(','));
	const texts = (name: string) => {
		const at = header.indexOf(name);
		if (at < 0) throw new Error(`no column ${name}: ${header.join(', ')}`);
		return rows.map((row) => row[at] ?? '');
	};
	return { texts, numbers: (name) => Float64Array.from(texts(name), Number) };
}

export interface DrawnProgramme {
	/** The first file, and the one of that name. */
	readonly table: TextColumns;
	readonly file: (name: string) => TextColumns;
	readonly truth: (outcome: string) => OutcomeTruth;
}

/** A simulated programme as an evaluator gets it, and what it does. */
export function drawnProgramme(scenario: string, seed?: number): DrawnProgramme {
	const { files, truth } = simulateProgramme(scenario, seed);
	const file = (name: string) => textColumns(files.find((one) => one.name === name)?.text ?? '');
	return {
		table: file(files[0]?.name ?? ''),
		file,
		truth: (outcome) => {
			const found = truth.outcomes.find((one) => one.outcome === outcome);
			if (!found) throw new Error(`no outcome of ${scenario}: ${outcome}`);
			return found;
		}
	};
}

/** Values of a column, or the rate for so many of the people of another. */
export function outcomeValues(
	{ numbers }: TextColumns,
	{ column, exposure, per = 1 }: { column: string; exposure?: string; per?: number }
): Float64Array {
	const people = exposure === undefined ? undefined : numbers(exposure);
	return numbers(column).map((value, i) => (people ? (per * value) / people[i]! : value));
}

/** Units that are treated, with their first period. */
export function treatedStarts({ table }: DrawnProgramme): Map<string, number> {
	const starts = table.texts('start');
	const pairs = table.texts('neighbourhood').map((unit, i) => [unit, starts[i] ?? ''] as const);
	return new Map(
		pairs.filter(([, start]) => start !== 'never').map(([unit, start]) => [unit, Number(start)])
	);
}

/** Untreated units beside a treated one, with the first period in which they have such a neighbour. */
export function ringStarts(drawn: DrawnProgramme, neighbours: string): Map<string, number> {
	const treated = treatedStarts(drawn);
	const pairs = drawn.file(neighbours);
	const others = pairs.texts('neighbour');
	const ring = new Map<string, number>();
	pairs.texts('neighbourhood').forEach((unit, i) => {
		const start = treated.get(others[i] ?? '');
		if (!treated.has(unit) && start !== undefined)
			ring.set(unit, Math.min(start, ring.get(unit) ?? Infinity));
	});
	return ring;
}

const numbersOf = (texts: readonly string[]) => {
	const known = new Map<string, number>();
	return texts.map((text) => {
		if (!known.has(text)) known.set(text, known.size);
		return known.get(text) ?? 0;
	});
};

export interface StaggeredOptions {
	readonly outcome: ArrayLike<number>;
	/** Units left out. */
	readonly without?: Iterable<string>;
	readonly covariate?: string;
	readonly cluster?: string;
	/** First period of an effect in each unit that has one, instead of that of the table. */
	readonly starts?: ReadonlyMap<string, number>;
	readonly options?: Partial<GroupTimeOptions>;
}

/** Callaway and Sant'Anna on a simulated panel. */
export function staggeredEffects(
	table: TextColumns,
	{ outcome, without = [], covariate, cluster, starts, options }: StaggeredOptions
) {
	const units = table.texts('neighbourhood');
	const out = new Set(without);
	const kept = units.map((unit, i) => (out.has(unit) ? -1 : i)).filter((i) => i >= 0);
	const part = (values: ArrayLike<number>) => kept.map((i) => values[i]!);
	const declared = table.texts('start').map((text) => (text === 'never' ? 0 : Number(text)));
	const cohorts = starts ? units.map((unit) => starts.get(unit) ?? 0) : declared;
	return groupTimeEffects(
		{
			...{ unit: part(numbersOf(units)), period: part(table.numbers('year')) },
			...{ cohort: part(cohorts), outcome: part(outcome) },
			...(covariate && { covariates: [part(table.numbers(covariate))] }),
			...(cluster && { cluster: part(numbersOf(table.texts(cluster))) })
		},
		{ band: { kind: 'none' }, ...options }
	);
}

/** The average over treated units and periods. */
export const simpleEffect = (effects: ReturnType<typeof staggeredEffects>) =>
	aggregatedEffects(effects, 'simple').overall;

/** Two by two on a simulated panel, clustered by unit. */
export function twoByTwoEffect(table: TextColumns, unit: string, outcome: Float64Array) {
	const start = table.texts('start').map((text) => (text === 'never' ? Infinity : Number(text)));
	const rows = {
		...{ unit: table.texts(unit), period: table.numbers('year'), outcome },
		treatment: { start }
	};
	return twoByTwo(panel(rows)).effect;
}

export const holds = (limits: Interval | undefined, value: number): boolean =>
	limits !== undefined && limits.lower <= value && value <= limits.upper;
