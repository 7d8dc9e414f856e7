import { join } from 'node:path';
import { violationsIn } from './violations.js';

const started = Date.now();
const { files, violations } = await violationsIn(join(import.meta.dirname, '../..'));
for (const { rule, from, to } of violations) console.error(`${rule}: ${from} -> ${to}`);
const seconds = ((Date.now() - started) / 1000).toFixed(1);
console.log(`${violations.length} forbidden imports in ${files} files (${seconds} s)`);
if (violations.length > 0) process.exitCode = 1;
