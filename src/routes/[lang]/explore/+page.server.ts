import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { releaseFile } from '../../release.server.ts';
import { standardAnswer } from './standard-answer.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const catalogue = catalogueSchema.parse(releaseFile('catalogue.json'));
	return { catalogue, ...standardAnswer(catalogue, locale) };
};
