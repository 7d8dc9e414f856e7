import type { EntryTemplate } from '../entry-template.ts';
import { frameworkTemplate } from '../framework-template.ts';
import { registerNames, registerTemplate } from './register-template.ts';
import { seriesTemplate, seriesValues } from './series-template.ts';

/** What may be filled in, and what its declaration becomes. */
export type QuestionnaireKind = 'register' | 'framework' | 'series';

export interface Questionnaire {
	/** Of a register its name. */
	readonly id: string;
	readonly kind: QuestionnaireKind;
	/** All its sheets, those of numbers included. */
	readonly template: EntryTemplate;
}

const seriesSheets = [...seriesTemplate.sheets, seriesValues];

/** Every questionnaire: one a register, one for a framework, one for a series. */
export const questionnaires: readonly Questionnaire[] = [
	...registerNames.map((id): Questionnaire => ({
		id,
		kind: 'register',
		template: registerTemplate(id)
	})),
	{ id: 'framework', kind: 'framework', template: frameworkTemplate },
	{ id: 'series', kind: 'series', template: { ...seriesTemplate, sheets: seriesSheets } }
];
