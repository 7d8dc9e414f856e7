import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	type BoardChange,
	type BoardFigure,
	type TileData,
	boardChange,
	boardFigure,
	boardPage
} from '#lib/model/boards/board-page.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import { impactIndex } from '#lib/model/impact-page.ts';
import { seriesCatalogue } from '#lib/model/series-catalogue.ts';
import type { Leak } from '../steps/protect/figures/audit-figures.ts';
import { boardChangeOf, boardFigureOf, isWaveChange } from './board-figures.ts';

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
	readonly series: ReadonlySet<string>;
	readonly programmes: ReadonlySet<string>;
}

const pages = 'pages/boards';

/** Fields in the order of the schema that read them. */
const text = (row: object) => JSON.stringify(row);

/**
 * Boards hold figures of the table of estimates, to the last digit, with the word and no number where
 * the table says that there is none or that it is not good enough; differences of the table of
 * comparisons; series and effects that the release has. Anything else is a leak.
 */
export function boardPageLeaks({ folder, estimates, comparisons }: PublishedTables): Leak[] {
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
		series: new Set(publishedSeries(folder)),
		programmes: new Set(publishedProgrammes(folder))
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
			return known.series.has(data.series) ? [] : [data.series];
		case 'programme':
			return known.programmes.has(text(data.entry)) ? [] : [data.entry.programme.id];
		default:
			return [];
	}
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

function publishedSeries(folder: string): string[] {
	const path = join(folder, 'series.json');
	if (!existsSync(path)) return [];
	return seriesCatalogue
		.parse(json(path))
		.flatMap(({ series, path: file }) => (file === undefined ? [] : [series.id]));
}

function publishedProgrammes(folder: string): string[] {
	const path = join(folder, 'pages/impact.json');
	if (!existsSync(path)) return [];
	return impactIndex.parse(json(path)).entries.map(text);
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
