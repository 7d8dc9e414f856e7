import { error } from '@sveltejs/kit';
import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { locales } from '#lib/model/locales.ts';
import { releasedFramework, releasedFrameworks } from '../index.server.ts';
import {
	dateText,
	filterFields,
	leadTexts,
	lineView,
	remarkViews,
	sourceText,
	sumRows
} from '../words/framework-view.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	releasedFrameworks().flatMap((framework) => locales.map((lang) => ({ lang, framework })));

export const load: PageServerLoad = async ({ params, parent }) => {
	const { locale, release } = await parent();
	if (!releasedFrameworks().includes(params.framework)) error(404);
	const page = releasedFramework(params.framework);
	const { framework } = page;
	const words = { page, locale, today: release.date };
	const lines = framework.lines.map((line) => lineView(line, words));
	const { period } = framework;
	const days = { start: dateText(period.start, { locale }), end: dateText(period.end, { locale }) };
	return {
		...{ id: framework.id, synthetic: framework.synthetic },
		...{ title: wordsOf(framework.title, locale), summary: wordsOf(framework.summary, locale) },
		period: { text: m.results_period(days, { locale }), source: sourceText(period.source, words) },
		checked: m.results_checked({ date: longDate(framework.checked, locale) }, { locale }),
		asOf: m.results_as_of({ date: longDate(release.date, locale) }, { locale }),
		lead: leadTexts(words),
		fields: filterFields(lines, words),
		changes: lines.filter(({ kind }) => kind !== 'output'),
		groups: framework.groups
			.map(({ code, title }) => ({
				...{ code, title: wordsOf(title, locale) },
				lines: lines.filter(({ kind, codes }) => kind === 'output' && codes.group.includes(code))
			}))
			.filter((group) => group.lines.length > 0),
		sums: sumRows(words),
		remarks: remarkViews(words),
		documents: framework.documents.map(({ title, producer, date, url }) => ({
			...{ title, producer, url, date: dateText(date, words) }
		}))
	};
};
