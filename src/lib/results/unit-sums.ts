import type { FrameworkLine } from '#lib/model/framework-parts.ts';
import { amountOf } from '#lib/model/framework-amount.ts';

/** What is planned of one unit. Targets of the programme and of every year are two sums. */
export interface UnitSum {
	readonly unit: string;
	/** Of targets for the whole programme; undefined where none is a number. */
	readonly programme: PlannedSum | undefined;
	/** Of targets for every year, a year; not multiplied, as years are not stated. */
	readonly year: PlannedSum | undefined;
	/** Activities of the unit without a number. */
	readonly notStated: number;
}

interface PlannedSum {
	readonly amount: number;
	/** How much of it only a singular of the source implies. */
	readonly inferred: number;
}

/** The outputs that may be added, by unit, the largest number of activities first. */
export function unitSums(lines: readonly FrameworkLine[]): UnitSum[] {
	const added = lines
		.filter(({ kind }) => kind === 'output')
		.flatMap(({ indicators }) => indicators)
		.filter(({ measure, aggregation }) => measure === 'number' && aggregation);
	const units = [...new Set(added.flatMap(({ unit }) => unit ?? []))];
	const counted = units.map((unit) => {
		const targets = added.filter((one) => one.unit === unit).map(({ target }) => target);
		const of = (per: 'programme' | 'year') => plannedSum(targets.filter((one) => one.per === per));
		const notStated = targets.filter((target) => amountOf(target) === undefined).length;
		const sum = { unit, programme: of('programme'), year: of('year'), notStated };
		return { sum, activities: targets.length };
	});
	return counted.sort((a, b) => b.activities - a.activities).map(({ sum }) => sum);
}

function plannedSum(targets: readonly FrameworkLine['indicators'][number]['target'][]) {
	const numbers = targets.flatMap((target) => {
		const amount = amountOf(target);
		return amount === undefined ? [] : [{ amount, basis: target.basis }];
	});
	if (numbers.length === 0) return undefined;
	const sumOf = (some: typeof numbers) => some.reduce((sum, { amount }) => sum + amount, 0);
	const inferred = numbers.filter(({ basis }) => basis === 'inferred-from-singular');
	return { amount: sumOf(numbers), inferred: sumOf(inferred) };
}
