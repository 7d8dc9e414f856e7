import { type FrameworkPage, frameworkIndex, frameworkPage } from '#lib/model/framework-page.ts';
import { releaseFile } from '../../release.server.ts';
import { released } from '../../released.server.ts';

/** The ids of the frameworks of the release; none where it has none. */
export const releasedFrameworks = (): string[] =>
	released('pages/results.json', frameworkIndex)?.frameworks ?? [];

/** A framework of the release. */
export const releasedFramework = (id: string): FrameworkPage =>
	frameworkPage.parse(releaseFile(`pages/results/${id}.json`));
