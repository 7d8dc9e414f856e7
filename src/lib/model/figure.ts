import { z } from 'zod';
import type { Concept } from './concept.ts';
import { conceptId, slug, unitId } from './identifiers.ts';
import { unsureReasons } from './missing.ts';
import { type FigureProperties, type PropertyName, figureProperties } from './properties.ts';
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

/** A survey, or a wave or protocol of which only the questions are known. */
export type AskedIn = Pick<Survey, 'id' | 'series' | 'properties'> & {
	readonly mode?: Survey['mode'] | undefined;
};

export interface SurveyFigureOptions {
	readonly survey: AskedIn;
	readonly questions: readonly Question[];
	readonly mapping: Mapping;
	/** Of the mapping. */
	readonly concept: Concept;
	/** One of the mapping's. */
	readonly unit: Figure['unit'];
}

/**
 * The figure that a mapping makes, with its properties from where each stands: what the concept
 * says, then the survey, the wording, the mapping. What none says is absent, and so is what the
 * versions of a split ballot do not agree on: people were asked different things.
 */
export function surveyFigure({ questions, unit, ...options }: SurveyFigureOptions): Figure {
	const { concept } = options;
	const [first, ...others] = questions.filter(
		(one) => one.concept === concept.id && one.unit === unit
	);
	const asked = first?.version === undefined ? [first] : [first, ...others];
	const figures = asked.map((question) => propertiesOf({ ...options, question }));
	return { ...placeOf(options, unit), properties: figures.reduce(agreed) };
}

export interface QuestionFigureOptions {
	readonly survey: AskedIn;
	readonly question: Question;
	/** Of its concept and unit; absent where no data is mapped. */
	readonly mapping: Mapping | undefined;
	/** Of the question. */
	readonly concept: Concept;
}

/** The figure that one question would make, also where nobody here has its answers. */
export const questionFigure = (options: QuestionFigureOptions): Figure => ({
	...placeOf(options, options.question.unit),
	properties: propertiesOf(options)
});

const placeOf = (
	{ survey, concept }: Pick<QuestionFigureOptions, 'survey' | 'concept'>,
	unit: Figure['unit']
) => ({
	...{ source: survey.id, series: survey.series, basis: 'survey' as const },
	...{ concept: concept.id, unit }
});

interface PropertiesOptions extends Omit<QuestionFigureOptions, 'question'> {
	readonly question: Question | undefined;
}

function propertiesOf({ survey, mapping, concept, question }: PropertiesOptions): FigureProperties {
	const { note: _, ...wide } = survey.properties ?? {};
	const { note: __, ...own } = mapping?.properties ?? {};
	const { note: ___, ...worded } = question?.properties ?? {};
	const { mode = 'mixed' } = survey;
	const known: FigureProperties = {
		response: 'single',
		...(mapping || !question?.filter ? { among: 'all' } : {}),
		...unsureIn(mapping, question),
		...concept.asks,
		...(mode === 'mixed' ? {} : { modes: [mode] }),
		...wide,
		...(question && { recall: question.recall, radius: question.radius }),
		...worded,
		...own
	};
	return withoutTotals({ ...known, ...answersOf(known, { mapping, concept, question }) });
}

type AnswersOptions = Pick<PropertiesOptions, 'mapping' | 'concept' | 'question'>;

/** What people chose from: as the wording lists it, or as the codes of the file tell. */
function answersOf(
	{ response }: FigureProperties,
	{ mapping, concept, question }: AnswersOptions
): Pick<FigureProperties, 'answers'> {
	if (concept.kind === 'number' || response !== 'single') return {};
	const listed = question?.answers.filter(({ missing }) => missing === undefined).length ?? 0;
	const answers = listed > 1 ? listed : Object.keys(mapping?.codes ?? {}).length;
	return answers > 1 ? { answers } : {};
}

/** What became of the unsure, by the codes there are; not known where no code is. */
function unsureIn(
	mapping: Mapping | undefined,
	question: Question | undefined
): Pick<FigureProperties, 'unsure'> {
	if (!mapping && !question?.answers.length) return {};
	const reasons = mapping
		? Object.values(mapping.missing)
		: (question?.answers ?? []).map(({ missing }) => missing);
	return { unsure: unsureReasons.some((reason) => reasons.includes(reason)) ? 'apart' : 'absent' };
}

/** What both say. */
function agreed(one: FigureProperties, other: FigureProperties): FigureProperties {
	const names = Object.keys(one) as PropertyName[];
	const shared = names.filter((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
	return Object.fromEntries(shared.map((name) => [name, one[name]]));
}

/** Weights that meet no totals have none to be compared. */
const withoutTotals = (properties: FigureProperties): FigureProperties =>
	properties.weighting === undefined || properties.weighting === 'calibrated'
		? properties
		: { ...properties, weightingTotals: 'none' };
