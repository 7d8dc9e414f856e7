import { type BaselineIndex, baselineIndex } from '#lib/model/baseline-page.ts';
import { releaseFile, releaseManifest } from '../../release.server.ts';

const path = 'pages/baselines.json';

/** The frame and the territories of the release; undefined where it has no baselines. */
export function releasedBaselines(): BaselineIndex | undefined {
	const { artefacts } = releaseManifest();
	return artefacts.some((one) => one.path === path)
		? baselineIndex.parse(releaseFile(path))
		: undefined;
}
