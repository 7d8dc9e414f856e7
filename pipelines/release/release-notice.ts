import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Artefact, type Manifest, manifest } from '#lib/model/manifest.ts';
import type { ReleaseChanges, PastRelease } from '#lib/model/release-changes.ts';
import { releaseNotice } from '#lib/model/release-notice.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { type Standing, otherReleases } from '../steps/publish.ts';
import type { Outcome } from './build-survey.ts';
import type { ChangesSince } from './changes-since.ts';
import { ownArtefact } from './release-files.ts';

interface Made {
	readonly folder: string;
	/** Holds the releases that stand. */
	readonly data: string;
	readonly outcomes: readonly Outcome[];
	/** All others of the release. */
	readonly artefacts: readonly Artefact[];
	/** Of estimates. */
	readonly changes: ChangesSince | undefined;
}

/** `release.json`: what a reader has to know about the release, and what is other than before. */
export function releaseNoticeArtefact(
	{ release, corrections }: Declarations,
	{ folder, data, outcomes, artefacts, changes }: Made
): Artefact {
	const [before] = otherReleases(data, release);
	const past = before && manifest.parse(jsonAt(before.folder, 'manifest.json'));
	const built = outcomes.filter(({ status }) => status === 'built');
	const now = {
		artefacts,
		surveys: built.map(({ declared }) => ({ id: declared.survey.id, status: 'built' as const }))
	};
	const notice = releaseNotice.parse({
		release,
		changes: before && past ? changesOf({ before, past }, now, changes?.all) : null,
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

function changesOf(
	{ before, past }: { readonly before: Standing; readonly past: Manifest },
	now: Held,
	figures: ReleaseChanges['figures'] = { added: 0, removed: 0, changed: 0 }
): ReleaseChanges {
	const [then, here] = [holdings(past), holdings(now)];
	const names = (kind: keyof ReturnType<typeof holdings>) => ({
		added: here[kind].filter((id) => !then[kind].includes(id)),
		removed: then[kind].filter((id) => !here[kind].includes(id))
	});
	return {
		since: before.name,
		figures,
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
