import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';

/** Standard normal numbers, the same for the same seed (Box and Muller 1958). */
export function normalDraws(seed: number): () => number {
	const random = seededRandom(seed);
	return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Options {
	/** Units of each cohort, by its first period; 0 for never. */
	readonly sizes: Readonly<Record<number, number>>;
	readonly periods: number;
	/** Of values one period apart; their variance is 1. */
	readonly correlation: number;
	readonly seed: number;
}

/** A panel without any effect, with levels of units and AR(1) deviations. */
export function autoregressivePanel({ sizes, periods, correlation, seed }: Options) {
	const normal = normalDraws(seed);
	const fresh = Math.sqrt(1 - correlation ** 2);
	const [unit, period, outcome, cohort]: number[][] = [[], [], [], []];
	let own = 0;
	for (const [start, count] of Object.entries(sizes))
		for (let i = 0; i < count; i++) {
			own++;
			const level = 3 * normal();
			let deviation = normal();
			for (let t = 1; t <= periods; t++) {
				unit!.push(own);
				period!.push(t);
				cohort!.push(Number(start));
				outcome!.push(level + deviation);
				deviation = correlation * deviation + fresh * normal();
			}
		}
	return { unit: unit!, period: period!, outcome: outcome!, cohort: cohort! };
}
