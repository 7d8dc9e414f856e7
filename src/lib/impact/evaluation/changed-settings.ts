import type { EvaluationSettings } from '#lib/model/evaluation-settings.ts';
import type { EvaluationInput, ProgrammeWith } from './evaluation-input.ts';

/** Draws that settings ask for; undefined: errors stay analytic. */
export const bootstrapOf = ({
	errors,
	draws = '1000'
}: EvaluationSettings): EvaluationInput['bootstrap'] =>
	errors === 'multiplier' ? { draws: Number(draws), seed: 1 } : undefined;

/** The programme as it would be evaluated with other settings. */
export function withSettings<Given extends Pick<ProgrammeWith<'panel'>, 'design'>>(
	programme: Given,
	settings: EvaluationSettings
): Given {
	const { design } = programme;
	const { covariates, cluster, ring, estimator, control, method, anticipation } = settings;
	const { cluster: declared, ...table } = design.table;
	const byUnit = cluster === 'unit' || declared === undefined;
	return {
		...programme,
		design: {
			...design,
			...(estimator && { estimator }),
			...(control && { control }),
			...(method && { method }),
			...(anticipation !== undefined && { anticipation }),
			...(ring === 'compared' && { geography: { kind: 'none', why: {} } }),
			table: {
				...table,
				...(byUnit ? {} : { cluster: declared }),
				covariates: covariates === 'none' ? [] : table.covariates
			}
		}
	};
}
