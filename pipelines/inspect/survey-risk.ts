import { DataError } from '#lib/errors.ts';
import { isChanged } from '#lib/model/row-risk.ts';
import type { Survey } from '#lib/model/survey.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import { type Declarations, readDeclarations } from '../declarations/declarations.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import type { Paths } from '../paths.ts';
import { ArtefactCache } from '../release/artefact-cache.ts';
import { codeHash } from '../release/build-stamp.ts';
import { missingFiles, surveyUnits } from '../release/build-survey.ts';
import { contextOf, sourceFolder } from '../release/build-surveys.ts';
import { Progress } from '../release/progress.ts';
import { SourceHashes } from '../release/source-hashes.ts';
import { mayLeave } from '../steps/protect/may-leave.ts';
import type { UnitOnDisk } from '../steps/protect/rows/protect-units.ts';
import { refusalLines, uniqueText } from '../steps/protect/rows/row-refusals.ts';

/** What the public profile would publish of a declared survey; nothing is written but the cache. */
export async function surveyRiskText(id: string, paths: Paths): Promise<string> {
	const declarations = readDeclarations(paths.declarations);
	const ids = declarations.surveys.map(({ survey }) => survey.id);
	const declared = declarations.surveys.find(({ survey }) => survey.id === id);
	if (!declared) throw new DataError(unknownName('survey', id, ids));
	const { survey } = declared;
	const lines = [
		`${id}: ${survey.tier}${survey.synthetic ? ', synthetic' : ''}`,
		...ruleLines(survey, declarations),
		...(survey.tier === 'open'
			? await openLines(declared, declarations, paths)
			: closedLines(survey))
	];
	return `${lines.join('\n')}\n`;
}

function ruleLines(
	{ tier, protection }: Survey,
	{ disclosure, published }: Declarations
): string[] {
	const rules = disclosure.find(({ id }) => id === protection?.rules);
	if (!protection || !rules) return ['  declares no protection'];
	const k = protection.k ?? rules.k;
	const { minCases, minPsus, smallGroup, maxShareOfOne, rounding } = rules;
	const least =
		published.level === 'municipality' ? ` of ${published.minPopulation} people or more` : '';
	const ofFigures = [
		`  withheld: figures about fewer than ${minCases} people or ${minPsus} primary units, 0 % and 100 % of a sensitive`,
		`  question below ${smallGroup} people, totals of which one has more than ${maxShareOfOne}; counts are rounded to ${rounding.cases}`
	];
	return [
		`  rules ${rules.id}: k ${k}`,
		...(tier === 'open' ? [] : ofFigures),
		`  smallest area published: ${published.level}${least}`
	];
}

const figures = (id: string) =>
	`  figures: estimates.parquet, comparisons.parquet, report/${id}.json, catalogue.json`;

function closedLines(survey: Survey): string[] {
	const leaves = mayLeave(survey, 'public');
	return [
		'  rows: none',
		leaves ? figures(survey.id) : '  figures: none; catalogue.json says that there is the survey'
	];
}

async function openLines(
	declared: DeclaredSurvey,
	declarations: Declarations,
	paths: Paths
): Promise<string[]> {
	const { survey } = declared;
	const cache = new ArtefactCache(paths.cache, codeHash());
	const sources = await sourceFolder(declared, paths, cache);
	const missing = sources === undefined ? [] : missingFiles(survey, sources);
	if (sources === undefined || missing.length > 0)
		return [`  rows: not counted, source files are not here: ${missing.join(', ')}`];
	const { units } = await surveyUnits({
		...{ survey, sources, cache, profile: 'local', breaks: {} },
		context: contextOf(declarations),
		hashes: new SourceHashes(paths.sourceHashes),
		rejectsFolder: paths.rejects,
		progress: new Progress(1, () => {})
	});
	return [...units.flatMap(unitLines), figures(survey.id)];
}

function unitLines({ table, risk, csv }: UnitOnDisk): string[] {
	const { path, rows, concepts } = table;
	const files = csv === undefined ? path : `${path}, .csv`;
	const head = `  rows: ${files}, ${rows} rows, ${concepts.length} concepts`;
	if (!risk) return [head, '    not protected: nobody is in them'];
	const { belowK, k, keys, grouped, withheld, householdLinks, linkedByWeight } = risk;
	return [
		head,
		...(keys.length === 0 ? ['    no keys are declared'] : [`    ${uniqueText(risk)}`]),
		...keys.map(
			({ concept, uniqueWithout }) => `      without ${concept} ${uniqueWithout} would be`
		),
		`    in groups of fewer than ${k}: ${belowK} rows`,
		...grouped.map(
			({ concept, of, into, because, rows: n }) =>
				`    ${concept}: ${of.join(', ')} become ${into} (${because}), ${n} rows`
		),
		...withheld.map(
			({ concept, rows: n }) => `    ${concept}: withheld of ${n} who may be under 18`
		),
		...(isChanged(risk) ? [] : ['    nothing is grouped or withheld']),
		`    codes of households: ${householdLinks}${linkedByWeight ? `; their weight tells ${linkedByWeight} all the same` : ''}`,
		...refusalLines(risk).map((line) => `    stops a public build: ${line}`)
	];
}
