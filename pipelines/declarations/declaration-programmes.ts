import type { Path } from '#lib/model/problems.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { Programme } from '#lib/model/programme.ts';
import { isBelow } from '#lib/model/territory.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import { programmeScenarios } from '../simulate/programmes/programme-simulation.ts';
import { checkProgrammeSeries } from './declaration-programme-series.ts';
import type { References, Report } from './declaration-references.ts';

/** That a programme speaks of what is declared, and promises nothing that may not be published. */
export function checkProgramme(programme: Programme, references: References, report: Report) {
	const { country, origin, design } = programme;
	const countries = references.territories('country');
	if (!countries.has(country)) report(['country'], unknownName('country', country, countries));
	if (origin.kind === 'simulated' && !programmeScenarios.includes(origin.scenario))
		report(['origin', 'scenario'], unknownName('scenario', origin.scenario, programmeScenarios));
	checkFiles(programme, report);
	checkTier(programme, references, report);
	checkProgrammeSeries(programme, references, report);
	if (design.kind === 'survey') checkSurveys(programme, design, references, report);
	if (design.kind === 'cohort') {
		const at = ['design', 'disclosure'];
		const rules = references.find('disclosure', design.disclosure, (why) => report(at, why));
		if (rules && !rules.curves) report(at, `rules without curves: ${design.disclosure}`);
		checkCauses(programme, design, report);
	}
}

function checkFiles({ files }: Programme, report: Report) {
	files.forEach(({ id, path }, i) => {
		if (files.findIndex((other) => other.id === id) !== i)
			report(['files', i, 'id'], `a file of the programme has this id: ${id}`);
		if (files.findIndex((other) => other.path === path) !== i)
			report(['files', i, 'path'], `a file of the programme has this path: ${path}`);
	});
}

/** What leaves with an open programme is its panel, row by row. */
function checkTier({ tier, design }: Programme, references: References, report: Report) {
	if (tier !== 'open') return;
	if (design.kind === 'cohort' || design.kind === 'discontinuity')
		report(['tier'], 'rows of people are not published, so that it is protected or local: open');
	if (design.kind !== 'panel') return;
	const { named, level } = design.table;
	const [published] = references.read.published.declared.values();
	const smallest = published?.value.level ?? 'country';
	const at = ['design', 'table', 'named'];
	if (named && level === undefined)
		report(at, 'units that are named in what is open say what they are, in level: true');
	else if (named && level !== undefined && isBelow(level, smallest))
		report(
			at,
			`units below the published level, ${smallest}, have no names in what is open: ${level}`
		);
}

/** A cause is the outcome or competes with it; no text of the file means two of them. */
function checkCauses({ outcomes }: Programme, design: DesignOf<'cohort'>, report: Report) {
	const { cause, competing, censored } = design;
	const known = [cause, ...competing].map(({ id }) => id);
	outcomes.forEach((outcome, i) => {
		if (outcome.cause !== undefined && !known.includes(outcome.cause))
			report(['outcomes', i, 'cause'], unknownName('cause', outcome.cause, known));
		if ((outcome.cause !== undefined) !== (outcome.scale.kind === 'event'))
			report(
				['outcomes', i, 'scale'],
				`event belongs to causes, and to nothing else: ${outcome.scale.kind}`
			);
	});
	const texts: [Path, string][] = [
		...cause.codes.map((code, c): [Path, string] => [['design', 'cause', 'codes', c], code]),
		...competing.flatMap(({ codes }, i) =>
			codes.map((code, c): [Path, string] => [['design', 'competing', i, 'codes', c], code])
		),
		...censored.map((code, c): [Path, string] => [['design', 'censored', c], code])
	];
	texts.forEach(([path, text], i) => {
		if (texts.findIndex(([, other]) => other === text) !== i)
			report(path, `stands for something else already: ${text}`);
	});
}

function checkSurveys(
	{ country, outcomes }: Programme,
	design: DesignOf<'survey'>,
	references: References,
	report: Report
) {
	const territories = references.territories();
	for (const group of ['treated', 'comparison'] as const)
		design[group].forEach((id, i) => {
			const at = ['design', group, i];
			if (!territories.has(id)) report(at, unknownName('territory', id, territories));
			if (group === 'comparison' && design.treated.includes(id))
				report(at, `stands in treated too: ${id}`);
		});
	const surveys = surveysOf(design, references, report);
	for (const { survey, path } of surveys)
		if (survey.country !== country)
			report(path, `of another country, ${survey.country}: ${survey.id}`);
	surveys.forEach(({ survey, path }, i) => {
		const last = surveys[i - 1]?.survey;
		if (last && last.fieldwork.start >= survey.fieldwork.start)
			report(path, `not later than ${last.id}, which stands before it: ${survey.id}`);
	});
	outcomes.forEach(({ indicator, changed }, i) => {
		if (indicator === undefined) return;
		const own: Report = (path, message) => report(['outcomes', i, ...path], message);
		checkIndicator({ indicator, saysSo: changed.length > 0 }, surveys, references, own);
	});
}

function surveysOf(design: DesignOf<'survey'>, references: References, report: Report) {
	return (['before', 'after'] as const).flatMap((when) =>
		design[when].flatMap((id, i) => {
			const path: Path = ['design', when, i];
			const survey = references.find('surveys', id, (message) => report(path, message));
			return survey ? [{ survey, path }] : [];
		})
	);
}

interface AskedIndicator {
	readonly indicator: string;
	/** The outcome declares the change. */
	readonly saysSo: boolean;
}

/** An indicator that every survey has an answer to, asked in the same words, or said to be asked in others. */
function checkIndicator(
	{ indicator: id, saysSo }: AskedIndicator,
	surveys: ReturnType<typeof surveysOf>,
	references: References,
	report: Report
) {
	const indicator = references.find('indicators', id, (why) => report(['indicator'], why));
	if (!indicator) return;
	const { concept } = indicator;
	for (const { survey } of surveys)
		if (!survey.mappings.some((mapping) => mapping.concept === concept))
			report(['indicator'], `not asked by ${survey.id}: ${id}`);
	const wordings = surveys.flatMap(({ survey }) => {
		const questions = references.read.questions.declared.get(survey.id)?.value ?? [];
		const found = questions.find((question) => question.concept === concept);
		return found ? [{ survey: survey.id, wording: found.wording }] : [];
	});
	const other = wordings.find(({ wording }) => wording !== wordings[0]?.wording);
	if (other && !saysSo)
		report(
			['indicator'],
			`asked in other words by ${other.survey}, which changed does not say: ${id}`
		);
}
