import { cellValue } from '../filled-cell.ts';
import type { CellProblem, FilledRow } from '../filled-template.ts';
import { nearestName, unknownName } from '../nearest-name.ts';
import { frequencyOf } from '../period.ts';
import type { ProblemReason } from '../problems.ts';
import { seriesStatus, valueStatuses } from '../series-origin.ts';
import { type Series, seriesColumns } from '../series.ts';
import type { KnownNames } from './known-names.ts';
import { seriesValues } from './series-template.ts';

/** A row of the file of a series, by column. */
export type SeriesValueRow = Readonly<Record<string, string | number>>;

interface CheckedValues {
	readonly rows: readonly SeriesValueRow[];
	readonly problems: readonly CellProblem[];
	readonly left: readonly FilledRow[];
}

type Fault = readonly [column: string, message: string, reason: ProblemReason, meant?: string];

/** The numbers of a series that are in order, and what is wrong with the others, by cell. */
export function checkedValues(
	series: Series,
	rows: readonly FilledRow[],
	{ lists }: Pick<KnownNames, 'lists'>
): CheckedValues {
	const territories = series.geography.lists.flatMap((id) => lists[id]?.territories ?? []);
	const known: Known = { series, territories: new Set(territories) };
	const columns = seriesColumns(series);
	const seen = new Set<string>();
	const [kept, problems, left]: [SeriesValueRow[], CellProblem[], FilledRow[]] = [[], [], []];
	for (const row of rows) {
		const key = keyOf(series, row);
		const repeated: Fault[] = seen.has(key) ? [['territory', `stands twice: ${key}`, 'twice']] : [];
		seen.add(key);
		const unread = (row.faults ?? []).map(({ column, message }): Fault => [
			column,
			message,
			'spreadsheet'
		]);
		const found = [...unread, ...rowFaults(row, known), ...repeated];
		problems.push(...found.map((fault) => problemOf(row, fault)));
		if (found.length > 0) left.push(row);
		else kept.push(valueRow(row, columns));
	}
	return { rows: kept, problems, left };
}

interface Known {
	readonly series: Series;
	readonly territories: ReadonlySet<string>;
}

const textOf = ({ cells }: FilledRow, column: string) => cells.get(column)?.text ?? '';

const keyOf = ({ dimensions }: Series, row: FilledRow) =>
	['territory', 'period', ...dimensions.map(({ id }) => id)]
		.map((column) => textOf(row, column))
		.join(' ');

function rowFaults(row: FilledRow, { series, territories }: Known): Fault[] {
	const { frequency, dimensions } = series;
	const territory = textOf(row, 'territory');
	const period = textOf(row, 'period');
	return [
		...named('territory', territory, { what: 'territory', known: territories }),
		...(period === ''
			? [missing('period')]
			: frequencyOf(period) === frequency
				? []
				: [['period', `not a period of a series by ${frequency}: ${period}`, 'date'] as const]),
		...dimensions.flatMap(({ id, categories }) =>
			named(id, textOf(row, id), {
				what: `category of ${id}`,
				known: new Set(categories.map((one) => one.id))
			})
		),
		...numberFaults(row, series),
		...statusFaults(row)
	];
}

const missing = (column: string): Fault => [column, `${column}: missing`, 'missing'];

interface Named {
	readonly what: string;
	readonly known: ReadonlySet<string>;
}

function named(column: string, name: string, { what, known }: Named): Fault[] {
	if (name === '') return [missing(column)];
	if (known.has(name) || (known.size === 0 && column === 'territory')) return [];
	return [
		[column, unknownName(what, name, known), 'unknown', nearestName(name, [...known])] as Fault
	];
}

function numberFaults(row: FilledRow, { value, checks }: Series): Fault[] {
	const text = textOf(row, 'value');
	const error = textOf(row, 'standard_error');
	const number = cellValue('number', text);
	const faults: Fault[] = [];
	if (text !== '' && typeof number !== 'number')
		return [['value', `expected a number, received ${JSON.stringify(text)}`, 'number']];
	if (typeof cellValue('number', error) !== 'number' && error !== '')
		faults.push([
			'standard_error',
			`expected a number, received ${JSON.stringify(error)}`,
			'number'
		]);
	if (typeof number !== 'number') return faults;
	const isWhole = checks.whole ?? value.kind === 'count';
	if (isWhole && !Number.isInteger(number))
		faults.push(['value', `a count with a fraction: ${number}`, 'whole']);
	const [least, most] =
		checks.range ?? (value.kind === 'count' ? [0, Infinity] : [-Infinity, Infinity]);
	if (number < least || number > most)
		faults.push(['value', `not from ${least} to ${most}: ${number}`, 'limit']);
	if (value.precision === 'standard-error' && error === '') faults.push(missing('standard_error'));
	return faults;
}

function statusFaults(row: FilledRow): Fault[] {
	const status = textOf(row, 'status');
	const hasValue = textOf(row, 'value') !== '';
	const known: readonly string[] = seriesStatus.options;
	if (status === '') return [];
	if (!known.includes(status))
		return [
			[
				'status',
				unknownName('status', status, known),
				'choice',
				nearestName(status, known)
			] as Fault
		];
	const isOfValue = (valueStatuses as readonly string[]).includes(status);
	if (isOfValue === hasValue) return [];
	return [
		[
			'status',
			`contradicts ${hasValue ? 'the value that is there' : 'that there is no value'}: ${status}`,
			'other'
		]
	];
}

function problemOf(row: FilledRow, [column, message, reason, meant]: Fault): CellProblem {
	const cell = row.cells.get(column) ?? row.faults?.find((one) => one.column === column);
	return {
		...{ sheet: seriesValues.id, cell: cell?.cell ?? `row ${row.row}`, message, reason, column },
		...{ row: row.row, ...(cell && { text: cell.text }), ...(meant !== undefined && { meant }) }
	};
}

const valueRow = ({ cells }: FilledRow, columns: readonly string[]): SeriesValueRow =>
	Object.fromEntries(
		columns.flatMap((column) => {
			const text = cells.get(column)?.text;
			const isNumber = column === 'value' || column === 'standard_error';
			return text === undefined ? [] : [[column, isNumber ? Number(text) : text]];
		})
	);
