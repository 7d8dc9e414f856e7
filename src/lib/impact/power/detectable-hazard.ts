import { DomainError } from '#lib/errors.ts';
import { powerMultiplier } from '#lib/stats/contrasts/power-multiplier.ts';

export interface PlannedCohort {
	/** In both arms together, who can have the event while they are observed. */
	readonly people: number;
	readonly treatedShare?: number;
	/** Share of the comparison arm with the event by the end of the window. */
	readonly eventShare: number;
}

export interface DetectableHazard {
	readonly hazardRatio: number;
	/** In both arms together, at this ratio. */
	readonly events: number;
	/** Share of the treated arm with the event by the end of the window: 1 - (1 - share)^ratio. */
	readonly treatedEventShare: number;
}

/**
 * The hazard ratio nearest to 1 that a log-rank test finds, below 1 or above: |log ratio| =
 * multiplier / sqrt(P (1 - P) events), where the events are those at this ratio under proportional
 * hazards (Schoenfeld 1981; 1983 for the people). The opposite question to `eventsForHazardRatio`.
 */
export function detectableHazard(
	{ people, treatedShare = 0.5, eventShare }: PlannedCohort,
	{ alpha, power, lower = true }: { alpha?: number; power?: number; lower?: boolean } = {}
): DetectableHazard {
	if (!(people > 0 && people < Infinity)) throw new DomainError(`people not above 0: ${people}`);
	for (const share of [treatedShare, eventShare])
		if (!(share > 0 && share < 1)) throw new DomainError(`share not in (0, 1): ${share}`);
	const multiplier = powerMultiplier({
		...(alpha !== undefined && { alpha }),
		...(power !== undefined && { power })
	});
	const treated = (ratio: number) => 1 - (1 - eventShare) ** ratio;
	const events = (ratio: number) =>
		people * (treatedShare * treated(ratio) + (1 - treatedShare) * eventShare);
	const ratioAt = (log: number) => Math.exp(lower ? -log : log);
	const spread = Math.sqrt(treatedShare * (1 - treatedShare));
	let [low, high] = [0, 1];
	const finds = (log: number) => log * spread * Math.sqrt(events(ratioAt(log))) >= multiplier;
	while (!finds(high)) [low, high] = [high, 2 * high];
	while (high - low > 1e-12 * high) {
		const middle = (low + high) / 2;
		if (middle === low || middle === high) break;
		if (finds(middle)) high = middle;
		else low = middle;
	}
	const hazardRatio = ratioAt(high);
	return { hazardRatio, events: events(hazardRatio), treatedEventShare: treated(hazardRatio) };
}
