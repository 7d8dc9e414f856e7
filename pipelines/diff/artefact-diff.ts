import type { Artefact } from '#lib/model/manifest.ts';
import type { DefinitionChange, ReleaseDiff, TableDiff } from '#lib/model/release-diff.ts';
import type { NodeEngine } from '../duckdb.ts';
import { definitionChanges } from './definition-diff.ts';
import { artefactPath, jsonFile } from './release-folder.ts';
import { columnChanges, columnTypes, ignoredColumns, keyOf } from './table-columns.ts';
import { type TableDiffOptions, tableChanges } from './table-diff.ts';

/** An artefact as it is in both releases, with other bytes. */
export interface ArtefactPair {
	readonly folders: readonly [string, string];
	readonly before: Artefact;
	readonly after: Artefact;
}

export interface ArtefactDiff {
	/** Something but names of releases differs. */
	readonly changed: boolean;
	readonly table?: TableDiff;
	readonly respondents?: ReleaseDiff['respondents'][number];
	readonly definitions?: readonly DefinitionChange[];
}

export type ArtefactDiffOptions = Required<Pick<TableDiffOptions, 'tolerance' | 'limit'>> & {
	readonly engine: NodeEngine;
};

/** Compares by what the artefact holds: figures, rows of people, declarations, or a document. */
export async function artefactDiff(
	pair: ArtefactPair,
	options: ArtefactDiffOptions
): Promise<ArtefactDiff> {
	const { kind, path } = pair.after;
	if (kind === 'respondents' || kind === 'respondents-csv') return respondentsDiff(pair, options);
	// What changed in its figures is said of the estimates that are made of the same totals.
	if (kind === 'replicates') return { changed: true };
	if (path.endsWith('.parquet')) return tableDiff(pair, options);
	if (!path.endsWith('.json')) return { changed: true };
	if (kind === 'report' || kind === 'page')
		return { changed: documentChanges(pair, kind).length > 0 };
	const definitions = documentChanges(pair, titleOf(path));
	return {
		changed: definitions.length > 0,
		definitions: kind === 'baselines' ? definitions.map(withoutLoneFigure) : definitions
	};
}

const rowsOf = ({ before, after }: ArtefactPair) => ({ before: before.rows, after: after.rows });

const pathsOf = ({ folders: [old, now], before, after }: ArtefactPair) =>
	[artefactPath(old, before.path), artefactPath(now, after.path)] as const;

/** Rows of people are counted and never compared: a diff would single out who was changed. */
async function respondentsDiff(
	pair: ArtefactPair,
	{ engine }: ArtefactDiffOptions
): Promise<ArtefactDiff> {
	const { path } = pair.after;
	const columns = path.endsWith('.parquet')
		? columnChanges(...(await typesOf(pair, engine)))
		: { added: [], removed: [] };
	return { changed: true, respondents: { path, rows: rowsOf(pair), columns } };
}

async function typesOf(pair: ArtefactPair, engine: NodeEngine) {
	const [before, after] = pathsOf(pair);
	return [await columnTypes(engine, before), await columnTypes(engine, after)] as const;
}

async function tableDiff(
	pair: ArtefactPair,
	{ engine, ...options }: ArtefactDiffOptions
): Promise<ArtefactDiff> {
	const { kind, path } = pair.after;
	const [old, now] = await typesOf(pair, engine);
	const [former, key] = [keyOf(kind, old.keys()), keyOf(kind, now.keys())];
	const isNamed =
		key.length > 0 &&
		[...former].sort().join() === [...key].sort().join() &&
		key.every((name) => old.has(name) && now.has(name));
	const asked = { ...options, key, ignore: ignoredColumns };
	const changes = isNamed ? await tableChanges(engine, ...pathsOf(pair), asked) : null;
	const columns = columnChanges(old, now);
	const changed =
		changes === null ||
		changes.added.count + changes.removed.count + changes.changed.count > 0 ||
		columns.added.length + columns.removed.length > 0;
	const isTold = changed || changes.numericallyEqual > 0;
	const table = { path, kind, rows: rowsOf(pair), columns, changes };
	return { changed, ...(isTold ? { table } : {}) };
}

function documentChanges({ folders: [old, now], before, after }: ArtefactPair, at: string) {
	return definitionChanges(jsonFile(old, before.path), jsonFile(now, after.path), at);
}

/** The fields of the catalogue and of the notice of a release stand for themselves. */
const titleOf = (path: string) =>
	['catalogue.json', 'release.json'].includes(path) ? '' : path.slice(0, -'.json'.length);

/** A figure that is in one release only may have been suppressed in the other. */
function withoutLoneFigure(change: DefinitionChange): DefinitionChange {
	if (change.before !== null && change.after !== null) return change;
	const isAdded = change.before === null;
	return { ...change, change: isAdded ? 'added' : 'removed', before: null, after: null };
}
