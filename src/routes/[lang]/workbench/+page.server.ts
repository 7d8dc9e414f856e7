import { catalogue } from '#lib/model/catalogue.ts';
import { releaseFile } from '../../release.server.ts';
import type { PageServerLoad } from './$types';

/** An own file is labelled by the same quality profiles as the surveys of the release. */
export const load: PageServerLoad = () => ({
	quality: catalogue.parse(releaseFile('catalogue.json')).quality
});
