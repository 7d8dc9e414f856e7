import type { Path } from '#lib/model/problems.ts';
import type { SurveyCheck } from '#lib/model/survey-check.ts';
import type { Survey } from '#lib/model/survey.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import { type References, type Report, checkCategories } from './declaration-references.ts';

/** That the checks of a survey speak of its files, its weights and the concepts that it maps. */
export function checkSurveyChecks(survey: Survey, references: References, report: Report) {
	const files = survey.files.map(({ id }) => id);
	survey.checks.forEach((check, i) => {
		const own: Report = (path, message) => report(['checks', i, ...path], message);
		if ('file' in check) {
			if (!files.includes(check.file)) own(['file'], unknownName('file', check.file, files));
			if ('min' in check && check.min > check.max)
				own(['max'], `below the minimum, ${check.min}: ${check.max}`);
		} else checkWeighted(check, survey, references, own);
	});
}

type Weighted = Extract<SurveyCheck, { kind: 'weighted-total' | 'published-figure' }>;

function checkWeighted(check: Weighted, survey: Survey, references: References, report: Report) {
	const unit = survey.design.units.find(({ id }) => id === check.unit);
	if (!unit) return report(['unit'], `unit without a design: ${check.unit}`);
	const weights = unit.weights.map(({ id }) => id);
	if (check.weight !== undefined && !weights.includes(check.weight))
		report(['weight'], unknownName(`weight of ${unit.id}`, check.weight, weights));
	const mapped = survey.mappings
		.filter(({ units }) => units.includes(unit.id))
		.map(({ concept }) => concept);
	const checkConcept = (id: string, path: Path, categories: readonly string[], name: string) => {
		const at = [...path, 'concept'];
		const concept = references.find('concepts', id, (message) => report(at, message));
		if (concept && !mapped.includes(id)) report(at, `not mapped for ${unit.id}: ${id}`);
		if (concept)
			checkCategories(concept, categories, (rest, message) =>
				report([...path, name, ...rest], message)
			);
	};
	check.where.forEach(({ concept, categories }, i) =>
		checkConcept(concept, ['where', i], categories, 'categories')
	);
	if (check.kind === 'weighted-total') return;
	const { measure } = check;
	const numerator = 'numerator' in measure ? (measure.numerator ?? []) : [];
	checkConcept(measure.concept, ['measure'], numerator, 'numerator');
}
