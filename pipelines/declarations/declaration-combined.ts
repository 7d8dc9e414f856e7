import type { Path } from '#lib/model/problems.ts';
import type { Mapping, Survey } from '#lib/model/survey.ts';
import { type References, type Report, checkCategories } from './declaration-references.ts';

/** That what is combined is mapped of the same units, has the category that counts, and is told no more freely. */
export function checkCombined({ mappings }: Survey, references: References, report: Report) {
	mappings.forEach((mapping, i) => {
		const { combines } = mapping;
		if (!combines) return;
		const at: Path = ['mappings', i, 'combines'];
		const concepts = references.read.concepts.declared;
		const isSensitive = concepts.get(mapping.concept)?.value.sensitive ?? false;
		const seen = new Set<string>();
		for (const set of combines.within ?? [])
			if (!(set in combines.sets)) report([...at, 'within'], `not one of the sets: ${set}`);
		for (const [set, ids] of Object.entries(combines.sets))
			ids.forEach((id, j) => {
				const here: Path = [...at, 'sets', set, j];
				const own: Report = (path, message) => report([...here, ...path], message);
				if (seen.has(id)) own([], `stands in the sets already: ${id}`);
				seen.add(id);
				const concept = references.find('concepts', id, (message) => own([], message));
				if (!concept) return;
				if (!isMapped(id, mapping, mappings))
					own([], `not mapped, from a variable, for the units of ${mapping.concept}: ${id}`);
				if (concept.kind === 'number') own([], `a number, it has no categories: ${id}`);
				else checkCategories(concept, [combines.category], own, () => []);
				if (concept.sensitive && !isSensitive)
					own([], `sensitive, so that ${mapping.concept} has to be too: ${id}`);
			});
	});
}

const isMapped = (id: string, { units }: Mapping, mappings: readonly Mapping[]) =>
	units.every((unit) =>
		mappings.some((one) => one.concept === id && !one.combines && one.units.includes(unit))
	);
