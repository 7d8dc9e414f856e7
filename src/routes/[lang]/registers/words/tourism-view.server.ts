import { axisWidth, monthLines } from '#lib/charts/month-lines.ts';
import { count, percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import {
	type MonthPoint,
	type TourismFigures,
	tourismFigures
} from '#lib/model/registers/tourism-register.ts';
import type { SeriesEntry } from '#lib/model/series-catalogue.ts';
import { drawnPicture } from '../../../drawn-chart.server.ts';
import { released, releasedSeries } from '../../../released.server.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, dateText, fieldLabel } from './entry-words.ts';

/** Every territory of the register whose series the release has. */
export function tourismViews(names: EntryNames) {
	const figures = released('pages/registers/tourism-figures.json', tourismFigures);
	if (!figures) return [];
	const catalogue = releasedSeries();
	return releasedEntries('tourism').flatMap((entry) => {
		const own = figures.find(({ id }) => id === entry.id);
		const [arrivals, local] = [entry.arrivals, entry.local].map((id) =>
			catalogue.find(({ series }) => series.id === id)
		);
		return own && arrivals && local ? [tourismView(own, [arrivals, local], names)] : [];
	});
}

function tourismView(
	{ id, territory, ...values }: TourismFigures[number],
	[arrivals, local]: readonly [SeriesEntry, SeriesEntry],
	names: EntryNames
) {
	const { locale } = names;
	const both = [
		{ entry: arrivals, points: values.arrivals },
		{ entry: local, points: values.local }
	];
	const largest = both.flatMap(({ points }) => points.map(({ value }) => value ?? 0));
	const left = axisWidth([count(Math.max(...largest), locale)]);
	const title = (entry: SeriesEntry) => wordsOf(entry.series.title, locale);
	return {
		...{ id, title: names.territory(territory) },
		charts: both.map(({ entry, points }) => ({
			...{ id: entry.series.id, title: title(entry) },
			definition: wordsOf(entry.series.definition, locale),
			drawn: drawnOf(points, wordsOf(entry.series.value.unit, locale), { left, names })
		})),
		sources: [...new Set(both.map(({ entry }) => entry.series.source.citation))],
		columns: [
			{ key: 'month', label: fieldLabel('date', locale) },
			...both.flatMap(({ entry }, i) => [
				{ key: `value${i}`, label: title(entry), align: 'end' as const },
				{
					key: `change${i}`,
					label: m.registers_tourism_change({}, { locale }),
					align: 'end' as const
				}
			])
		],
		rows: values.arrivals.map(({ period }, row) => ({
			month: dateText(period, locale),
			...Object.fromEntries(both.flatMap(({ points }, i) => cells(points[row], i, names)))
		}))
	};
}

function cells(
	point: MonthPoint | undefined,
	i: number,
	{ locale }: EntryNames
): [string, string][] {
	const none = m.registers_not_stated({}, { locale });
	const { value = null, before = null } = point ?? {};
	const change = value !== null && before ? percent(value / before - 1, locale) : none;
	return [
		[`value${i}`, value === null ? none : count(value, locale)],
		[`change${i}`, change.replace('-', '−')]
	];
}

/** January is the beginning of its year: a month stands at its beginning. */
const timeOf = (month: string) => Number(month.slice(0, 4)) + (Number(month.slice(5)) - 1) / 12;

function drawnOf(
	points: readonly MonthPoint[],
	unit: string,
	{ left, names }: { readonly left: number; readonly names: EntryNames }
) {
	const months = points.map(({ period }) => timeOf(period));
	const times = [Math.floor(Math.min(...months)), Math.ceil(Math.max(...months))] as const;
	const lines = points.map(({ period, value, before }) => ({
		...{ time: timeOf(period), value: value ?? undefined, before: before ?? undefined }
	}));
	const formatTick = (value: number) => count(value, names.locale);
	return drawnPicture((width) => monthLines(lines, { width, unit, formatTick, times, left }), 880);
}
