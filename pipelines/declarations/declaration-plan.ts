import { isDeepStrictEqual } from 'node:util';
import type { DeclaredComparison, EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { Path } from '#lib/model/problems.ts';
import { type References, type Report, checkCategories } from './declaration-references.ts';

/** That the plan of estimates speaks of concepts with categories, and of surveys that there are. */
export function checkPlan(plan: EstimatePlan, references: References, report: Report) {
	const categorical = (id: string, path: Path) => {
		const concept = references.find('concepts', id, (message) => report(path, message));
		if (concept?.kind === 'number') report(path, `a number, it has no categories: ${id}`);
		return concept;
	};
	const known = new Set(
		[...references.read.territories.declared.values()].flatMap(({ value }) =>
			value.territories.map(({ id }): string => id)
		)
	);
	plan.territories.forEach((id, i) => {
		const concept = categorical(id, ['territories', i]);
		if (concept?.kind !== 'category') return;
		const strange = concept.categories.map((one) => one.id).filter((one) => !known.has(one));
		if (strange.length > 0)
			report(['territories', i], `not in data/territories: ${strange.join(', ')}`);
	});
	plan.breakdowns.forEach((id, i) => categorical(id, ['breakdowns', i]));
	plan.wholeOnly.forEach((id, i) => categorical(id, ['wholeOnly', i]));
	const alone = [...plan.breakdowns, ...plan.territories];
	plan.pairs.forEach((pair, i) =>
		pair.forEach((id, j) => {
			const at = ['pairs', i, j];
			// Protection knows the tables of the plan: a sum that is none of them would go unguarded.
			const isCategory = categorical(id, at)?.kind === 'category';
			if (isCategory && !alone.includes(id)) report(at, unpublishedMargin(id, pair));
		})
	);
	plan.comparisons.forEach((comparison, i) => {
		const at = ['comparisons', i];
		const own: Report = (path, message) => report([...at, ...path], message);
		const { of, against } = comparison;
		const first = plan.comparisons.findIndex((one) => isDeepStrictEqual(one, comparison));
		if (first < i) own([], `stands in the list already: ${of}, ${against}`);
		if (of === against) own(['against'], `the same as what is compared with it: ${of}`);
		if (comparison.kind !== 'groups') return checkSurveys(comparison, references, own);
		const concept = categorical(comparison.concept, [...at, 'concept']);
		if (concept?.kind === 'category')
			checkCategories(concept, [of, against], own, (side) => [sideNames[side] ?? 'of']);
	});
}

const unpublishedMargin = (id: string, pair: readonly string[]) =>
	`a margin that is not published, but follows from the cells of ${pair.join(' and ')}; add it to breakdowns: ${id}`;

const sideNames = ['of', 'against'] as const;

type ComparedSurveys = Exclude<DeclaredComparison, { kind: 'groups' }>;

function checkSurveys(comparison: ComparedSurveys, references: References, report: Report) {
	const [of, against] = sideNames.map((side) =>
		references.find('surveys', comparison[side], (message) => report([side], message))
	);
	if (!of || !against || of.id === against.id) return;
	if (comparison.kind === 'countries' && of.series === against.series)
		report(['kind'], `two waves of one series, which is kind waves: ${of.series}`);
}
