import { type FrameworkPage, frameworkIndex, frameworkPage } from '#lib/model/framework-page.ts';
import { releaseFile, releaseManifest } from '../../release.server.ts';

const path = 'pages/results.json';

/** The ids of the frameworks of the release; none where it has none. */
export function releasedFrameworks(): string[] {
	const { artefacts } = releaseManifest();
	return artefacts.some((one) => one.path === path)
		? frameworkIndex.parse(releaseFile(path)).frameworks
		: [];
}

/** A framework of the release. */
export const releasedFramework = (id: string): FrameworkPage =>
	frameworkPage.parse(releaseFile(`pages/results/${id}.json`));
