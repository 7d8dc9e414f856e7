import { buildRelease } from '../../pipelines/release/build.ts';

// Run as a process of its own, so that it can be killed: `node --import tsx build-child.ts FOLDER`.
const [root = ''] = process.argv.slice(2);
await buildRelease({ profile: 'local', root, env: process.env, progress: () => undefined });
