import type { EvaluationInput, EvaluationParts } from './evaluation-input.ts';
import type { Programme } from '#lib/model/programme.ts';
import { panelEvaluation } from './panel-evaluation.ts';
export function evaluate(programme: Programme, input: EvaluationInput): EvaluationParts {
	const { design } = programme;
	switch (design.kind) {
		case 'panel':
			return panelEvaluation({ ...programme, design }, input);
		default:
			throw new Error('later');
	}
}
