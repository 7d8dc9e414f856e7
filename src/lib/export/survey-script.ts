import { DomainError } from '#lib/errors.ts';
import { estimateTable } from '#lib/estimate/typed-table.ts';
import {
	type Catalogue,
	type CatalogueSurvey,
	type UnitTable,
	unitTableOf
} from '#lib/model/catalogue.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { type Locale, localText } from '#lib/model/localized.ts';
import { conceptsOf } from './r-asked.ts';
import { publishedSource } from './r-published.ts';
import { rScript } from './r-script.ts';
import type { RSource } from './r-source.ts';
import { surveySource } from './r-survey.ts';

export interface SurveyScriptOptions {
	readonly catalogue: Catalogue;
	/** Named in the head of the script. */
	readonly release: string;
	/** The language of titles and notes. */
	readonly locale: Locale;
	/** What the number is, in the words of the page. */
	readonly title: string;
}

/**
 * The R script that reproduces an answer about a survey of a release: from the CSV beside the rows of
 * an open survey, else from the files of its producer.
 */
export function surveyScript(request: EstimateRequest, options: SurveyScriptOptions): string {
	const { catalogue, locale, title, release } = options;
	const survey = catalogue.surveys.find(({ id }) => id === request.survey);
	const ready = survey?.figures.find(({ unit }) => unit === request.unit);
	// A script about figures that stand ready reads the files of the producer.
	const unit = unitTableOf(catalogue, request) ?? (ready && { ...ready, path: '', rows: 0 });
	if (!survey || !unit)
		throw new DomainError(`no rows in this release: ${request.survey} ${request.unit}`);
	const words = (texts: Parameters<typeof localText>[0]) => localText(texts, locale).text;
	const chosen = unit.weights.find(({ id }) => id === request.weight) ?? unit.weights[0];
	const { measure, by, where, level, interval, capEffectiveSize, df, unsure } = request;
	const deff = chosen?.sums === 'sample' ? 'with-replacement' : request.deff;
	return rScript({
		title,
		synthetic: survey.synthetic,
		notes: [
			`Release: ${release}`,
			`Unit: ${unit.unit}${chosen ? `, weight: ${words(chosen.label)}` : ''}`,
			`Universe: ${words(survey.universe)}`,
			...wordings(survey, request),
			...(survey.designNote ? [`Design: ${words(survey.designNote)}`] : []),
			'A filter is a domain of the whole sample; people whose answer was lost count for the degrees of',
			'freedom only; who was not asked is outside.'
		],
		question: { measure, by, where, level, interval, capEffectiveSize, df, unsure, deff },
		table: estimateTable(`${survey.id}.${unit.unit}`, unit, { concepts: catalogue.concepts }),
		source: sourceOf(request, { survey, unit, about: aboutSurvey(survey, words(survey.title)) })
	});
}

interface SourceOptions {
	readonly survey: CatalogueSurvey;
	readonly unit: UnitTable;
	readonly about: readonly string[];
}

function sourceOf(request: EstimateRequest, { survey, unit, about }: SourceOptions): RSource {
	const { weight } = request;
	if (unit.csv) return publishedSource({ unit, weight, about });
	const { recipe } = survey;
	if (!recipe) throw new DomainError(`neither rows nor a recipe to make them from: ${survey.id}`);
	const concepts = conceptsOf(request);
	return surveySource({ recipe, unit: unit.unit, weight, concepts, rows: unit.rows, about });
}

const aboutSurvey = ({ citation, licence }: CatalogueSurvey, title: string) => [
	`Survey: ${title}`,
	`Source: ${citation}`,
	`Licence: ${licence.name}${licence.url === undefined ? '' : ` (${licence.url})`}`
];

/** The questions behind the measure, as they were put to people. */
function wordings({ questions }: CatalogueSurvey, { measure }: EstimateRequest): string[] {
	const concepts = conceptsOf({ measure, by: [], where: [] });
	return questions
		.filter(({ concept }) => concepts.includes(concept))
		.map(({ wording, language, source }) => {
			return `Question (${language}): ${wording} [${source.producer}, ${source.document}, ${source.year}]`;
		});
}
