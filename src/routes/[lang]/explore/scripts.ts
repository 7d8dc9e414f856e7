import { DomainError } from '#lib/errors.ts';
import { type Compared, comparedScript } from '#lib/export/compared-script.ts';
import type { OwnScriptFile } from '#lib/export/r-own-file.ts';
import type { SurveyScriptOptions } from '#lib/export/scripted-survey.ts';
import { standardisedScript } from '#lib/export/standardised-script.ts';
import { surveyScript } from '#lib/export/survey-script.ts';
import {
	type TotalsAsked,
	type TotalsContrast,
	totalsCsv,
	totalsScript
} from '#lib/export/totals-script.ts';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { type SourceAnswer, requestTo } from './answer-of.ts';
import type { WordsOptions } from './words/labels.ts';
import { title } from './words/notes.ts';

/** What a script reads, and how a reader comes by it. */
export type ScriptFile =
	/** In the release. */
	| { readonly kind: 'rows'; readonly name: string; readonly path: string }
	/** Made of what the page has read. */
	| { readonly kind: 'totals'; readonly name: string; readonly csv: string }
	/** On the reader's device. */
	| { readonly kind: 'own'; readonly name: string }
	/** Given out by the producer, to whom it gives them. */
	| { readonly kind: 'producer'; readonly name: string; readonly from: string };

/** A script of R that gives the numbers of the page, and what it reads. */
export interface PageScript {
	/** Of the file. */
	readonly name: string;
	readonly script: string;
	readonly files: readonly ScriptFile[];
}

/** The script of the answer of a source; undefined where nothing that it could read is given out. */
export const answerScript = (
	words: WordsOptions,
	source: SourceAnswer,
	release: string
): PageScript | undefined => expressible(() => scriptOfAnswer(words, source, release));

/** The script of a comparison; undefined where nothing was compared. */
export const comparisonScript = (
	words: WordsOptions,
	parts: ComparedParts,
	release: string
): PageScript | undefined => expressible(() => scriptOfComparison(words, parts, release));

/** A file may be called what R has no text for (NUL, half a character): then there is no script. */
function expressible(script: () => PageScript | undefined): PageScript | undefined {
	try {
		return script();
	} catch (error) {
		if (error instanceof DomainError) return undefined;
		throw error;
	}
}

function scriptOfAnswer(
	words: WordsOptions,
	source: SourceAnswer,
	release: string
): PageScript | undefined {
	const { resolved } = words;
	const { view, measure } = resolved;
	const { survey, totals = [] } = source;
	const name = `${survey.id}-${measure.id}`;
	if (totals.length > 0) {
		const by = view.across === undefined ? view.by : [...view.by, view.across];
		const figures = totals.map(({ domain, rows }) => ({
			...{ key: domain.map(({ category }) => category), rows }
		}));
		const asked = { level: source.answer.level, by, figures, contrasts: [], made: [] };
		return totalsPageScript(asked, { name, survey, words, release, notes: [singleNote] });
	}
	const standard = view.standard === undefined ? undefined : resolved.sources[0];
	const read = [...new Set([survey, ...(standard ? [standard] : [])])];
	if (!read.every((one) => hasScript(one, words.own))) return undefined;
	const options = scriptOptions(words, release);
	const request = requestOf(source, words);
	const script =
		standard && view.standard !== undefined
			? standardisedScript(request, {
					...options,
					standard: { concept: view.standard, survey: standard.id }
				})
			: surveyScript(request, options);
	return { name: `${name}.R`, script, files: read.flatMap((one) => filesOf(one, request, words)) };
}

/** The comparisons of a view, by what a script can make them of. */
export interface ComparedParts extends Pick<Compared, 'within' | 'between' | 'made'> {
	/** The source of the reference. */
	readonly own: SourceAnswer;
	readonly totals: readonly TotalsContrast[];
}

function scriptOfComparison(
	words: WordsOptions,
	{ own, within, between, totals, made }: ComparedParts,
	release: string
): PageScript | undefined {
	const { view, measure } = words.resolved;
	const { survey, answer } = own;
	const name = `${survey.id}-${measure.id}-compared`;
	const kind = view.compare?.kind ?? 'difference';
	const { level } = answer;
	if (totals.length > 0) {
		const asked = { level, by: [], figures: [], contrasts: totals, made };
		return totalsPageScript(asked, { name, survey, words, release, notes: [] });
	}
	if (!within && between.length === 0) return undefined;
	const reference = requestOf(own, words);
	const asked = { kind, level, within, reference, between, made };
	const script = comparedScript(asked, scriptOptions(words, release));
	const read = words.answers.filter(
		(one) => one === own || between.some(({ request }) => request.survey === one.survey.id)
	);
	const files = read.flatMap((one) => filesOf(one.survey, reference, words));
	return { name: `${name}.R`, script, files };
}

/** The request that rows of a source answer, or would. */
export const requestOf = (
	{ survey, request }: SourceAnswer,
	{ resolved, catalogue }: Pick<WordsOptions, 'resolved' | 'catalogue'>
): EstimateRequest => request ?? requestTo(survey, resolved, { ...catalogue, quality: [] });

/** Whether a script has something to read: rows of the release, one's own, or the producer's. */
export const hasScript = (
	{ tables, recipe }: CatalogueSurvey,
	own: OwnScriptFile | undefined
): boolean => own !== undefined || recipe !== undefined || tables.some(({ csv }) => csv);

const scriptOptions = (words: WordsOptions, release: string): SurveyScriptOptions => {
	const { catalogue, locale, own } = words;
	return { catalogue, locale, release, title: title(words), own };
};

function filesOf(
	{ tables, recipe }: CatalogueSurvey,
	{ unit }: Pick<EstimateRequest, 'unit'>,
	{ own }: Pick<WordsOptions, 'own'>
): ScriptFile[] {
	if (own) return [{ kind: 'own', name: own.declaration.file.name }];
	const csv = tables.find((one) => one.unit === unit)?.csv;
	if (csv) return [{ kind: 'rows', name: csv.path.split('/').at(-1) ?? '', path: csv.path }];
	return (recipe?.files ?? []).map(({ path, recipe: from = '' }) => ({
		...{ kind: 'producer', name: path, from }
	}));
}

interface TotalsPage {
	readonly name: string;
	readonly survey: CatalogueSurvey;
	readonly words: WordsOptions;
	readonly release: string;
	readonly notes: readonly string[];
}

const singleNote =
	'A figure of the answer that is one published figure stands in estimates.parquet and not here.';

function totalsPageScript(
	asked: TotalsAsked,
	{ name, survey, words, release, notes: more }: TotalsPage
): PageScript {
	const file = `${name}-totals.csv`;
	const { synthetic, citation } = survey;
	const notes = [
		`Survey: ${wordsOf(survey.title, words.locale)}`,
		`Source: ${nameOf(citation, 'en')}`
	];
	const script = totalsScript(asked, {
		...{ title: title(words), synthetic, file },
		notes: [...notes, `Release: ${release}`, ...more]
	});
	const totals = { kind: 'totals', name: file, csv: totalsCsv(asked) } as const;
	return { name: `${name}.R`, script, files: [totals] };
}
