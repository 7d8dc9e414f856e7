import { nameOf, questionSource } from '#lib/model/catalogue-words.ts';
import { DomainError } from '#lib/errors.ts';
import { estimateTable } from '#lib/estimate/typed-table.ts';
import {
	type Catalogue,
	type CatalogueSurvey,
	type UnitTable,
	unitTableOf
} from '#lib/model/catalogue.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import { type Locale, localText } from '#lib/model/locales.ts';
import type { RTable } from './r-asked.ts';
import { type OwnScriptFile, ownFileSource } from './r-own-file.ts';
import { publishedSource } from './r-published.ts';
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
	/** Of a catalogue that a file of the reader's own makes: how that file is read. */
	readonly own?: OwnScriptFile | undefined;
}

/** What is asked of a survey, as far as the script has to know for reading it. */
export interface AskedOfSurvey {
	readonly survey: string;
	readonly unit: UnitDesign['id'];
	readonly weight?: string | undefined;
	/** Every concept that the script reads. */
	readonly concepts: readonly string[];
	/** What is measured: the questions about it stand in the head. */
	readonly measured: readonly string[];
}

export interface ScriptedSurvey {
	readonly survey: CatalogueSurvey;
	readonly table: RTable;
	readonly source: RSource;
	/** For the head of a script. */
	readonly notes: readonly string[];
	/** How a design effect compares: weights that add up to the sample have no finite population. */
	readonly sums: 'sample' | 'population';
}

/**
 * The rows and the design of a survey as a script has them: from the CSV beside the rows of an open
 * survey, from a file of the reader's own, else from the files of its producer.
 * @throws DomainError where there is neither.
 */
export function scriptedSurvey(asked: AskedOfSurvey, options: SurveyScriptOptions): ScriptedSurvey {
	const { catalogue, locale } = options;
	const survey = catalogue.surveys.find(({ id }) => id === asked.survey);
	const ready = survey?.figures.find(({ unit }) => unit === asked.unit);
	// A script about figures that stand ready reads the files of the producer.
	const unit = unitTableOf(catalogue, asked) ?? (ready && { ...ready, path: '', rows: 0 });
	if (!survey || !unit)
		throw new DomainError(`no rows in this release: ${asked.survey} ${asked.unit}`);
	const words = (texts: Parameters<typeof localText>[0]) => localText(texts, locale).text;
	const chosen = unit.weights.find(({ id }) => id === asked.weight) ?? unit.weights[0];
	return {
		survey,
		table: estimateTable(`${survey.id}.${unit.unit}`, unit, { concepts: catalogue.concepts }),
		source: sourceOf(asked, options, { survey, unit }),
		notes: [
			`Unit: ${unit.unit}${chosen ? `, weight: ${words(chosen.label)}` : ''}`,
			`Universe: ${words(survey.universe)}`,
			...wordings(survey, asked.measured),
			...(survey.designNote ? [`Design: ${words(survey.designNote)}`] : []),
			...(ready ? ['The figures are published rounded: this script prints all their digits.'] : [])
		],
		sums: chosen?.sums ?? 'population'
	};
}

/** What every script about a survey says of filters. */
export const domainNotes: readonly string[] = [
	'A filter is a domain of the whole sample; people whose answer was lost count for the degrees of',
	'freedom only; who was not asked is outside.'
];

function sourceOf(
	{ weight, concepts }: AskedOfSurvey,
	{ own, locale }: SurveyScriptOptions,
	{ survey, unit }: { readonly survey: CatalogueSurvey; readonly unit: UnitTable }
): RSource {
	if (own) return ownFileSource(own, concepts);
	const about = aboutSurvey(survey, localText(survey.title, locale).text);
	if (unit.csv) return publishedSource({ unit, weight, about });
	const { recipe } = survey;
	if (!recipe) throw new DomainError(`neither rows nor a recipe to make them from: ${survey.id}`);
	// Of a survey whose rows are not published nobody says how many they are.
	const rows = unit.path === '' ? undefined : unit.rows;
	return surveySource({ recipe, unit: unit.unit, weight, concepts, rows, about });
}

const aboutSurvey = ({ citation, licence }: CatalogueSurvey, title: string) => [
	`Survey: ${title}`,
	`Source: ${nameOf(citation, 'en')}`,
	`Licence: ${nameOf(licence.name, 'en')}${licence.url === undefined ? '' : ` (${licence.url})`}`
];

/** The questions behind the measure, as they were put to people. */
const wordings = ({ questions }: CatalogueSurvey, measured: readonly string[]): string[] =>
	questions
		.filter(({ concept }) => measured.includes(concept))
		.map(
			({ wording, language, source }) =>
				`Question (${language}): ${wording} [${questionSource(source, 'en')}]`
		);
