import { columnName } from '#lib/model/entry-template.ts';
import {
	columnLabel,
	questionnaireLead,
	questionnaireTitle
} from '#lib/export/tables/questionnaire-words.ts';
import { fieldLabel } from '#lib/export/tables/register-words.ts';
import type { Locale } from '#lib/model/locales.ts';
import { declaredNames, namesIn } from '#lib/model/questionnaires/known-names.ts';
import { type Questionnaire, questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import { registerNames } from '#lib/model/questionnaires/register-template.ts';
import { registerFields } from '#lib/model/registers/registers.ts';
import { released } from '../../released.server.ts';
import { sectionName } from '../registers/words/entry-words.ts';
import type { PageServerLoad } from './$types';

/** Of a release without registers: names are not judged. */
const nothing = { names: {}, places: {}, planes: {}, lands: {}, lists: {} };

/** Where what is filled in goes, below `data/`. */
const folders = { register: 'registers', framework: 'frameworks', series: 'series' } as const;

/** Asked for most, first; the others as they are. */
const first = ['services', 'alternatives', 'framework', 'series'];

const sections = ['explore', 'baselines', 'impact', 'results', 'registers', 'data', 'methods'];

export const load: PageServerLoad = async ({ parent }) => {
	const { locale, release } = await parent();
	const names = released('pages/contribute.json', declaredNames);
	const known = namesIn(names ?? nothing, { locale, today: release.date });
	const place = ({ id }: Questionnaire) => (first.includes(id) ? first.indexOf(id) : first.length);
	return {
		known,
		forms: (names ? questionnaires : [])
			.toSorted((a, b) => place(a) - place(b))
			.map((one) => ({
				...{ id: one.id, title: questionnaireTitle(one, locale) },
				...{ lead: questionnaireLead(one, locale), folder: folders[one.kind] },
				path:
					one.kind === 'framework'
						? 'frameworks/blank-framework.xlsx'
						: `questionnaires/${one.id}.${locale}.xlsx`
			})),
		labels: columnLabels(locale),
		fields: Object.fromEntries(
			[...new Set([...registerNames.flatMap(registerFields), 'source', 'lastChecked'])].map(
				(field) => [field, fieldLabel(field, locale)]
			)
		),
		sections: Object.fromEntries(sections.map((id) => [id, sectionName(id, locale)]))
	};
};

/** What columns are called, by kind: registers have the same name for the same field. */
function columnLabels(locale: Locale): Record<Questionnaire['kind'], Record<string, string>> {
	const labels = { register: {}, framework: {}, series: {} } as ReturnType<typeof columnLabels>;
	for (const one of questionnaires)
		for (const { columns } of one.template.sheets)
			for (const column of columns)
				labels[one.kind][column.id] ??= columnLabel(one, column, locale);
	for (const field of ['id', 'source'])
		labels.register[columnName(field)] ??= fieldLabel(field, locale);
	return labels;
}
