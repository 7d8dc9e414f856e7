import { heatSteps } from '#lib/charts/heat-steps.ts';
import { percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { ExclusionFigures } from '#lib/model/exclusion-page.ts';
import { type FigureCell, figureCell, noData, shadedValues } from './figure-cell.ts';
import {
	type ExclusionWords,
	categoriesOf,
	conceptName,
	exploreSearch,
	latestOf
} from './exclusion-words.ts';

/** A table of figures whose rows and columns have headings above them. */
export interface FigureTable {
	readonly id: string;
	readonly label: string;
	readonly heads: readonly { readonly label: string; readonly span: number }[];
	readonly columns: readonly { readonly id: string; readonly label: string }[];
	readonly bodies: readonly {
		readonly id: string;
		readonly label: string;
		readonly rows: readonly {
			readonly id: string;
			readonly label: string;
			/** Of the explorer; absent where there is nothing to ask. */
			readonly search?: string;
			readonly cells: readonly FigureCell[];
		}[];
	}[];
}

/** A shade with the values that have it. */
export interface Shade {
	readonly shade: number;
	readonly text: string;
}

interface Group {
	readonly concept: string;
	readonly category: string;
	readonly label: string;
}

/** Everybody, then the groups of the concepts of an axis. */
function groupsOf(words: ExclusionWords, concepts: readonly string[]): Group[] {
	const everybody = { concept: '', category: '', label: m.all_people({}, words) };
	const groups = concepts.flatMap((concept) =>
		categoriesOf(words, concept).map(({ id, label }) => ({ concept, category: id, label }))
	);
	return [everybody, ...groups];
}

/** The figure of a group in the latest wave. */
function rowOf(
	{ waves, groups }: ExclusionFigures,
	{ concept, category }: Group,
	latest: string
): EstimateRow | undefined {
	return concept === ''
		? waves.find(({ source }) => source === latest)
		: groups.find(({ by_1, category_1 }) => by_1 === concept && category_1 === category);
}

const figuresOf = (all: readonly ExclusionFigures[], latest: string) =>
	all.flatMap(({ waves, groups }) => [
		...waves.filter(({ source }) => source === latest),
		...groups
	]);

/** One table an axis: factors under their environments, by the groups of the axis. */
export function matrixTables(words: ExclusionWords): FigureTable[] {
	const { series, factors, environments, axes, locale } = words;
	const latest = latestOf(words);
	const steps = stepsOf(words);
	return series.axes.map(({ axis, concepts }) => {
		const groups = groupsOf(words, concepts);
		return {
			id: axis,
			label: axes.find(({ id }) => id === axis)?.label ?? axis,
			heads: concepts.map((concept) => ({
				label: conceptName(words, concept),
				span: groups.filter((group) => group.concept === concept).length
			})),
			columns: groups.map(({ concept, category, label }) => ({
				id: `${concept} ${category}`,
				label
			})),
			bodies: environments.map((environment) => ({
				...environment,
				rows: factors
					.filter((factor) => factor.environment === environment.id)
					.map(({ id, label }) => {
						const own = series.factors.find((one) => one.factor === id);
						return {
							...{ id, label },
							...(own && { search: exploreSearch(latest, own.indicator, concepts.slice(0, 1)) }),
							cells: groups.map((group) =>
								own ? figureCell(rowOf(own, group, latest), { steps, locale }) : noData(locale)
							)
						};
					})
			}))
		};
	});
}

/** Groups of every axis, by how many factors their people have. */
export function countTable(words: ExclusionWords): FigureTable {
	const { series, axes, locale } = words;
	const latest = latestOf(words);
	const steps = stepsOf(words);
	const concept = countConcept(words);
	const classes = categoriesOf(words, concept);
	const rows = (groups: readonly Group[]) =>
		groups.map((group) => ({
			...{ id: `${group.concept} ${group.category}`, label: group.label },
			cells: series.counts.map((one) => figureCell(rowOf(one, group, latest), { steps, locale }))
		}));
	const named = (axis: string) => axes.find(({ id }) => id === axis)?.label ?? axis;
	const cuts = series.axes.flatMap(({ axis, concepts }) =>
		concepts.map((id) => ({
			id,
			label: concepts.length > 1 ? conceptName(words, id) : named(axis)
		}))
	);
	return {
		...{ id: 'counts', label: conceptName(words, concept), heads: [] },
		columns: series.counts.map(({ category }) => ({
			id: category,
			label: classes.find(({ id }) => id === category)?.label ?? category
		})),
		bodies: [
			{ id: 'all', label: '', rows: rows(groupsOf(words, [])) },
			...cuts.map(({ id, label }) => ({ id, label, rows: rows(groupsOf(words, [id]).slice(1)) }))
		]
	};
}

/** What people are counted by. */
export const countConcept = ({ series, catalogue }: ExclusionWords): string =>
	catalogue.indicators.find(({ id }) => id === series.counts[0]?.indicator)?.concept ?? '';

/** One scale for all tables of the page, so that one legend serves them. */
function stepsOf(words: ExclusionWords): number[] {
	const { factors, counts } = words.series;
	const values = shadedValues(figuresOf([...factors, ...counts], latestOf(words)));
	return values.length === 0 ? [] : heatSteps(values);
}

/** The shades with their limits; none without a figure. */
export function shadesOf(words: ExclusionWords): Shade[] {
	const { locale } = words;
	const steps = stepsOf(words);
	const to = m.interval_to({}, { locale });
	return steps.slice(1).map((limit, i) => ({
		shade: i + 1,
		text: `${percent(steps[i]!, locale)} ${to} ${percent(limit, locale)}`
	}));
}
