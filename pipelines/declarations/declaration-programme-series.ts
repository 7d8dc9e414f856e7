import { periodName, periodNumber } from '#lib/impact/evaluation/period-names.ts';
import type { Path } from '#lib/model/problems.ts';
import type { TimeScale } from '#lib/model/programme-design.ts';
import type { SeriesTable } from '#lib/model/programme-series.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { Series } from '#lib/model/series.ts';
import { tier } from '#lib/model/survey.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import { type ProgrammeOfSeries, isOfSeries } from '../steps/programmes/series-text-table.ts';
import type { References, Report } from './declaration-references.ts';
import { territoriesOf } from './declaration-series.ts';

/** That the series of a programme are there, speak of its places and periods, and may be told. */
export function checkProgrammeSeries(programme: Programme, references: References, report: Report) {
	if (!isOfSeries(programme)) return;
	const { series: table, design } = programme;
	checkScale(table, design.time, report);
	table.columns.forEach((column, i) => {
		const at = ['series', 'columns', i];
		const own: Report = (path, message, where) => report([...at, ...path], message, where);
		if (column.breaks.length > 0)
			own(['breaks'], `the series says its breaks, the build fills them in: ${column.series}`);
		const series = references.find('series', column.series, (why) => own(['series'], why));
		if (!series) return;
		checkColumn(column, series, programme, own);
		checkPlaces(table, series, { references, report });
	});
	checkOutcomes(programme, references, report);
}

/** Months and quarters are counted from a first one; what is named is a period of the design. */
function checkScale(table: SeriesTable, time: TimeScale, report: Report) {
	const at: Path = ['design', 'time'];
	if (time.unit === 'wave') return report([...at, 'unit'], 'series have no waves: wave');
	if (time.unit !== 'year' && time.first === undefined)
		return report(at, `periods of a series by ${time.unit} are counted from first: none`);
	const named: [Path, string | undefined][] = [
		[[...at, 'first'], time.first],
		[['series', 'from'], table.from],
		[['series', 'until'], table.until],
		...Object.entries(table.starts).map(([id, start]): [Path, string] => [
			['series', 'starts', id],
			start
		])
	];
	for (const [path, name] of named)
		if (name !== undefined && periodNumber(time, name) === undefined)
			report(path, `not a period of a design by ${time.unit}: ${name}`);
}

type Column = SeriesTable['columns'][number];

function checkColumn(
	{ series: id, categories }: Column,
	series: Series,
	programme: ProgrammeOfSeries,
	report: Report
) {
	const { time } = programme.design;
	if (series.frequency !== time.unit)
		report(['series'], `by ${series.frequency}, the design counts by ${time.unit}: ${id}`);
	else checkEnd(series, programme, report);
	const { options } = tier;
	if (options.indexOf(programme.tier) < options.indexOf(series.tier))
		report(
			['series'],
			`${series.tier}, so that what is made of it is not ${programme.tier}: ${id}`
		);
	for (const { id: dimension, categories: known } of series.dimensions) {
		const named = categories[dimension];
		const ids = known.map((one) => one.id);
		if (named === undefined) report(['categories'], `needs one category of: ${dimension}`, 'key');
		else if (!ids.includes(named))
			report(['categories', dimension], unknownName(`category of ${dimension}`, named, ids));
	}
	const dimensions = series.dimensions.map((one) => one.id);
	for (const name of Object.keys(categories))
		if (!dimensions.includes(name))
			report(['categories', name], unknownName('dimension', name, dimensions));
}

/** A series that was over before the programme began tells nothing of it. */
function checkEnd(series: Series, { design, series: table }: ProgrammeOfSeries, report: Report) {
	const { lastComplete } = series;
	const begins =
		design.kind === 'series'
			? [periodName(design.time, design.interruption)]
			: Object.values(table.starts);
	const first = begins.toSorted()[0];
	if (lastComplete !== undefined && first !== undefined && lastComplete < first)
		report(
			['series'],
			`ends in ${lastComplete}, before the programme begins in ${first}: ${series.id}`
		);
}

function checkPlaces(
	{ territories, starts }: SeriesTable,
	series: Series,
	{ references, report }: { readonly references: References; readonly report: Report }
) {
	// What is wrong with its own lists is reported where the series is checked.
	const known = territoriesOf(series, references, () => undefined)?.map(({ id }) => id);
	if (!known) return;
	const named: [Path, string][] = [
		...territories.map((id, i): [Path, string] => [['series', 'territories', i], id]),
		...Object.keys(starts).map((id): [Path, string] => [['series', 'starts', id], id])
	];
	for (const [path, id] of named)
		if (!known.includes(id)) report(path, unknownName(`territory of ${series.id}`, id, known));
}

/** Outcomes name columns of the table, and are what their series are. */
function checkOutcomes(
	{ outcomes, series: { columns }, design }: ProgrammeOfSeries,
	references: References,
	report: Report
) {
	const names = columns.map(({ column }) => column);
	const check = (path: Path, name: string | undefined) => {
		if (name !== undefined && !names.includes(name))
			report(path, unknownName('column', name, names));
	};
	if (design.kind === 'series') check(['design', 'table', 'control'], design.table.control);
	outcomes.forEach(({ column: name, scale, measures }, i) => {
		const at: Path = ['outcomes', i];
		check([...at, 'column'], name);
		if (scale.kind === 'count') check([...at, 'scale', 'exposure'], scale.exposure);
		const id = columns.find((one) => one.column === name)?.series;
		const series = id === undefined ? undefined : references.find('series', id, () => undefined);
		if (!series) return;
		if (series.measures === 'enforcement' && measures !== 'enforcement')
			report([...at, 'measures'], `the series measures enforcement: ${measures}`);
		if (scale.kind === 'count' && series.value.kind !== 'count')
			report(
				[...at, 'scale', 'kind'],
				`the series is no count, it is a ${series.value.kind}: count`
			);
	});
}
