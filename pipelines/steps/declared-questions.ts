import type { UnitTable } from '#lib/model/catalogue.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { DomainKey } from '#lib/model/estimate.ts';
import type { EstimateRequestInput } from '#lib/model/estimate-request.ts';
import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import { viewRequest } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type DeclaredTable, declaredTables, dimensionsOf, hasTable } from './declared-tables.ts';

/** One question that a release answers of every survey that can. */
export interface Asked extends DeclaredTable {
	readonly indicator: Indicator;
}

export interface QuestionContext {
	readonly survey: Pick<Survey, 'id' | 'country' | 'fieldwork'>;
	readonly plan: EstimatePlan;
	readonly indicators: readonly Indicator[];
	/** The quality profile by which estimates are labelled. */
	readonly profile?: string | undefined;
}

/** The questions about a unit: only concepts that it has, and none broken down by itself. */
export function questionsOf({ plan, indicators }: QuestionContext, table: UnitTable): Asked[] {
	const has = (concept: string) => table.concepts.includes(concept);
	return indicators
		.filter(({ unit, concept }) => unit === table.unit && has(concept))
		.flatMap((indicator) =>
			declaredTables(plan, (one) => has(one) && one !== indicator.concept)
				.filter((asked) => hasTable(plan, indicator.concept, asked))
				.map((asked) => ({ ...asked, indicator }))
		);
}

export const requestOf = (
	{ indicator, ...table }: Asked,
	{ survey, profile }: QuestionContext
): EstimateRequestInput =>
	viewRequest(
		{ survey: survey.id, by: dimensionsOf(table), where: [], unsure: 'auto' },
		indicatorMeasure(indicator),
		profile
	);

/** What names the figure of a domain in the tables of a release, and whom it is about. */
export function placeOf(
	{ indicator, territory, by }: Asked,
	domain: DomainKey,
	{ survey, table }: Pick<QuestionContext, 'survey'> & { readonly table: UnitTable }
) {
	const categoryOf = (concept: string | undefined) =>
		domain.find((one) => one.concept === concept)?.category ?? '';
	const [first = '', second = ''] = by;
	return {
		indicator: indicator.id,
		source: survey.id,
		territory: territory === undefined ? survey.country : categoryOf(territory),
		period: survey.fieldwork.start.slice(0, 4),
		...{ by_1: first, category_1: categoryOf(first) },
		...{ by_2: second, category_2: categoryOf(second) },
		unit: table.unit,
		weight: table.weights[0]?.id ?? ''
	};
}
