import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '#lib/estimate/query-engine.ts';
import { sql } from '#lib/estimate/sql.ts';
import type { Board } from '#lib/model/boards/board.ts';
import {
	type BoardPage,
	type BoardPlace,
	boardIndex,
	boardPage
} from '#lib/model/boards/board-page.ts';
import { comparisonRow, estimateRow } from '#lib/model/estimate-row.ts';
import { impactIndex } from '#lib/model/impact-page.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import { entriesOf } from '#lib/model/registers/registers.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { openDuckDB } from '../duckdb.ts';
import { type BoardTables, territoriesOf, tileDataOf } from './board-tiles.ts';
import type { SeriesOutcome } from './build-series.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import { ownArtefact } from './release-files.ts';
import { rowsOfFile } from './table-file.ts';

/** What boards are made of: the release as it lies there, protected. */
interface Released {
	readonly surveys: readonly PublishableSurvey[];
	readonly series: readonly SeriesOutcome[];
	readonly folder: string;
}

/** The boards of a release and their index; every number is one of a table or a page of the release. */
export async function boardPages(
	declarations: Declarations,
	released: Released
): Promise<Artefact[]> {
	const { boards } = declarations;
	if (boards.length === 0) return [];
	const { surveys, folder } = released;
	const tables = await boardTables(declarations, released);
	const isGuarded = surveys.some(({ declared }) => declared.survey.tier !== 'open');
	const page = (path: string, content: unknown): Artefact => ({
		...ownArtefact(folder, { path, kind: 'page' }, content),
		tier: isGuarded ? 'protected' : 'open'
	});
	return [
		...boards.map((board) =>
			page(`pages/boards/${board.id}.json`, boardPage.parse(pageOf(board, tables)))
		),
		page('pages/boards.json', boardIndex.parse({ boards: boards.map(({ id }) => id) }))
	];
}

const pageOf = (board: Board, tables: BoardTables): BoardPage => ({
	board,
	places: placesOf(board, tables.declarations),
	tiles: board.tiles.map(({ source }) => tileDataOf(source, tables))
});

function placesOf({ place }: Board, declarations: Declarations): BoardPlace[] {
	if ('blocs' in place) {
		const codes = entriesOf(declarations.registers, 'codes');
		return place.blocs.map((id) => ({
			...{ kind: 'bloc', id, country: null, fictional: false },
			name: codes.find((one) => one.list === 'blocs' && one.id === id)?.label ?? { en: id }
		}));
	}
	return territoriesOf(declarations)
		.filter(({ id }) => id === place.territory)
		.map((one) => ({ kind: 'territory', ...one }));
}

async function boardTables(
	declarations: Declarations,
	{ surveys, series, folder }: Released
): Promise<BoardTables> {
	const at = (path: string) => join(folder, path);
	const wanted = new Set(
		declarations.boards
			.flatMap(({ tiles }) => tiles)
			.flatMap(({ source }) => (source.kind === 'series' ? [source.series] : []))
	);
	const bySeries = new Map<string, string[]>();
	for (const { declared } of surveys) {
		const { id, series: name } = declared.survey;
		bySeries.set(name, [...(bySeries.get(name) ?? []), id]);
	}
	const impact = at('pages/impact.json');
	return {
		declarations,
		surveys: bySeries,
		estimates: existsSync(at('estimates.parquet'))
			? await rowsOfFile(at('estimates.parquet'), estimateRow)
			: [],
		comparisons: existsSync(at('comparisons.parquet'))
			? await rowsOfFile(at('comparisons.parquet'), comparisonRow)
			: [],
		series: await seriesRows(series.filter((one) => wanted.has(one.series.id))),
		programmes: existsSync(impact)
			? impactIndex.parse(JSON.parse(readFileSync(impact, 'utf8'))).entries
			: []
	};
}

async function seriesRows(outcomes: readonly SeriesOutcome[]): Promise<Map<string, Row[]>> {
	const engine = await openDuckDB();
	try {
		const all = new Map<string, Row[]>();
		for (const { series, parquet } of outcomes)
			if (parquet !== undefined)
				all.set(series.id, await engine.query(sql`SELECT * FROM read_parquet(${parquet})`));
		return all;
	} finally {
		engine.close();
	}
}
