import { z } from 'zod';
import type { Concept } from './concept.ts';
import { conceptId, slug, unitId } from './identifiers.ts';
import { unsureReasons } from './missing.ts';
import { type FigureProperties, figureProperties } from './properties.ts';
import type { Question } from './question.ts';
import type { Mapping, Survey } from './survey.ts';

/** A concept of a source, with everything that decides what it may be compared with. */
export const figure = z.strictObject({
	/** A survey, or a series of records. */
	source: slug,
	/** The waves of a survey share it. */
	series: slug,
	basis: z.enum(['survey', 'records']),
	concept: conceptId,
	unit: unitId,
	properties: figureProperties
});
export type Figure = z.infer<typeof figure>;

export interface SurveyFigureOptions {
	readonly survey: Survey;
	readonly questions: readonly Question[];
	readonly mapping: Mapping;
	/** Of the mapping. */
	readonly concept: Concept;
	/** One of the mapping's. */
	readonly unit: Figure['unit'];
}

/**
 * The figure that a mapping makes, with its properties from where each stands: what the concept
 * says, then the survey, the wording (recall and radius), the mapping. What none says is absent.
 */
export function surveyFigure(options: SurveyFigureOptions): Figure {
	const { survey, mapping, concept, unit } = options;
	const { note: _, ...wide } = survey.properties ?? {};
	const { note: __, ...own } = mapping.properties ?? {};
	const wording = askedBy(options);
	const properties: FigureProperties = {
		response: 'single',
		among: 'all',
		unsure: tellsUnsure(mapping) ? 'apart' : 'absent',
		...concept.asks,
		...(survey.mode === 'mixed' ? {} : { modes: [survey.mode] }),
		...wide,
		...(wording && { recall: wording.recall, radius: wording.radius }),
		...own
	};
	return {
		...{ source: survey.id, series: survey.series, basis: 'survey' },
		...{ concept: concept.id, unit },
		properties: withoutTotals(properties)
	};
}

const tellsUnsure = ({ missing }: Mapping) =>
	unsureReasons.some((reason) => Object.values(missing).includes(reason));

/** The first wording of a concept; a declaration whose wordings disagree is refused. */
const askedBy = ({ questions, concept, unit }: SurveyFigureOptions) =>
	questions.find((one) => one.concept === concept.id && one.unit === unit);

/** Weights that meet no totals have none to be compared. */
const withoutTotals = (properties: FigureProperties): FigureProperties =>
	properties.weighting === undefined || properties.weighting === 'calibrated'
		? properties
		: { ...properties, weightingTotals: 'none' };
