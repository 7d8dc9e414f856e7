import { releasedCatalogue } from '../../released.server.ts';
import type { PageServerLoad } from './$types';

/** An own file is labelled by the same quality profiles as the surveys of the release. */
export const load: PageServerLoad = () => ({
	quality: releasedCatalogue().quality
});
