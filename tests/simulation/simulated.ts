import { openSmallTables } from '../support/small-tables.ts';
import { columns, design, drawnPeople } from './drawn-people.ts';
import { type Said, estimandsOf } from './estimands.ts';
import type { Population } from './population.ts';

/** How well the answers of many samples tell one number. */
export interface Outcome {
	readonly name: string;
	readonly truth: number;
	/** Samples that had an answer. */
	readonly answered: number;
	/** Answers whose interval holds the truth. */
	readonly covered: number;
	/** Intervals that lie below the truth, and above it. */
	readonly below: number;
	readonly above: number;
	/** Mean of the estimates minus the truth, in standard deviations of the estimates. */
	readonly bias: number;
	/** Mean standard error over the standard deviation of the estimates. */
	readonly errorRatio: number;
	/** Mean of the estimated variances, and its own standard error. */
	readonly variance: number;
	readonly varianceError: number;
}

/** Mean and standard deviation. */
function momentsOf(numbers: readonly number[]): [number, number] {
	const sumOf = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0);
	const mean = sumOf(numbers) / numbers.length;
	const squares = numbers.map((one) => (one - mean) ** 2);
	return [mean, Math.sqrt(sumOf(squares) / (numbers.length - 1))];
}

function outcomeOf(name: string, truth: number, all: readonly Said[]): Outcome {
	const [centre, spread] = momentsOf(all.map(({ estimate }) => estimate));
	const [variance, spreadOfVariance] = momentsOf(all.map((one) => one.standardError ** 2));
	const below = all.filter(({ upper }) => upper < truth).length;
	const above = all.filter(({ lower }) => lower > truth).length;
	return {
		...{ name, truth, answered: all.length, covered: all.length - below - above, below, above },
		bias: (centre - truth) / spread,
		errorRatio: momentsOf(all.map((one) => one.standardError))[0] / spread,
		variance,
		varianceError: spreadOfVariance / Math.sqrt(all.length)
	};
}

/** Draws samples 1 to `samples` and asks each of them everything. */
export async function simulated(strata: Population, samples: number): Promise<Outcome[]> {
	const estimands = estimandsOf(strata);
	const said = estimands.map((): Said[] => []);
	const tables = await openSmallTables(columns, design);
	for (let number = 1; number <= samples; number++) {
		const table = await tables.table(drawnPeople(strata, number));
		for (const [i, estimand] of estimands.entries()) {
			const one = await estimand.said(tables, table);
			if (one) said[i]!.push(one);
		}
	}
	tables.close();
	return estimands.map(({ name, truth }, i) => outcomeOf(name, truth, said[i]!));
}
