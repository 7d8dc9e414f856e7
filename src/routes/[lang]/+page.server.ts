import { longDate } from '#lib/format/dates.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { correctionAnchor } from '#lib/model/corrections-of.ts';
import { releasedNotice } from '../released.server.ts';
import { releaseHoldings, releaseNews } from './data/release-news.server.ts';
import { dateWithStatus } from './data/words.ts';
import type { PageServerLoad } from './$types';

/** Older ones stand on the page of the data. */
const shownCorrections = 3;

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const { release, corrections } = releasedNotice();
	const planned = release.calendar.find(({ date }) => date === release.nextRelease?.date);
	return {
		news: releaseNews(locale),
		holdings: releaseHoldings(locale),
		corrections: corrections.slice(0, shownCorrections).map(({ date, what }, i) => ({
			anchor: correctionAnchor(corrections.length - i),
			date: longDate(date, locale),
			what: wordsOf(what, locale)
		})),
		next: release.nextRelease && {
			date: dateWithStatus(release.nextRelease, locale),
			what: planned && wordsOf(planned.what, locale)
		}
	};
};
