import type { Correction } from '#lib/model/correction.ts';
import type { ExploreDefaults, ExploreView } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Path } from '#lib/model/problems.ts';
import { calibrationColumns } from '#lib/model/sampling.ts';
import type { Mapping, Survey } from '#lib/model/survey.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import { checkBaseline, checkFrame } from './declaration-baselines.ts';
import { checkBoard } from './declaration-boards.ts';
import { checkAgeBins } from './declaration-bins.ts';
import { checkCombined } from './declaration-combined.ts';
import { checkFramework } from './declaration-frameworks.ts';
import type { DeclaredOf, KindName } from './declaration-kinds.ts';
import { checkPlan } from './declaration-plan.ts';
import type { Problem } from './declaration-problem.ts';
import { checkProgramme } from './declaration-programmes.ts';
import { checkProtection } from './declaration-protection.ts';
import { checkOverrides, checkProperties } from './declaration-properties.ts';
import { checkQuestionnaires, checkRecommended } from './declaration-questions.ts';
import type { Declared, ReadKinds } from './declaration-reader.ts';
import { References, type Report, checkCategories } from './declaration-references.ts';
import { checkRegister } from './declaration-registers.ts';
import { checkSeries } from './declaration-series.ts';
import { checkShapes } from './declaration-shapes.ts';
import { checkSurveyChecks } from './declaration-survey-checks.ts';
import { checkBlocs } from './declaration-territories.ts';

type Check<Value> = (value: Value, references: References, report: Report) => void;

/** What one schema cannot see: references between declarations, of the files that are in order. */
export function crossCheck(read: ReadKinds, today: Date): Problem[] {
	const references = new References(read, today);
	const each = <Name extends KindName>(kind: Name, check: Check<DeclaredOf<Name>>) => {
		const all: Iterable<Declared<DeclaredOf<Name>>> = read[kind].declared.values();
		for (const one of all) check(one.value, references, references.reporter(one));
	};
	each('indicators', checkIndicator);
	each('surveys', checkSurvey);
	each('recommended', checkRecommended);
	each('comparability', checkOverrides);
	each('baselines', checkBaseline);
	each('frame', checkFrame);
	each('territories', checkBlocs);
	each('registers', checkRegister);
	each('series', checkSeries);
	each('programmes', checkProgramme);
	each('frameworks', checkFramework);
	each('boards', checkBoard);
	each('shapes', checkShapes);
	each('corrections', checkCorrections);
	each('estimates', checkPlan);
	each('explore', checkExplore);
	checkQuestionnaires(references);
	return [...references.problems, ...references.unchecked()];
}

/** Reports what is below a path. */
const within =
	(report: Report, at: Path): Report =>
	(path, message, part) =>
		report([...at, ...path], message, part);

function checkIndicator(indicator: Indicator, references: References, report: Report) {
	const concept = references.find('concepts', indicator.concept, (message) =>
		report(['concept'], message)
	);
	if (!concept) return;
	if (indicator.statistic === 'mean') {
		if (concept.kind !== 'number')
			report(['concept'], `a mean needs a number concept: ${concept.id}`);
	} else checkCategories(concept, indicator.numerator, within(report, ['numerator']));
}

function checkSurvey(survey: Survey, references: References, report: Report) {
	const files = survey.files.map(({ id }) => id);
	const units = survey.design.units.map((unit) => unit.id);
	const checkFile = (file: string, path: Path) => {
		if (!files.includes(file)) report(path, unknownName('file', file, files));
	};
	survey.design.units.forEach(({ file, frame }, i) => {
		const at = ['design', 'units', i];
		checkFile(file, [...at, 'file']);
		if (frame === undefined) return;
		checkFile(frame, [...at, 'frame']);
		if (frame === file) report([...at, 'frame'], `the file of the unit itself: ${frame}`);
		if (survey.tier === 'open')
			report(
				[...at, 'frame'],
				'not of an open survey, whose rows would hold some that are no units'
			);
	});
	survey.files.forEach(({ id, joins, key, absent }, i) => {
		const at = ['files', i];
		if (files.indexOf(id) !== i) report([...at, 'id'], `a file of the survey has this id: ${id}`);
		if (joins === undefined) return;
		checkFile(joins, [...at, 'joins']);
		if (key.length === 0) report([...at, 'key'], 'a joined file needs a key');
		if (absent === undefined)
			report([...at, 'absent'], 'a joined file says what an absent row means');
	});
	survey.mappings.forEach((mapping, i) => {
		const at = ['mappings', i];
		checkFile(mapping.file, [...at, 'file']);
		mapping.units.forEach((unit, j) => {
			if (!units.includes(unit)) report([...at, 'units', j], `unit without a design: ${unit}`);
		});
		checkMapping(mapping, absenceOf(survey, mapping), references, within(report, at));
		const concept = references.read.concepts.declared.get(mapping.concept)?.value;
		const surveyed = mapping.properties?.ages ?? survey.properties?.ages;
		if (concept) checkAgeBins(mapping, concept, { surveyed, report: within(report, at) });
	});
	checkCombined(survey, references, report);
	checkRepeats(survey, report);
	checkCalibration(survey, report);
	checkProperties(survey, references, report);
	checkSurveyChecks(survey, references, report);
	checkProtection(survey, references, report);
}

