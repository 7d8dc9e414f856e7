import { releasedCatalogue } from '../../released.server.ts';
import { standardAnswer } from './standard-answer.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const catalogue = releasedCatalogue();
	return { catalogue, ...standardAnswer(catalogue, locale) };
};
