import { buildRelease } from '../../pipelines/release/build.ts';

// Run by measure-pipeline.ts, so that the memory is that of one build alone.
const root = process.argv[2];
if (root === undefined) throw new Error('no folder given to build in');
const started = performance.now();
const { changed } = await buildRelease({
	profile: 'local',
	root,
	progress: () => undefined,
	env: process.env
});
const seconds = (performance.now() - started) / 1000;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ seconds, changed, peakMegabytes })}\n`);
