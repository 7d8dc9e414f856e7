import { error } from '@sveltejs/kit';
import { locales } from '#lib/model/locales.ts';
import { releaseManifest, releasePath } from '../../release.server.ts';
import { releasedCatalogue } from '../../released.server.ts';
import { standardAnswer } from '../explore/standard-answer.server.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

/** No page of ours links to it. */
export const entries: EntryGenerator = () => locales.map((lang) => ({ lang }));

export const load: PageServerLoad = ({ params }) => {
	const locale = locales.find((known) => known === params.lang);
	if (!locale) error(404);
	const { release, date } = releaseManifest();
	const catalogue = releasedCatalogue();
	return {
		locale,
		release: { id: release, date, path: releasePath() },
		catalogue,
		...standardAnswer(catalogue, locale)
	};
};
