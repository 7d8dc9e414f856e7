import { error } from '@sveltejs/kit';
import { locales } from '#lib/model/locales.ts';
import { frameWords } from './frame-words.server.ts';
import { releaseManifest, releasePath } from '../release.server.ts';
import type { LayoutServerLoad } from './$types';

const written = Object.keys(import.meta.glob('./*/+page.svelte'));

export const load: LayoutServerLoad = ({ params }) => {
	const locale = locales.find((known) => known === params.lang);
	if (!locale) error(404);
	const { release, date } = releaseManifest();
	/** Folders of this one that hold a page: a link to any other would break the build. */
	const pages = written.map((path) => path.split('/')[1]!);
	const isLocal = __ATALAYA_PROFILE__ === 'local';
	const frame = frameWords(locale, { release, date, isLocal });
	return { locale, release: { id: release, date, path: releasePath() }, pages, frame };
};
