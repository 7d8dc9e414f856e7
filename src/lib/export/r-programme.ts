import type { ProgrammeWith, SurveyFigure } from '#lib/impact/evaluation/evaluation-input.ts';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import type { EvaluationEffect, EvaluationRefusal } from '#lib/model/evaluation.ts';
import type { ProgrammeDesign } from '#lib/model/programme-design.ts';
import type { Programme } from '#lib/model/programme.ts';
import { folderLines, scriptOf } from './r-frame.ts';
import { type RImpactFile, readLines, tellLines, toldLines } from './r-impact-data.ts';
import { impactScript } from './r-impact.ts';
import { cohortLines, producersFile, producersNote } from './r-programme-cohort.ts';
import {
	type ProgrammeQuestion,
	discontinuityQuestion,
	panelQuestion,
	seriesQuestion
} from './r-programme-questions.ts';
import { surveyLines } from './r-programme-survey.ts';
import { rComment } from './r-syntax.ts';

/** What was found, and what the script may read. */
export interface ProgrammeScriptOptions {
	/** Of the main outcome, as it is published. */
	readonly effect: EvaluationEffect | EvaluationRefusal;
	/** `panels/<id>.csv` is part of the release. */
	readonly panel: boolean;
	/** Published ones, of a design by surveys. */
	readonly figures?: readonly SurveyFigure[];
	/** Nobody was observed: said first. */
	readonly synthetic?: boolean;
}

/**
 * An R script that repeats the main estimate of a programme and prints it as `main effect`: from its
 * published panel or series, from published figures, or, of people, from the file of the producer.
 * Null where there is no estimate, where the panel is not published, and of few events, whose
 * randomisation test no other program repeats draw by draw.
 */
export function programmeScript(
	programme: Programme,
	options: ProgrammeScriptOptions
): string | null {
	const { effect, panel, figures = [] } = options;
	if (effect.kind === 'refused' || effect.inference === 'randomisation') return null;
	const main = programme.outcomes.find(({ role }) => role === 'main');
	if (!main) return null;
	const head = headOf(programme, effect, options);
	const published = { name: `${programme.id}.csv` };
	if (isOf(programme, 'panel'))
		return panel ? asked(panelQuestion(programme, main, effect.variance), published, head) : null;
	if (isOf(programme, 'series'))
		return panel ? asked(seriesQuestion(programme, main), published, head) : null;
	if (isOf(programme, 'survey')) {
		const own = figures.filter(({ indicator }) => indicator === main.indicator);
		return written(head, { lines: surveyLines(programme, own) });
	}
	if (isOf(programme, 'discontinuity')) {
		const file = producersFile(programme);
		const notes = [...head.notes, producersNote];
		return file ? asked(discontinuityQuestion(programme, main), file, { ...head, notes }) : null;
	}
	return isOf(programme, 'cohort') ? cohortScript(programme, head) : null;
}

const isOf = <Kind extends ProgrammeDesign['kind']>(
	programme: Programme,
	kind: Kind
): programme is ProgrammeWith<Kind> => programme.design.kind === kind;

interface Head {
	readonly title: string;
	readonly notes: readonly string[];
	readonly synthetic: boolean;
}

function headOf(
	{ title, citation, design, id }: Programme,
	{ estimate, standardError, variance }: EvaluationEffect,
	{ synthetic = false }: ProgrammeScriptOptions
): Head {
	const error = standardError === null ? '' : `, standard error ${standardError} (${variance})`;
	const source = {
		panel: `Reads panels/${id}.csv of the release.`,
		series: `Reads panels/${id}.csv of the release.`,
		survey: 'The figures are those of estimates.parquet of the release.'
	};
	const from = design.kind in source ? [source[design.kind as keyof typeof source]] : [];
	return {
		...{ title: wordsOf(title, 'en'), synthetic },
		notes: [
			nameOf(citation, 'en'),
			...from,
			`The page says of the main effect: ${estimate}${error}.`
		]
	};
}

const asked = (
	{ request, prepared, added, notes = [] }: ProgrammeQuestion,
	file: RImpactFile,
	head: Head
): string =>
	impactScript(request, file, { ...head, notes: [...head.notes, ...notes], prepared, added });

function cohortScript(programme: ProgrammeWith<'cohort'>, head: Head): string | null {
	const file = producersFile(programme);
	if (!file) return null;
	const notes = [...head.notes, producersNote];
	return written({ ...head, notes }, { file, lines: cohortLines(programme) });
}

interface Written {
	readonly file?: RImpactFile;
	readonly lines: readonly string[];
}

/** A script of its own lines, which tell `main effect`. */
function written({ title, notes, synthetic }: Head, { file, lines }: Written): string {
	const run = file
		? 'Rscript THIS_FILE [FOLDER OF THE DATA]. Needs R alone.'
		: 'Rscript THIS_FILE. Needs R alone.';
	return scriptOf([
		[
			...(synthetic ? ['SYNTHETIC DATA: nobody was observed.'] : []),
			...[title, ...notes, `Run with: ${run}`],
			'Prints CSV: a line an estimate, with its standard error and limits.'
		].flatMap(rComment),
		...(file ? [['# The data', ...folderLines({}), ...readLines(file)]] : []),
		['# The question', 'level <- 0.95', ...toldLines, ...lines],
		['# The answer', ...tellLines]
	]);
}
