import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import {
	type ExclusionFigures,
	type ExclusionSeries,
	exclusionPage
} from '#lib/model/exclusion-page.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import { type EntryOf, entriesOf } from '#lib/model/registers/registers.ts';
import type { Combination, Mapping, Survey } from '#lib/model/survey.ts';
import type { Declarations } from '../declarations/declarations.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import { ownArtefact } from './release-files.ts';
import { rowsOfFile } from './table-file.ts';

export const exclusionPath = 'pages/exclusion.json';

type Combining = Mapping & { readonly combines: Combination };

interface Context {
	readonly factors: readonly EntryOf<'exclusion'>[];
	readonly axes: ExclusionSeries['axes'];
	readonly indicators: readonly Indicator[];
	readonly estimates: readonly EstimateRow[];
	readonly comparisons: readonly ComparisonRow[];
}

/**
 * The figures of the exclusion matrix, by series of surveys: every number is a row of a table of the
 * release, protected. None where no register of factors is declared.
 */
export async function exclusionArtefacts(
	declarations: Declarations,
	built: readonly PublishableSurvey[],
	folder: string
): Promise<Artefact[]> {
	const { registers, indicators } = declarations;
	const factors = entriesOf(registers, 'exclusion');
	if (factors.length === 0 || built.length === 0) return [];
	const comparisons = join(folder, 'comparisons.parquet');
	const context: Context = {
		...{ factors, indicators },
		axes: entriesOf(registers, 'codes').flatMap(({ list, id, concepts }) =>
			list === 'axes' ? [{ axis: id, concepts: concepts ?? [] }] : []
		),
		estimates: await rowsOfFile(join(folder, 'estimates.parquet'), estimateRow),
		comparisons: existsSync(comparisons) ? await rowsOfFile(comparisons, comparisonRow) : []
	};
	const asking = built
		.map(({ declared }) => declared.survey)
		.filter((survey) => factors.some((factor) => indicatorOf(factor, survey, context)));
	const series = [...new Set(asking.map((survey) => survey.series))].map((id) =>
		seriesOf(
			asking.filter((survey) => survey.series === id),
			context
		)
	);
	const tier = asking.some((survey) => survey.tier !== 'open') ? 'protected' : 'open';
	const content = exclusionPage.parse({ series });
	return [{ ...ownArtefact(folder, { path: exclusionPath, kind: 'page' }, content), tier }];
}

/** The share of people who have a factor, as a survey asks for it. */
const indicatorOf = (
	{ concepts }: EntryOf<'exclusion'>,
	{ mappings }: Survey,
	{ indicators }: Context
): Indicator | undefined =>
	indicators.find(
		({ concept, statistic }) =>
			statistic === 'proportion' &&
			concepts.includes(concept) &&
			mappings.some((mapping) => mapping.concept === concept)
	);

function seriesOf(surveys: readonly Survey[], context: Context): ExclusionSeries {
	const waves = surveys.toSorted((a, b) => a.fieldwork.end.localeCompare(b.fieldwork.end));
	const latest = waves[waves.length - 1]!;
	const { factors } = context;
	const has = (concept: string) => latest.mappings.some((one) => one.concept === concept);
	const axes = context.axes.map(({ axis, concepts }) => ({ axis, concepts: concepts.filter(has) }));
	const figures = (indicator: string) =>
		figuresOf(indicator, waves, { ...context, by: axes.flatMap(({ concepts }) => concepts) });
	const asked = new Set(factors.flatMap(({ concepts }) => concepts));
	const combining = latest.mappings.filter(
		(one): one is Combining =>
			one.combines !== undefined &&
			Object.values(one.combines.sets)
				.flat()
				.every((concept) => asked.has(concept))
	);
	const whole = combining.filter(({ combines }) => combines.within === undefined);
	return {
		...{ series: latest.series, waves: waves.map(({ id }) => id), axes },
		factors: factors.flatMap((factor) => {
			const indicator = indicatorOf(factor, latest, context)?.id;
			return indicator === undefined ? [] : [{ factor: factor.id, ...figures(indicator) }];
		}),
		counts: whole
			.filter(({ combines }) => combines.as === 'number')
			.flatMap(({ concept, bins = [] }) =>
				bins.flatMap(({ category }) => named(concept, category, context, figures))
			),
		sets: combining.flatMap(({ concept, combines, codes = {} }) => {
			const [environment] = combines.within ?? [];
			const category = environment === undefined ? undefined : codes[environment];
			if (environment === undefined || category === undefined) return [];
			return named(concept, category, context, figures).map(({ category: _, ...one }) => ({
				environment,
				...one
			}));
		}),
		combinations: whole
			.filter(({ combines }) => combines.as === 'sets')
			.flatMap(({ concept, codes = {}, otherwise }) =>
				[
					...Object.entries(codes).map(
						([names, category]) => [names.split(' '), category] as const
					),
					...(otherwise === undefined ? [] : [[[], otherwise] as const])
				].flatMap(([environments, category]) =>
					named(concept, category, context, figures).map(({ category: _, ...one }) => ({
						environments: [...environments],
						...one
					}))
				)
			)
	};
}

/** The indicator of one category of a concept; none where nobody declared it. */
function named(
	concept: string,
	category: string,
	{ indicators }: Context,
	figures: (indicator: string) => ExclusionFigures
) {
	const found = indicators.find(
		(one) =>
			one.concept === concept &&
			one.statistic === 'proportion' &&
			one.numerator.length === 1 &&
			one.numerator[0] === category
	);
	return found ? [{ category, ...figures(found.id) }] : [];
}

function figuresOf(
	indicator: string,
	waves: readonly Survey[],
	{ estimates, comparisons, by }: Context & { readonly by: readonly string[] }
): ExclusionFigures {
	const own = estimates.filter((row) => row.indicator === indicator && row.by_2 === '');
	const whole = waves.flatMap(({ id, country }) =>
		own.filter((row) => row.source === id && row.territory === country && row.by_1 === '')
	);
	const latest = waves[waves.length - 1]!;
	const groups = by.flatMap((concept) =>
		own.filter(
			(row) => row.source === latest.id && row.territory === latest.country && row.by_1 === concept
		)
	);
	const change = comparisons.find(
		(row) =>
			row.indicator === indicator &&
			row.kind === 'waves' &&
			row.by_1 === '' &&
			row.territory === latest.country &&
			row.of_source === latest.id &&
			row.against_source === waves.at(-2)?.id
	);
	return { indicator, waves: whole, groups, change: change ?? null };
}
