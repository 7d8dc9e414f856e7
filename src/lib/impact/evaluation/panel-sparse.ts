import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { type CheckedUnit, checkedUnit } from '../counts/counted-unit.ts';
import { randomisationTest } from '../counts/randomisation-test.ts';
import { normalIntervalAllowed } from '../counts/rate-ratio.ts';
import { type EffectOrRefusal, attempted, effectOf, refused } from './effects.ts';
import { textColumn } from './text-table.ts';
import type { PanelData } from './panel-data.ts';

/** Events among treated units from the start on; undefined of what is not counted. */
export function treatedEvents(
	data: PanelData,
	{ scale, column = '' }: ProgrammeOutcome
): number | undefined {
	if (scale.kind !== 'count') return undefined;
	return data.numbers(column).reduce((sum, count, row) => {
		const start = data.treated.get(data.units[row]!) ?? Infinity;
		return data.periods[row]! >= start && count > 0 ? sum + count : sum;
	}, 0);
}

/**
 * What may be said of so few events that no normal interval holds: the ratio of ratios, and how often
 * chance alone would have given as much had others been treated. Undefined where there are enough.
 */
export function sparseEffect(
	data: PanelData,
	outcome: ProgrammeOutcome
): EffectOrRefusal | undefined {
	const events = treatedEvents(data, outcome);
	const { minimumEvents } = data.programme.design;
	if (events === undefined) return undefined;
	const rule = normalIntervalAllowed(events, minimumEvents);
	if (rule.allowed) return undefined;
	const starts = new Set(data.treated.values());
	const [start] = starts;
	const values = { events, needed: minimumEvents };
	if (start === undefined || starts.size > 1)
		return refused('few-events', 'randomisation-inference', values);
	return attempted(() => {
		const test = randomisationTest(countedUnits(data, outcome, start));
		if (!test) return refused('few-events', null, values);
		return effectOf(
			{ estimate: Math.exp(test.statistic), pValue: test.p },
			{
				...{ estimator: 'ratio-of-ratios', variance: 'randomisation' },
				...{ scale: 'ratio', inference: 'randomisation' }
			}
		);
	});
}

function countedUnits(
	data: PanelData,
	{ column = '', scale }: ProgrammeOutcome,
	start: number
): CheckedUnit[] {
	const { units, periods, numbers, treated, ring, table, programme } = data;
	const counts = numbers(column);
	const exposure = scale.kind === 'count' && scale.exposure ? numbers(scale.exposure) : undefined;
	const { cluster } = programme.design.table;
	const clusters = cluster === undefined ? undefined : textColumn(table, cluster);
	const found = new Map<string, ReturnType<typeof emptyUnit>>();
	units.forEach((name, row) => {
		if (ring.has(name) || Number.isNaN(counts[row]!)) return;
		const unit = found.get(name) ?? emptyUnit(name, treated.has(name), clusters?.[row]);
		found.set(name, unit);
		const part = periods[row]! < start ? unit.before : unit.after;
		part.events += counts[row]!;
		part.exposure += exposure ? exposure[row]! : 1;
	});
	return [...found.values()].map((unit) => checkedUnit(unit));
}

const emptyUnit = (name: string, treated: boolean, cluster: string | undefined) => ({
	...{ name, treated, cluster: cluster ?? name },
	before: { events: 0, exposure: 0 },
	after: { events: 0, exposure: 0 }
});
