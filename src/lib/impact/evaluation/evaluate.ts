import type { Programme } from '#lib/model/programme.ts';
import { cohortEvaluation } from './cohort-evaluation.ts';
import { discontinuityEvaluation } from './discontinuity-evaluation.ts';
import type { EvaluationInput, EvaluationParts } from './evaluation-input.ts';
import { panelEvaluation } from './panel-evaluation.ts';
import { seriesEvaluation } from './series-evaluation.ts';
import { surveyEvaluation } from './survey-evaluation.ts';

/** What is found about a programme, by its design. @throws DataError for data that cannot be read. */
export function evaluate(programme: Programme, input: EvaluationInput): EvaluationParts {
	const { design } = programme;
	switch (design.kind) {
		case 'panel':
			return panelEvaluation({ ...programme, design }, input);
		case 'series':
			return seriesEvaluation({ ...programme, design }, input);
		case 'cohort':
			return cohortEvaluation({ ...programme, design }, input);
		case 'survey':
			return surveyEvaluation({ ...programme, design }, input);
		case 'discontinuity':
			return discontinuityEvaluation({ ...programme, design }, input);
	}
}
