import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '#lib/estimate/sql.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import {
	type DefinitionChange,
	type ReleaseDiff,
	releaseDiff as releaseDiffSchema
} from '#lib/model/release-diff.ts';
import { type NodeEngine, openDuckDB } from '../duckdb.ts';
import {
	type ArtefactDiff,
	type ArtefactDiffOptions,
	type ArtefactPair,
	artefactDiff
} from './artefact-diff.ts';
import { definitionChanges } from './definition-diff.ts';
import { diffSummary } from './diff-summary.ts';
import { type ReleaseFolder, comparableReleases } from './release-folder.ts';

export interface ReleaseDiffOptions {
	/** Relative; numbers that differ by no more are numerically equal. Defaults to 0: none are. */
	readonly tolerance?: number;
	/** Rows of each sort that are named, of each table; all are counted. Defaults to 20. */
	readonly limit?: number;
}

/**
 * What changed between two releases, by their folders. No number comes out that is suppressed in
 * either, and none of a row that is in one of them only.
 * @throws DataError where they may not be compared, or are not whole.
 */
export async function releaseDiff(
	before: string,
	after: string,
	{ tolerance = 0, limit = 20 }: ReleaseDiffOptions = {}
): Promise<ReleaseDiff> {
	const releases = comparableReleases(before, after);
	const pairs = pairsOf(...releases);
	const compared = await withEngine((engine) =>
		comparedPairs(pairs.changed, { engine, tolerance, limit })
	);
	const parts = {
		...headOf(releases, tolerance),
		artefacts: {
			added: pairs.added,
			removed: pairs.removed,
			changed: compared.filter(({ diff }) => diff.changed).map(({ pair }) => changedArtefact(pair)),
			same: pairs.same,
			sameContent: compared.filter(({ diff }) => !diff.changed).map(({ pair }) => pair.after.path)
		},
		tables: compared.flatMap(({ diff }) => diff.table ?? []),
		respondents: compared.flatMap(({ diff }) => diff.respondents ?? []),
		definitions: [
			...compared.flatMap(({ diff }) => diff.definitions ?? []),
			...listedChanges(releases)
		]
	};
	const different = isDifferent(parts);
	const summary = diffSummary({ ...parts, different });
	return releaseDiffSchema.parse({ ...parts, different, summary });
}

/** Huge tables go to the disk where they do not fit into memory. */
async function withEngine<Result>(work: (engine: NodeEngine) => Promise<Result>): Promise<Result> {
	const scratch = mkdtempSync(join(tmpdir(), 'atalaya-diff-'));
	const engine = await openDuckDB({ threads: 2, memoryLimit: '2GB' });
	try {
		await engine.execute(sql`SET temp_directory = ${scratch}`);
		return await work(engine);
	} finally {
		engine.close();
		rmSync(scratch, { recursive: true, force: true });
	}
}

const headOf = (
	[{ manifest: before }, { manifest: after }]: readonly [ReleaseFolder, ReleaseFolder],
	tolerance: number
) => ({
	profile: after.profile,
	before: { release: before.release, date: before.date },
	after: { release: after.release, date: after.date },
	tolerance
});

const byPath = ({ manifest }: ReleaseFolder): ReadonlyMap<string, Artefact> =>
	new Map(
		[...manifest.artefacts]
			.sort((a, b) => (a.path < b.path ? -1 : 1))
			.map((artefact) => [artefact.path, artefact])
	);

const named = ({ path, kind, rows }: Artefact) => ({ path, kind, rows });

function pairsOf(before: ReleaseFolder, after: ReleaseFolder) {
	const [old, now] = [byPath(before), byPath(after)];
	const folders = [before.folder, after.folder] as const;
	const both = [...now.values()].flatMap((one): ArtefactPair[] => {
		const former = old.get(one.path);
		return former ? [{ folders, before: former, after: one }] : [];
	});
	const changed = both.filter((pair) => pair.before.sha256 !== pair.after.sha256);
	return {
		added: [...now.values()].filter(({ path }) => !old.has(path)).map(named),
		removed: [...old.values()].filter(({ path }) => !now.has(path)).map(named),
		same: both.length - changed.length,
		changed
	};
}

interface ComparedPair {
	readonly pair: ArtefactPair;
	readonly diff: ArtefactDiff;
}

/** One after the other: they share an engine. */
async function comparedPairs(
	pairs: readonly ArtefactPair[],
	options: ArtefactDiffOptions
): Promise<ComparedPair[]> {
	const compared: ComparedPair[] = [];
	for (const pair of pairs) compared.push({ pair, diff: await artefactDiff(pair, options) });
	return compared;
}

const changedArtefact = ({ before, after }: ArtefactPair) => ({
	...named(after),
	rows: { before: before.rows, after: after.rows }
});

/** What the manifests say of the artefacts that both list, besides their bytes. */
function listedChanges([before, after]: readonly [
	ReleaseFolder,
	ReleaseFolder
]): DefinitionChange[] {
	const about = ({ kind, tier, licence, source, survey, unit }: Artefact) => ({
		...{ kind, tier, licence, source, survey: survey ?? null, unit: unit ?? null }
	});
	const old = byPath(before);
	return [...byPath(after).values()].flatMap((artefact) => {
		const former = old.get(artefact.path);
		return former
			? definitionChanges(about(former), about(artefact), `artefacts[${artefact.path}]`)
			: [];
	});
}

const isDifferent = ({
	artefacts: { added, removed, changed },
	definitions
}: Pick<ReleaseDiff, 'artefacts' | 'definitions'>): boolean =>
	added.length + removed.length + changed.length + definitions.length > 0;
