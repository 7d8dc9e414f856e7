import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Artefact, type Manifest, manifest } from '#lib/model/manifest.ts';
import type { ReleaseChanges, PastRelease } from '#lib/model/release-changes.ts';
import { releaseNotice } from '#lib/model/release-notice.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { estimateChangesBySource } from '../diff/estimate-changes.ts';
import { openDuckDB } from '../duckdb.ts';
import { type Standing, otherReleases } from '../steps/publish.ts';
import type { Outcome } from './build-survey.ts';
import { ownArtefact } from './release-files.ts';

interface Made {
	readonly folder: string;
	/** Holds the releases that stand. */
	readonly data: string;
	readonly outcomes: readonly Outcome[];
	/** All others of the release. */
	readonly artefacts: readonly Artefact[];
}

/** `release.json`: what a reader has to know about the release, and what is other than before. */
export async function releaseNoticeArtefact(
	{ release, corrections }: Declarations,
	{ folder, data, outcomes, artefacts }: Made
): Promise<Artefact> {
	const [before] = otherReleases(data, release);
	const past = before && manifest.parse(jsonAt(before.folder, 'manifest.json'));
	const built = outcomes.filter(({ status }) => status === 'built');
	const now = {
		artefacts,
		surveys: built.map(({ declared }) => ({ id: declared.survey.id, status: 'built' as const }))
	};
	const notice = releaseNotice.parse({
		release,
		changes: before && past ? await changesOf({ before, past }, now, folder) : null,
		earlier: earlierOf(release, past),
		corrections
	});
	return ownArtefact(folder, { path: 'release.json', kind: 'release' }, notice);
}

const jsonAt = (folder: string, path: string): unknown =>
	JSON.parse(readFileSync(join(folder, path), 'utf8'));

/** Those that are declared, and one that is online although nobody declared it. */
function earlierOf(
	{ earlier }: Declarations['release'],
	past: Pick<Manifest, 'release' | 'date'> | undefined
): PastRelease[] {
	const declared = earlier.map(({ id, date, what }) => ({ release: id, date, what }));
	if (!past || declared.some(({ release }) => release === past.release)) return declared;
	const { release, date } = past;
	return [{ release, date }, ...declared].sort((a, b) => b.date.localeCompare(a.date));
}

interface Held {
	readonly surveys: Manifest['surveys'];
	readonly artefacts: readonly Artefact[];
}

async function changesOf(
	{ before, past }: { readonly before: Standing; readonly past: Manifest },
	now: Held,
	folder: string
): Promise<ReleaseChanges> {
	const [then, here] = [holdings(past), holdings(now)];
	const names = (kind: keyof ReturnType<typeof holdings>) => ({
		added: here[kind].filter((id) => !then[kind].includes(id)),
		removed: then[kind].filter((id) => !here[kind].includes(id))
	});
	return {
		since: before.name,
		figures: await figureChanges(before.folder, folder),
		surveys: names('surveys'),
		series: names('series'),
		programmes: names('programmes'),
		frameworks: names('frameworks'),
		boards: names('boards')
	};
}

/** Ids of what a release holds, by the files that it lists. */
function holdings({ surveys, artefacts }: Held) {
	const named = (pattern: RegExp) =>
		artefacts.flatMap(({ path }) => pattern.exec(path)?.[1] ?? []).sort();
	return {
		surveys: surveys.flatMap(({ id, status }) => (status === 'built' ? [id] : [])).sort(),
		series: named(/^series\/(.+)[.]parquet$/),
		programmes: named(/^pages\/impact\/(.+)[.]json$/),
		frameworks: named(/^pages\/results\/(.+)[.]json$/),
		boards: named(/^pages\/boards\/(.+)[.]json$/)
	};
}

/** How many figures of surveys are new, gone or other; none where one release has no table of them. */
async function figureChanges(before: string, after: string): Promise<ReleaseChanges['figures']> {
	const [old, now] = [before, after].map((folder) => join(folder, 'estimates.parquet'));
	const none = { added: 0, removed: 0, changed: 0 };
	if (old === undefined || now === undefined || !existsSync(old) || !existsSync(now)) return none;
	const engine = await openDuckDB();
	try {
		const bySurvey = [...(await estimateChangesBySource(engine, old, now)).values()];
		return bySurvey.reduce(
			(sum, one) => ({
				added: sum.added + one.added,
				removed: sum.removed + one.removed,
				changed: sum.changed + one.changed
			}),
			none
		);
	} finally {
		engine.close();
	}
}
