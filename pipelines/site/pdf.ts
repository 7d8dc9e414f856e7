import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { repository } from '../install.js';
import { profileOf } from '../profile.js';
import { findChromium } from './chromium.js';
import { printBoards } from './print-boards.ts';

/** What `npm run pdf` does. */
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
	if (findChromium() === undefined)
		say('PDF of boards: skipped, no Chromium found; pages offer to print');
	else
		await printBoards({
			site: join(repository, profileOf(process.env).site),
			cache: join(repository, '.atalaya', 'compressed'),
			say
		});
} catch (error) {
	console.error(error instanceof DataError ? error.message : error);
	process.exitCode = 1;
}
