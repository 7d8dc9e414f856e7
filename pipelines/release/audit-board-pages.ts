import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
	type BoardChange,
	type BoardFigure,
	type BoardPoint,
	type TileData,
	type TileDataOf,
	boardChange,
	boardFigure,
	boardPage,
	boardPoint
} from '#lib/model/boards/board-page.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import { frameworkPage } from '#lib/model/framework-page.ts';
import { impactIndex } from '#lib/model/impact-page.ts';
import { seriesCatalogue } from '#lib/model/series-catalogue.ts';
import type { Leak } from '../steps/protect/figures/audit-figures.ts';
import { boardChangeOf, boardFigureOf, isWaveChange } from './board-figures.ts';
import { pointOf } from './board-tiles.ts';
import { rowsOfFile } from './table-file.ts';

interface PublishedTables {
	/** The folder of the release. */
	readonly folder: string;
	readonly estimates: readonly EstimateRow[];
	readonly comparisons: readonly ComparisonRow[];
}

interface Known {
	/** As a board may have them. */
	readonly figures: ReadonlySet<string>;
	readonly changes: readonly ComparisonRow[];
	/** By series: all its values, with their categories. */
	readonly series: ReadonlyMap<string, readonly SeriesValue[]>;
	readonly programmes: ReadonlySet<string>;
	/** Indicators of frameworks with their unit and the end of the framework. */
	readonly lines: ReadonlySet<string>;
}

interface SeriesValue {
	readonly categories: Readonly<Record<string, unknown>>;
	readonly point: BoardPoint;
}

const pages = 'pages/boards';

/** Fields in the order of the schema that read them. */
const text = (row: object) => JSON.stringify(row);

/**
 * Boards hold figures of the table of estimates, to the last digit, with the word and no number where
 * the table says that there is none or that it is not good enough; differences of the table of
 * comparisons; values of series, effects and lines of frameworks that the release has. Anything else is
 * a leak.
 */
export async function boardPageLeaks({
	folder,
	estimates,
	comparisons
}: PublishedTables): Promise<Leak[]> {
	const at = join(folder, pages);
	if (!existsSync(at)) return [];
	const named = (indicator: string, figure: BoardFigure) => `${indicator} ${text(figure)}`;
	const known: Known = {
		figures: new Set(
			estimates
				.filter(({ by_1 }) => by_1 === '')
				.map((row) => named(row.indicator, boardFigure.parse(boardFigureOf(row))))
		),
		changes: comparisons.filter(isWaveChange),
		series: await publishedSeries(folder),
		programmes: new Set(publishedProgrammes(folder)),
		lines: new Set(publishedLines(folder))
	};
	return readdirSync(at).flatMap((name): Leak[] => {
		const { board, tiles } = boardPage.parse(json(join(at, name)));
		return tiles.flatMap((data, i) =>
			strange(data, known).map((where): Leak => {
				const tile = board.tiles[i]?.id ?? String(i);
				return { artefact: `${pages}/${name}`, kind: 'page', where: `${tile}: ${where}` };
			})
		);
	});
}

/** What of a tile is none of the release's own. */
function strange(data: TileData | null, known: Known): string[] {
	switch (data?.kind) {
		case 'indicator':
		case 'baseline': {
			const { indicator, figures, change } = data;
			const all = data.kind === 'indicator' ? [...figures, ...data.peers] : figures;
			const unknown = all
				.filter((one) => !known.figures.has(`${indicator} ${text(one)}`))
				.map(({ survey, territory }) => `${survey} ${indicator} ${territory}`);
			const isOwn = change === null || isKnownChange(change, { indicator, figures, known });
			return isOwn ? unknown : [...unknown, `${change.of} ${change.against} ${indicator}`];
		}
		case 'series':
			return strangePoints(data, known);
		case 'programme':
			return known.programmes.has(text(data.entry)) ? [] : [data.entry.programme.id];
		case 'framework': {
			const { framework, indicator, unit, end } = data;
			const isOwn = known.lines.has(text({ framework, indicator, unit, end }));
			return isOwn ? [] : [`${framework} ${indicator.id}`];
		}
		case undefined:
			return [];
	}
}

/** Values that the series does not have in these categories, own ones and those of other countries. */
function strangePoints(data: TileDataOf<'series'>, { series }: Known): string[] {
	const values = series.get(data.series);
	if (!values) return [data.series];
	const own = new Set(
		values
			.filter(({ categories }) =>
				Object.entries(data.categories).every(([id, one]) => categories[id] === one)
			)
			.map(({ point }) => text(point))
	);
	return [...data.points, ...data.peers]
		.filter((point) => !own.has(text(point)))
		.map(({ territory, period }) => `${data.series} ${territory} ${period}`);
}

const isKnownChange = (
	change: BoardChange,
	{
		indicator,
		figures,
		known
	}: { readonly indicator: string; readonly figures: readonly BoardFigure[]; readonly known: Known }
) =>
	known.changes.some(
		(row) =>
			row.indicator === indicator &&
			row.territory === figures[0]?.territory &&
			text(boardChange.parse(boardChangeOf(row, figures))) === text(change)
	);

const seriesRow = z.strictObject({
	...{ territory: z.string(), period: z.string(), status: z.string() },
	...{ value: z.number().nullable(), standard_error: z.number().nullable() }
});

async function publishedSeries(folder: string): Promise<Map<string, SeriesValue[]>> {
	const path = join(folder, 'series.json');
	const all = new Map<string, SeriesValue[]>();
	if (!existsSync(path)) return all;
	for (const { series, path: file } of seriesCatalogue.parse(json(path))) {
		if (file === undefined) continue;
		const dimensions = series.dimensions.map(({ id }) => [id, z.string().nullable()] as const);
		const schema = seriesRow.extend(Object.fromEntries(dimensions));
		const rows = await rowsOfFile(join(folder, file), schema);
		all.set(
			series.id,
			rows.map((row) => ({ categories: row, point: boardPoint.parse(pointOf(row)) }))
		);
	}
	return all;
}

function publishedLines(folder: string): string[] {
	const at = join(folder, 'pages/results');
	if (!existsSync(at)) return [];
	return readdirSync(at).flatMap((name) => {
		const { framework } = frameworkPage.parse(json(join(at, name)));
		const end = framework.period.end === 'not-stated' ? null : framework.period.end;
		return framework.lines
			.flatMap(({ indicators }) => indicators)
			.map((indicator) => {
				const unit = framework.units.find(({ id }) => id === indicator.unit) ?? null;
				return text({ framework: framework.id, indicator, unit, end });
			});
	});
}

function publishedProgrammes(folder: string): string[] {
	const path = join(folder, 'pages/impact.json');
	if (!existsSync(path)) return [];
	return impactIndex.parse(json(path)).entries.map(text);
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
