import type { z } from 'zod';
import { type Catalogue, catalogue } from '#lib/model/catalogue.ts';
import { type ReleaseNotice, releaseNotice } from '#lib/model/release-notice.ts';
import { type SeriesEntry, seriesCatalogue } from '#lib/model/series-catalogue.ts';
import { releaseFile, releaseManifest, releasePath } from './release.server.ts';

/** What may be asked of the release. */
export const releasedCatalogue = (): Catalogue => readOnce('catalogue.json', catalogue);

/** Who approved the release, what changed, what was corrected. */
export const releasedNotice = (): ReleaseNotice => readOnce('release.json', releaseNotice);

/** The series of the release, those that are declared without numbers included. */
export const releasedSeries = (): readonly SeriesEntry[] =>
	released('series.json', seriesCatalogue) ?? [];

/** A JSON file of the release as its schema reads it; undefined where the release has none such. */
export const released = <T>(path: string, schema: z.ZodType<T>): T | undefined =>
	releaseManifest().artefacts.some((one) => one.path === path) ? readOnce(path, schema) : undefined;

const read = new Map<string, unknown>();

/** Hundreds of pages are made from the same files, which a release never changes. */
function readOnce<T>(path: string, schema: z.ZodType<T>): T {
	const key = `${releasePath()}/${path}`;
	if (!read.has(key)) read.set(key, schema.parse(releaseFile(path)));
	return read.get(key) as T;
}
