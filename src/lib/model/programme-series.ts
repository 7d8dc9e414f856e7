import { z } from 'zod';
import { conceptId, isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { period } from './period.ts';
import type { ProgrammeDesign } from './programme-design.ts';
import { territoryId } from './territory.ts';

/** What the columns of a table of series are called: who, when, and since when treated. */
export const seriesTableColumns = {
	territory: 'territory',
	period: 'period',
	start: 'start'
} as const;

const seriesColumn = z.strictObject({
	/** What outcomes and the design call it. */
	column: z.string().min(1),
	/** Of `data/series`. */
	series: slug,
	/** One category of every dimension of the series. */
	categories: z.record(conceptId, slug).default({}),
	/** Breaks of the series, by the period numbers of the design. The build fills them in, nobody else. */
	breaks: z.array(z.strictObject({ period: z.int(), reason: localized })).default([])
});

/** A table made of series of `data/series`: a row a territory and period, a column a series. */
export const seriesTable = z.strictObject({
	/** What `design.table.file` calls it. */
	file: slug,
	territories: z.array(territoryId).min(1),
	/** Of a panel: first treated period of each territory that is treated, as series write periods. */
	starts: z.record(territoryId, period).default({}),
	/** Nothing before this period is used; absent: all that there is. */
	from: period.optional(),
	/** Nothing after it. */
	until: period.optional(),
	columns: z.array(seriesColumn).min(1)
});
export type SeriesTable = z.infer<typeof seriesTable>;

/** Where the figures of a programme come from, as its page names them. */
export const programmeSource = z.strictObject({
	series: slug,
	title: localized,
	producer: z.string().min(1),
	citation: z.string().min(1),
	licence: z.string().min(1),
	url: z.url().optional(),
	retrieved: isoDate,
	vintage: localized,
	caution: localized.optional(),
	breaks: z.array(z.strictObject({ period, reason: localized }))
});
export type ProgrammeSource = z.infer<typeof programmeSource>;

/** From which periods on the series behind some columns are counted otherwise, in order, each once. */
export const breaksOf = (
	table: SeriesTable | undefined,
	columns: readonly (string | undefined)[]
): number[] => {
	const named = table?.columns.filter(({ column }) => columns.includes(column)) ?? [];
	const periods = named.flatMap(({ breaks }) => breaks.map(({ period: at }) => at));
	return [...new Set(periods)].sort((a, b) => a - b);
};

type Refuse = (path: (string | number)[], message: string) => void;

/** What a programme of series has to say, and must not. */
export function refuseSeriesTable(
	table: SeriesTable | undefined,
	{ design, isOrigin }: { readonly design: ProgrammeDesign; readonly isOrigin: boolean },
	refuse: Refuse
) {
	if (isOrigin !== (table !== undefined))
		refuse(['series'], 'a table of series and origin series belong together');
	if (!table) return;
	const names = table.columns.map(({ column }) => column);
	const reserved: readonly string[] = Object.values(seriesTableColumns);
	names.forEach((name, i) => {
		if (names.indexOf(name) !== i || reserved.includes(name))
			refuse(['series', 'columns', i, 'column'], `stands twice, or is taken: ${name}`);
	});
	for (const [path, message] of designFaults(table, design)) refuse(path, message);
}

function designFaults(
	{ territories, starts }: SeriesTable,
	design: ProgrammeDesign
): [(string | number)[], string][] {
	const { territory, period: when, start } = seriesTableColumns;
	const treated = Object.keys(starts);
	const isCalled = (field: string, name: string | undefined, wanted: string) =>
		name === wanted
			? []
			: [faultOf(['design', 'table', field], `of series it is called ${wanted}: ${name ?? ''}`)];
	if (design.kind === 'series')
		return [
			...isCalled('period', design.table.period, when),
			...(territories.length > 1
				? [faultOf(['series', 'territories'], `one series, one territory: ${territories.length}`)]
				: []),
			...(treated.length > 0
				? [faultOf(['series', 'starts'], `interruption says the start: ${treated.join(', ')}`)]
				: [])
		];
	if (design.kind !== 'panel')
		return [faultOf(['design', 'kind'], `series make a panel or a series: ${design.kind}`)];
	const outside = treated.find((id) => !territories.includes(id));
	return [
		...isCalled('unit', design.table.unit, territory),
		...isCalled('period', design.table.period, when),
		...isCalled('start', design.table.start, start),
		...(outside === undefined
			? []
			: [faultOf(['series', 'starts', outside], `not among the territories: ${outside}`)])
	];
}

const faultOf = (path: (string | number)[], message: string): [(string | number)[], string] => [
	path,
	message
];
