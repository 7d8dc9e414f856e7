import { z } from 'zod';
import { corrections } from './correction.ts';
import { pastRelease, releaseChanges } from './release-changes.ts';
import { releaseDeclaration } from './release.ts';

/** `release.json`: who approved a release and when, what changed, what comes next, what was corrected. */
export const releaseNotice = z.strictObject({
	release: releaseDeclaration,
	/** Against the release before, where that is online. */
	changes: releaseChanges.nullable().default(null),
	/** All releases before, the latest first, also those that are no longer online. */
	earlier: z.array(pastRelease).default([]),
	corrections
});
export type ReleaseNotice = z.infer<typeof releaseNotice>;