const absenceOf = ({ files }: Survey, { file, absent }: Mapping) =>
	absent ?? files.find(({ id }) => id === file)?.absent;

function checkMapping(
	mapping: Mapping,
	absence: ReturnType<typeof absenceOf>,
	references: References,
	report: Report
) {
	const { concept: id, codes = {}, bins = [], present, any, missing } = mapping;
	const concept = references.find('concepts', id, (message) => report(['concept'], message));
	if (!concept) return;
	if ((concept.kind === 'number') !== (mapping.range !== undefined))
		return report(
			['concept'],
			`${concept.id} is a ${concept.kind}: range belongs to numbers, the rest to categories`
		);
	const check = (path: Path, ids: readonly string[], at?: (i: number) => Path) =>
		checkCategories(concept, ids, within(report, path), at);
	check(['codes'], Object.values(codes), (i) => [Object.keys(codes)[i] ?? '']);
	const ofBins = bins.map(({ category }) => category);
	check(['bins'], ofBins, (i) => [i, 'category']);
	if (present !== undefined) check(['present'], [present], () => []);
	if (any) check(['any', 'category'], [any.category], () => []);
	if (any) check(['any', 'otherwise'], [any.otherwise], () => []);
	if (mapping.otherwise !== undefined) check(['otherwise'], [mapping.otherwise], () => []);
	if (absence === 'no') check(['absent'], ['no'], () => []);
	for (const code of Object.keys(missing).filter((code) => Object.hasOwn(codes, code)))
		report(['missing', code], `code stands in codes too: ${code}`, 'key');
}

function checkExplore(
	{ views, examples, profile }: ExploreDefaults,
	references: References,
	report: Report
) {
	const { declared, broken } = references.read.surveys;
	if (views.length === 0 && declared.size + broken.size > 0)
		report(['views'], 'surveys are declared, so the explorer needs a view to open with: []');
	views.forEach((view, i) => checkView(view, references, within(report, ['views', i])));
	examples.forEach(({ view }, i) =>
		checkView(view, references, within(report, ['examples', i, 'view']))
	);
	if (profile !== undefined)
		references.find('quality', profile, (message) => report(['profile'], message));
}

function checkView(view: ExploreView, references: References, report: Report) {
	const { survey, also, indicator, of, by, across, where } = view;
	references.find('surveys', survey, (message) => report(['survey'], message));
	also.forEach((id, i) =>
		references.find('surveys', id, (message) => report(['also', i], message))
	);
	if (indicator !== undefined)
		references.find('indicators', indicator, (message) => report(['indicator'], message));
	if (of) references.find('concepts', of.concept, (message) => report(['of', 'concept'], message));
	if (across !== undefined)
		references.find('concepts', across, (message) => report(['across'], message));
	by.forEach((id, i) => references.find('concepts', id, (message) => report(['by', i], message)));
	where.forEach(({ concept: id, categories }, i) => {
		const at = ['where', i];
		const concept = references.find('concepts', id, (message) =>
			report([...at, 'concept'], message)
		);
		if (concept) checkCategories(concept, categories, within(report, [...at, 'categories']));
	});
}

/** What of a corrected figure names something that is declared. */
const correctedNames = [
	['indicator', 'indicators'],
	['series', 'series'],
	['programme', 'programmes'],
	['survey', 'surveys']
] as const;

function checkCorrections(all: readonly Correction[], references: References, report: Report) {
	type Kind = (typeof correctedNames)[number][1];
	const check = (kind: Kind, id: string | undefined, path: Path) => {
		if (id !== undefined) references.find(kind, id, (message) => report(path, message));
	};
	all.forEach((notice, i) => {
		for (const kind of ['indicators', 'series', 'programmes'] as const)
			notice[kind].forEach((id, j) => check(kind, id, [i, kind, j]));
		notice.figures.forEach((figure, j) => {
			for (const [field, kind] of correctedNames)
				check(kind, figure[field], [i, 'figures', j, field]);
		});
	});
}

/** Totals are known of concepts that the survey maps for the unit: only those are published. */
function checkCalibration({ design, mappings }: Survey, report: Report) {
	design.units.forEach(({ id, calibration }, i) => {
		const mapped = mappings.filter(({ units }) => units.includes(id)).map((one) => one.concept);
		calibration.forEach((one, j) => {
			const { categories, numbers } = calibrationColumns(one);
			for (const name of [...categories, ...numbers].filter((name) => !mapped.includes(name)))
				report(['design', 'units', i, 'calibration', j], `not a concept mapped for ${id}: ${name}`);
		});
	});
}

function checkRepeats({ mappings }: Survey, report: Report) {
	const seen = new Set<string>();
	mappings.forEach(({ concept, units }, i) => {
		for (const unit of units) {
			const key = `${concept} of ${unit}`;
			if (seen.has(key)) report(['mappings', i], `mapped twice: ${key}`);
			seen.add(key);
		}
	});
}
