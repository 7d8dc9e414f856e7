import { z } from 'zod';
import type { DesignOf } from './programme-design.ts';

const longest = 3;

/** What a reader may change of a panel design, to see whether the result hangs on it. */
export const evaluationSettings = z.strictObject({
	estimator: z.enum(['group-time', 'two-by-two', 'synthetic-did', 'synthetic-control']).optional(),
	control: z.enum(['never-treated', 'not-yet-treated']).optional(),
	method: z.enum(['dr', 'ipw', 'reg']).optional(),
	/** none: as if no covariate had been declared. */
	covariates: z.enum(['declared', 'none']).optional(),
	anticipation: z.coerce.number().int().min(0).max(longest).optional(),
	cluster: z.enum(['declared', 'unit']).optional(),
	/** compared: untreated neighbours of treated units are among the comparison. */
	ring: z.enum(['apart', 'compared']).optional(),
	/** multiplier: the bootstrap of Callaway and Sant'Anna in the place of analytic errors and bands. */
	errors: z.enum(['analytic', 'multiplier']).optional(),
	/** Of the bootstrap; its seed is always 1. */
	draws: z.enum(['1000', '5000', '20000']).optional()
});
export type EvaluationSettings = z.infer<typeof evaluationSettings>;
export type SettingName = keyof EvaluationSettings;

/** A panel design, and what of its data decides which settings it has. */
export interface SettableDesign {
	readonly design: DesignOf<'panel'>;
	/** Some untreated units lie beside treated ones. */
	readonly ring: boolean;
	/** How many cohorts begin. */
	readonly starts: number;
}

/** A setting that a design has, with the values that it can take. */
export interface SettingChoice {
	readonly name: SettingName;
	readonly values: readonly string[];
	readonly declared: string;
}

/** The settings that the declared design has once some are changed: another estimator has others. */
export function settingChoices(
	{ design, ring, starts }: SettableDesign,
	chosen: EvaluationSettings
): SettingChoice[] {
	const { table } = design;
	const { estimator = design.estimator, covariates = 'declared', errors } = chosen;
	const isByTime = estimator === 'group-time';
	const isSynthetic = estimator === 'synthetic-did' || estimator === 'synthetic-control';
	const hasCovariates = table.covariates.length > 0 && !isSynthetic;
	const { shape } = evaluationSettings;
	const has: Readonly<Record<SettingName, boolean>> = {
		estimator: true,
		control: isByTime && starts > 1,
		covariates: hasCovariates,
		method: isByTime && hasCovariates && covariates === 'declared',
		anticipation: isByTime,
		cluster: table.cluster !== undefined && !isSynthetic,
		ring,
		errors: isByTime,
		draws: isByTime && errors === 'multiplier'
	};
	const periods = Array.from({ length: longest + 1 }, (_, count) => String(count));
	const choices: readonly SettingChoice[] = [
		{
			...{ name: 'estimator', declared: design.estimator },
			values: shape.estimator.unwrap().options
		},
		{ name: 'control', declared: design.control, values: shape.control.unwrap().options },
		{ name: 'covariates', declared: 'declared', values: shape.covariates.unwrap().options },
		{ name: 'method', declared: design.method, values: shape.method.unwrap().options },
		{
			...{ name: 'anticipation', declared: String(design.anticipation) },
			values: [...new Set([...periods, String(design.anticipation)])]
		},
		{ name: 'cluster', declared: 'declared', values: shape.cluster.unwrap().options },
		{ name: 'ring', declared: 'apart', values: shape.ring.unwrap().options },
		{ name: 'errors', declared: 'analytic', values: shape.errors.unwrap().options },
		{ name: 'draws', declared: '1000', values: shape.draws.unwrap().options }
	];
	return choices.filter(({ name }) => has[name]);
}

/** The settings that say something else than the declaration, and that the design has. */
export function changesOf(asked: EvaluationSettings, settable: SettableDesign): EvaluationSettings {
	const kept = settingChoices(settable, asked).filter(
		({ name, declared }) => asked[name] !== undefined && String(asked[name]) !== declared
	);
	return evaluationSettings.parse(Object.fromEntries(kept.map(({ name }) => [name, asked[name]])));
}
