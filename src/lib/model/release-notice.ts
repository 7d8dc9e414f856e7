import { z } from 'zod';
import { corrections } from './correction.ts';
import { releaseDeclaration } from './release.ts';

/** `release.json`: who approved a release and when, what comes next, and what was corrected. */
export const releaseNotice = z.strictObject({
	release: releaseDeclaration,
	corrections
});
