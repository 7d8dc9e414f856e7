import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { Path } from '#lib/model/problems.ts';
import { type References, type Report, checkCategories } from './declaration-references.ts';

/** That the plan of estimates speaks of concepts with categories, and of surveys that there are. */
export function checkPlan(plan: EstimatePlan, references: References, report: Report) {
	const categorical = (id: string, path: Path) => {
		const concept = references.find('concepts', id, (message) => report(path, message));
		if (concept?.kind === 'number') report(path, `a number, it has no categories: ${id}`);
		return concept;
	};
	plan.territories.forEach((id, i) => categorical(id, ['territories', i]));
	plan.breakdowns.forEach((id, i) => categorical(id, ['breakdowns', i]));
	plan.pairs.forEach((pair, i) => pair.forEach((id, j) => categorical(id, ['pairs', i, j])));
	plan.comparisons.forEach((comparison, i) => {
		const at = ['comparisons', i];
		const { of, against } = comparison;
		if (of === against) report([...at, 'against'], `the same as what is compared with it: ${of}`);
		if (comparison.kind === 'groups') {
			const concept = categorical(comparison.concept, [...at, 'concept']);
			const sides: Report = (path, message) => report([...at, ...path], message);
			if (concept?.kind === 'category')
				checkCategories(concept, [of, against], sides, (side) => [sideNames[side] ?? 'of']);
		} else
			for (const side of sideNames)
				references.find('surveys', comparison[side], (message) => report([...at, side], message));
	});
}

const sideNames = ['of', 'against'] as const;
