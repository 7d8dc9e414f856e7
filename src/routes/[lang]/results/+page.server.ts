import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releasedFramework, releasedFrameworks } from './index.server.ts';
import type { PageServerLoad } from './$types';
import { dateText, leadTexts } from './words/framework-view.ts';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const entries = releasedFrameworks().map((id) => {
		const page = releasedFramework(id);
		const { title, summary, synthetic, period } = page.framework;
		const days = {
			start: dateText(period.start, { locale }),
			end: dateText(period.end, { locale })
		};
		return {
			...{ id, synthetic, title: wordsOf(title, locale), summary: wordsOf(summary, locale) },
			period: m.results_period(days, { locale }),
			counts: leadTexts({ page, locale, today: release.date })
		};
	});
	/** What is real before what is invented; each by its title. */
	const order = (a: (typeof entries)[number], b: (typeof entries)[number]) =>
		Number(a.synthetic) - Number(b.synthetic) || a.title.localeCompare(b.title, locale);
	return { entries: entries.sort(order) };
};
