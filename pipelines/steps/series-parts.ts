import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { type Statement, identifier, sql, valueList } from '#lib/estimate/sql.ts';
import { rejectReasonText } from '#lib/model/reject-reason.ts';
import { type Series, seriesColumns } from '#lib/model/series.ts';
import { type SeriesPart, seriesPart, seriesStatus } from '#lib/model/series-origin.ts';
import { type SourceFile, sourceFile } from '#lib/model/survey.ts';
import type { TerritoryList } from '#lib/model/territory.ts';
import type { NodeEngine } from '../duckdb.ts';
import { type SeriesCheck, checkOf } from '../series/series-checks.ts';
import { countOf } from './raw-files.ts';
import { type ReadSource, readSource } from './read.ts';
import { keptRecords, partColumns } from './series-cells.ts';

export interface SourceFolders {
	/** Folder of the declarations: `<id>.csv` of facts lies there. */
	readonly folder: string;
	/** Official source files; recipes need them. */
	readonly sources: string | undefined;
	readonly territories: ReadonlyMap<string, TerritoryList>;
}

/** One part of a recipe with the file it reads. */
export interface FilePart {
	readonly part: SeriesPart;
	readonly file: SourceFile;
	readonly folder: string;
}

/** What a series is read from; facts as a recipe that says of every column what its name says. */
export function partsOf(series: Series, options: SourceFolders): FilePart[] {
	const { origin } = series;
	if (origin.kind === 'facts') return [factsPart(series, options)];
	const { sources } = options;
	if (sources === undefined)
		throw new DataError(`${series.id}: nobody said where source files are`);
	return origin.parts.flatMap((part) => {
		const file = origin.files.find(({ id }) => id === part.file);
		return file ? [{ part, file, folder: sources }] : [];
	});
}

const identity = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, id]));

function factsPart(series: Series, { folder, territories }: SourceFolders): FilePart {
	const path = `${series.id}.csv`;
	const estimated = series.value.precision === 'standard-error';
	const header = seriesColumns(series).slice(1);
	expectHeader(
		join(folder, path),
		header.filter((name) => estimated || name !== 'standard_error')
	);
	const lists = series.geography.lists.flatMap((id) => territories.get(id)?.territories ?? []);
	const part = seriesPart.parse({
		file: 'facts',
		territory: { column: 'territory', codes: identity(lists.map(({ id }) => id)) },
		period: { text: 'period' },
		dimensions: Object.fromEntries(
			series.dimensions.map(({ id, categories }) => [
				id,
				{ column: id, codes: identity(categories.map((one) => one.id)) }
			])
		),
		values: [{ column: 'value', ...(estimated ? { standardError: 'standard_error' } : {}) }],
		status: { column: 'status', codes: identity(seriesStatus.options) },
		note: 'note',
		suspiciousRecords: []
	});
	const file = sourceFile.parse({ id: 'facts', path, format: 'csv', encoding: 'utf-8' });
	return { part, file, folder };
}

/** A column that nobody reads would be lost without a word. */
function expectHeader(path: string, wanted: readonly string[]): void {
	if (!existsSync(path)) throw new DataError(`file not found: ${path}`);
	const header = readFileSync(path, 'utf8').split(/\r?\n/, 1)[0] ?? '';
	if (header !== wanted.join(','))
		throw new DataError(`${path}: header is not ${wanted.join(',')}: ${header}`);
}

export interface ReadPart {
	readonly file: string;
	/** Absent where the file could not be read: a check says why. */
	readonly texts?: Statement;
	readonly checks: readonly SeriesCheck[];
	readonly notes: readonly string[];
}

/** The records of every part as texts, in folders of their own below `work`. */
export async function readParts(
	parts: readonly FilePart[],
	work: string,
	engine: NodeEngine
): Promise<ReadPart[]> {
	const read: ReadPart[] = [];
	for (const [i, part] of parts.entries())
		read.push(await readPart(part, join(work, `part-${i}`), engine));
	return read;
}

async function readPart(
	{ part, file, folder }: FilePart,
	work: string,
	engine: NodeEngine
): Promise<ReadPart> {
	const { path } = file;
	mkdirSync(work, { recursive: true });
	const out = join(work, 'texts.parquet');
	try {
		// How many records there should be is a check of the series, named beside the others.
		const { expectedRows, ...anyNumber } = file;
		const columns = partColumns(part);
		const found = await readSource(anyNumber, { engine, folder, work, columns, out });
		const texts = sql`read_parquet(${out})`;
		const kept = await countOf(engine, sql`${texts} WHERE ${keptRecords(part)}`);
		return {
			file: path,
			texts,
			checks: [recordsCheck(file, part, found), await keepCheck(engine, part, texts)],
			notes: [`${path}: ${kept} of ${found.rows} records kept`, ...found.notes]
		};
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		const value = error.message.replace(`${path}: `, '');
		const check = checkOf('records', 'a file as declared', [{ place: path, value }]);
		return { file: path, checks: [check], notes: [] };
	}
}

function recordsCheck(
	{ path, expectedRows }: SourceFile,
	{ suspiciousRecords }: SeriesPart,
	{ rows, rejects }: ReadSource
): SeriesCheck {
	const misshapen = rejects.map(({ line, reason }) => ({
		place: `${path} line ${line}`,
		value: rejectReasonText(reason)
	}));
	const all = rows + rejects.length;
	const isWrong =
		expectedRows === undefined ? suspiciousRecords.includes(all) : all !== expectedRows;
	const expected =
		expectedRows === undefined
			? `all records: not exactly ${suspiciousRecords.join(', ')}, as if cut there`
			: `${expectedRows} records`;
	const counted = { place: path, value: `${all} records` };
	return checkOf('records', expected, [...misshapen, ...(isWrong ? [counted] : [])]);
}

/** A text to be kept that no record has: a renamed category would vanish without a word. */
async function keepCheck(
	engine: NodeEngine,
	{ keep }: SeriesPart,
	texts: Statement
): Promise<SeriesCheck> {
	const found = [];
	for (const { column, codes } of keep) {
		const there = await engine.query(sql`SELECT DISTINCT ${identifier(column)} AS text FROM ${texts}
			WHERE ${identifier(column)} IN ${valueList(codes)}`);
		const texted = there.map(({ text }) => text);
		for (const code of codes.filter((code) => !texted.includes(code)))
			found.push({ place: column, value: code });
	}
	return checkOf('keep', 'every text to be kept occurs', found);
}
