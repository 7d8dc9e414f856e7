import type { Scenario, Wave, Wording } from './scenario.ts';
import type { Domain } from './tally.ts';
import type { ByTreatment, PopulationTruth, TrueValue } from './truth.ts';

/** What became of an indicator whose question changed: how much is real and how much is wording. */
export interface WordingChange {
	readonly indicator: string;
	readonly previousWave: string;
	readonly from: Wording;
	readonly to: Wording;
	/** What the scenario adds to everybody's chance of a yes. */
	readonly declaredShift: number;
	readonly values: readonly {
		readonly domain: Domain;
		/** The new wording minus the old one, in the population of this wave. */
		readonly wordingShift: ByTreatment;
		/** This wave minus the previous one, both in the old wording. */
		readonly trueChange: ByTreatment;
		/** This wave in its wording minus the previous one in its own: the sum of the two. */
		readonly apparentChange: ByTreatment;
	}[];
}

function minus(a: TrueValue | undefined, b: TrueValue | undefined): ByTreatment {
	const difference = (x: number | null | undefined, y: number | null | undefined) =>
		typeof x === 'number' && typeof y === 'number' ? x - y : null;
	return {
		exclude: difference(a?.value.exclude, b?.value.exclude),
		category: difference(a?.value.category, b?.value.category)
	};
}

/** Compares two waves that asked about drug selling in different words. */
export function wordingChange(
	scenario: Scenario,
	[before, earlier]: readonly [Wave, PopulationTruth],
	[after, later]: readonly [Wave, PopulationTruth]
): WordingChange {
	const sameDomain = (a: TrueValue) => (b: TrueValue) =>
		JSON.stringify(a.domain) === JSON.stringify(b.domain);
	const [old, oldWordingNow, newWordingNow] = [
		earlier.byWording[before.wording],
		later.byWording[before.wording],
		later.byWording[after.wording]
	];
	return {
		indicator: old.id,
		previousWave: before.id,
		from: before.wording,
		to: after.wording,
		declaredShift: scenario.wordingShift,
		values: newWordingNow.values.map((now) => {
			const then = old.values.find(sameDomain(now));
			const unchanged = oldWordingNow.values.find(sameDomain(now));
			return {
				domain: now.domain,
				wordingShift: minus(now, unchanged),
				trueChange: minus(unchanged, then),
				apparentChange: minus(now, then)
			};
		})
	};
}
