import type { Concept } from '#lib/model/concept.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { ExploreDefaults } from '#lib/model/explore-view.ts';
import type { QualityProfile } from '#lib/model/quality-profile.ts';
import { calibrationColumns } from '#lib/model/sampling.ts';
import type { Mapping, Survey } from '#lib/model/survey.ts';
import type { DeclaredSurvey, Problem } from './declared-survey.ts';

export interface CrossCheckOptions {
	readonly surveys: readonly DeclaredSurvey[];
	readonly concepts: ReadonlyMap<string, Concept>;
	readonly indicators: readonly Indicator[];
	readonly quality: readonly QualityProfile[];
	readonly explore: ExploreDefaults | undefined;
}

type Report = (path: string, message: string) => void;

/** What one schema cannot see: references between declarations. */
export function crossCheck(options: CrossCheckOptions): Problem[] {
	const { surveys, concepts, indicators, quality, explore } = options;
	const problems: Problem[] = [];
	const reporter =
		(file: string): Report =>
		(path, message) =>
			problems.push({ file, path, message });
	for (const indicator of indicators)
		checkIndicator(indicator, concepts, reporter(`indicators/${indicator.id}.yaml`));
	for (const declared of surveys) checkSurvey(declared, concepts, reporter(declared.file));
	if (explore?.profile !== undefined && !quality.some(({ id }) => id === explore.profile))
		reporter('explore.yaml')('profile', `unknown quality profile: ${explore.profile}`);
	return problems;
}

function checkIndicator(
	indicator: Indicator,
	concepts: ReadonlyMap<string, Concept>,
	report: Report
) {
	const concept = concepts.get(indicator.concept);
	if (!concept) return report('concept', `unknown concept: ${indicator.concept}`);
	if (indicator.statistic === 'mean') {
		if (concept.kind !== 'number')
			report('concept', `a mean needs a number concept: ${concept.id}`);
	} else checkCategories(concept, indicator.numerator, 'numerator', report);
}

function checkCategories(concept: Concept, ids: readonly string[], path: string, report: Report) {
	if (concept.kind !== 'category')
		return report(path, `${concept.id} is a number, it has no categories`);
	const known = concept.categories.map((category) => category.id);
	for (const id of ids.filter((id) => !known.includes(id)))
		report(path, `unknown category of ${concept.id}: ${id} (has ${known.join(', ')})`);
}

function checkSurvey(
	{ survey, questions }: DeclaredSurvey,
	concepts: ReadonlyMap<string, Concept>,
	report: Report
) {
	const files = new Map(survey.files.map((file) => [file.id, file]));
	const units = survey.design.units.map((unit) => unit.id);
	survey.design.units.forEach(({ file }, i) => {
		if (!files.has(file)) report(`design.units.${i}.file`, `unknown file: ${file}`);
	});
	survey.files.forEach(({ joins, key, absent }, i) => {
		if (joins === undefined) return;
		if (!files.has(joins)) report(`files.${i}.joins`, `unknown file: ${joins}`);
		if (key.length === 0) report(`files.${i}.key`, 'a joined file needs a key');
		if (absent === undefined)
			report(`files.${i}.absent`, 'a joined file says what an absent row means');
	});
	survey.mappings.forEach((mapping, i) => {
		const at = `mappings.${i}`;
		if (!files.has(mapping.file)) report(`${at}.file`, `unknown file: ${mapping.file}`);
		for (const unit of mapping.units.filter((unit) => !units.includes(unit)))
			report(`${at}.units`, `unit without a design: ${unit}`);
		checkMapping(mapping, absenceOf(survey, mapping), concepts, (path, message) =>
			report(path === '' ? at : `${at}.${path}`, message)
		);
	});
	checkRepeats(survey, report);
	checkCalibration(survey, report);
	questions.forEach(({ concept }, i) => {
		if (!concepts.has(concept))
			report(`questions.yaml ${i}.concept`, `unknown concept: ${concept}`);
	});
}

const absenceOf = ({ files }: Survey, { file, absent }: Mapping) =>
	absent ?? files.find(({ id }) => id === file)?.absent;

function checkMapping(
	mapping: Mapping,
	absence: ReturnType<typeof absenceOf>,
	concepts: ReadonlyMap<string, Concept>,
	report: Report
) {
	const concept = concepts.get(mapping.concept);
	if (!concept) return report('concept', `unknown concept: ${mapping.concept}`);
	if ((concept.kind === 'number') !== (mapping.range !== undefined))
		return report(
			'',
			`${concept.id} is a ${concept.kind}: range belongs to numbers, the rest to categories`
		);
	if (mapping.codes) checkCategories(concept, Object.values(mapping.codes), 'codes', report);
	if (mapping.bins)
		checkCategories(
			concept,
			mapping.bins.map((b) => b.category),
			'bins',
			report
		);
	if (mapping.present) checkCategories(concept, [mapping.present], 'present', report);
	if (absence === 'no') checkCategories(concept, ['no'], 'absent', report);
	for (const code of Object.keys(mapping.missing).filter(
		(code) => mapping.codes && code in mapping.codes
	))
		report('missing', `code stands in codes too: ${code}`);
}

/** Totals are known of concepts that the survey maps for the unit: only those are published. */
function checkCalibration({ design, mappings }: Survey, report: Report) {
	design.units.forEach(({ id, calibration }, i) => {
		const mapped = mappings.filter(({ units }) => units.includes(id)).map((one) => one.concept);
		for (const one of calibration) {
			const { categories, numbers } = calibrationColumns(one);
			for (const name of [...categories, ...numbers].filter((name) => !mapped.includes(name)))
				report(`design.units.${i}.calibration`, `not a concept mapped for ${id}: ${name}`);
		}
	});
}

function checkRepeats({ mappings }: Survey, report: Report) {
	const seen = new Set<string>();
	mappings.forEach(({ concept, units }, i) => {
		for (const unit of units) {
			const key = `${concept} of ${unit}`;
			if (seen.has(key)) report(`mappings.${i}`, `mapped twice: ${key}`);
			seen.add(key);
		}
	});
}
