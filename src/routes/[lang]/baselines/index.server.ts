import { type BaselineIndex, baselineIndex } from '#lib/model/baseline-page.ts';
import { released } from '../../released.server.ts';

/** The frame and the territories of the release; undefined where it has no baselines. */
export const releasedBaselines = (): BaselineIndex | undefined =>
	released('pages/baselines.json', baselineIndex);
