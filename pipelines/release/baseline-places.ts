import type { BaselinePlace } from '#lib/model/baseline-page.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { Localized } from '#lib/model/localized.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { publishedTerritories } from '../steps/protect/figures/published-territories.ts';
import type { PublishableSurvey } from './protected-figures.ts';

interface Named {
	readonly id: string;
	readonly name: Localized;
	readonly level: BaselinePlace['level'];
}

/**
 * Territories of which the release has figures, as far as figures of their size are published: each
 * country before its parts, by id.
 */
export function baselinePlaces(
	declarations: Pick<Declarations, 'territories' | 'published' | 'estimates' | 'concepts'>,
	built: readonly PublishableSurvey[],
	estimates: readonly EstimateRow[]
): BaselinePlace[] {
	const published = new Set(publishedTerritories(declarations.territories, declarations.published));
	const countryOf = new Map(built.map(({ declared: { survey } }) => [survey.id, survey.country]));
	const conceptOf = territoryConcepts(declarations);
	const names = namesOf(declarations);
	const places = new Map<string, BaselinePlace>();
	for (const { territory, source, synthetic } of estimates) {
		const country = countryOf.get(source);
		if (country === undefined || !(territory === country || published.has(territory))) continue;
		const known = places.get(territory);
		const { name, level } = names.get(territory) ?? {
			...{ name: { es: territory, en: territory, pt: territory, fr: territory } },
			level: 'country' as const
		};
		places.set(territory, {
			...{ id: territory, name, level, country },
			concept: territory === country ? '' : (conceptOf.get(territory) ?? ''),
			synthetic: synthetic || (known?.synthetic ?? false)
		});
	}
	return [...places.values()].sort(
		(a, b) =>
			a.country.localeCompare(b.country) ||
			Number(a.id !== a.country) - Number(b.id !== b.country) ||
			a.id.localeCompare(b.id)
	);
}

const namesOf = ({ territories }: Pick<Declarations, 'territories'>) =>
	new Map(
		territories.flatMap(({ level, territories: all }) =>
			all.map(({ id, name }): [string, Named] => [id, { id, name, level }])
		)
	);

/** The concept of the plan that has a territory as a category. */
function territoryConcepts({
	estimates,
	concepts
}: Pick<Declarations, 'estimates' | 'concepts'>): Map<string, string> {
	return new Map(
		estimates.territories.flatMap((id) => {
			const concept = concepts.get(id);
			return concept?.kind === 'category'
				? concept.categories.map((category): [string, string] => [category.id, id])
				: [];
		})
	);
}
