import { DataError, DomainError } from '#lib/errors.ts';
import type { Panel } from '../panel/panel.ts';
import type { Block } from './block.ts';

/** What treated and controls should have in common before treatment. */
export interface Predictor {
	readonly name: string;
	/** One a unit, in the order of `panel.unit.levels`. */
	readonly values: ArrayLike<number>;
}

/** Predictors over their standard deviations, less those of the treated: a point a control. */
export interface ScaledPredictors {
	readonly names: readonly string[];
	readonly points: readonly Float64Array[];
	/** As given. */
	readonly treated: Float64Array;
	readonly controls: readonly Float64Array[];
}

/**
 * The mean of the outcome, or of a covariate of the panel, over some of its periods.
 * @throws DomainError for a column or a period that the panel does not have.
 */
export function meanPredictor(
	panel: Panel,
	name: string,
	{ column, periods }: { readonly column: string; readonly periods: readonly number[] }
): Predictor {
	const values =
		column === 'outcome'
			? panel.outcome
			: panel.covariates.find((one) => one.name === column)?.values;
	if (!values) throw new DomainError(`no such column of the panel: ${column}`);
	const missing = periods.find((period) => !panel.periods.includes(period));
	if (missing !== undefined || periods.length === 0)
		throw new DomainError(`no such period of the panel, predictor ${name}: ${missing}`);
	const sums = new Float64Array(panel.unit.levels.length);
	values.forEach((value, i) => {
		if (periods.includes(panel.periods[panel.period.codes[i]!]!))
			sums[panel.unit.codes[i]!]! += value / periods.length;
	});
	return { name, values: sums };
}

/**
 * Predictors of the units of a block; those of the treated are averaged. Standard deviations are over
 * all units, each treated one too (R Synth has one treated unit).
 * @throws DataError for a value that is not there, and a predictor that is the same in all units.
 */
export function scaledPredictors(
	panel: Panel,
	block: Block,
	predictors: readonly Predictor[]
): ScaledPredictors {
	const { levels } = panel.unit;
	if (predictors.length === 0) throw new DomainError(`no predictor given: ${predictors.length}`);
	const spreads = predictors.map(({ name, values }) => spreadOf(name, values, levels));
	const codeOf = new Map(levels.map((unit, code) => [unit, code]));
	const ofUnit = (unit: string) =>
		Float64Array.from(predictors, ({ values }) => values[codeOf.get(unit) ?? -1] ?? NaN);
	const controls = block.controls.map(ofUnit);
	const each = block.treated.map(ofUnit);
	const treated = each[0]!.map(
		(_, k) => each.reduce((sum, values) => sum + values[k]!, 0) / each.length
	);
	return {
		names: predictors.map(({ name }) => name),
		points: controls.map((values) => values.map((value, k) => (value - treated[k]!) / spreads[k]!)),
		...{ treated, controls }
	};
}

function spreadOf(name: string, values: ArrayLike<number>, levels: readonly string[]): number {
	if (values.length !== levels.length)
		throw new DomainError(`predictor ${name} not of ${levels.length} units: ${values.length}`);
	const all = Array.from(values);
	const blank = all.findIndex((value) => !Number.isFinite(value));
	if (blank >= 0)
		throw new DataError(
			`predictor ${name} not known for unit ${levels[blank]}, leave out one of them: ${all[blank]}`
		);
	const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
	const square = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	if (!(square > 1e-24 * mean * mean))
		throw new DataError(`predictor the same in all units, leave it out, ${name}: ${mean}`);
	return Math.sqrt(square / (all.length - 1));
}
