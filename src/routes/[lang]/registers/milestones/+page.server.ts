import { wordsOf } from '#lib/model/catalogue-words.ts';
import { timeMarks } from '#lib/model/registers/time-marks.ts';
import { releasedEntries } from '../index.server.ts';
import { dateText, sourceText } from '../words/entry-words.ts';
import { entryNames } from '../words/names.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
	const { locale } = await parent();
	const names = entryNames(locale);
	const entries = new Map(releasedEntries('milestones').map((one) => [one.id, one]));
	const marks = timeMarks([...entries.values()], [-Infinity, Infinity]);
	const milestones = marks.flatMap(({ id, isExact }) => {
		const entry = entries.get(id);
		return entry ? [{ entry, isExact }] : [];
	});
	const sources = [...new Set(milestones.map(({ entry }) => sourceText(entry.source)))];
	const years = [...new Set(milestones.map(({ entry }) => entry.date.slice(0, 4)))];
	return {
		years: years.map((year) => ({
			year,
			milestones: milestones
				.filter(({ entry }) => entry.date.startsWith(year))
				.map(({ entry, isExact }) => ({
					id: entry.id,
					isExact,
					kind: names.code('milestone-kinds', entry.kind),
					title: wordsOf(entry.title, locale),
					when:
						entry.until === undefined
							? dateText(entry.date, locale)
							: `${dateText(entry.date, locale)} – ${dateText(entry.until, locale)}`,
					where: [entry.where, entry.country && names.territory(entry.country)]
						.filter(Boolean)
						.join(', '),
					detail: entry.detail && wordsOf(entry.detail, locale),
					articles: entry.articles.join(', '),
					note: entry.dateNote && wordsOf(entry.dateNote, locale),
					source: sources.indexOf(sourceText(entry.source)) + 1
				}))
		})),
		sources,
		view: registerView('milestones', { locale })
	};
};
