import { error } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { atomFeed } from '#lib/export/atom/atom-feed.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { locales } from '#lib/model/locales.ts';
import { releasedNotice } from '../../released.server.ts';
import { holdingsText, releaseNews } from '../data/release-news.server.ts';
import { feedEntries, feedId } from './feed-entries.server.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = () => locales.map((lang) => ({ lang }));

export const GET: RequestHandler = ({ params }) => {
	const locale = locales.find((known) => known === params.lang);
	if (!locale) error(404);
	const home = `${__ATALAYA_ORIGIN__}${resolve('/[lang]', { lang: locale })}/`;
	const notice = releasedNotice();
	const { approver } = notice.release;
	const body = atomFeed({
		id: feedId(`feed/${locale}`),
		title: m.feed_title({}, { locale }),
		subtitle: m.feed_lead({}, { locale }),
		language: locale,
		author: approver ? wordsOf(approver.role, locale) : m.site_name({}, { locale }),
		...{ self: `${home}feed.xml`, page: `${home}data/` },
		entries: feedEntries({
			notice,
			news: [...releaseNews(locale), holdingsText(locale)],
			page: `${home}data/`,
			locale
		})
	});
	return new Response(body, { headers: { 'content-type': 'application/atom+xml' } });
};
