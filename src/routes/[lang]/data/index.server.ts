import { type Catalogue, catalogue } from '#lib/model/catalogue.ts';
import { type ReleaseNotice, releaseNotice } from '#lib/model/release-notice.ts';
import { type SeriesEntry, seriesCatalogue } from '#lib/model/series-catalogue.ts';
import { releaseFile, releaseManifest } from '../../release.server.ts';

/** Whether the release has a file. */
export const isReleased = (path: string): boolean =>
	releaseManifest().artefacts.some((one) => one.path === path);

/** What may be asked of the release. */
export const releasedCatalogue = (): Catalogue => catalogue.parse(releaseFile('catalogue.json'));

/** Who approved the release, what changed, what was corrected. */
export const releasedNotice = (): ReleaseNotice => releaseNotice.parse(releaseFile('release.json'));

/** The series of the release, those that are declared without numbers included. */
export const releasedSeries = (): readonly SeriesEntry[] =>
	isReleased('series.json') ? seriesCatalogue.parse(releaseFile('series.json')) : [];
