import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type CsvRecordsOptions, csvRecords } from '../csv/csv-records.ts';
import { decompressed } from '../decompressed.ts';
import { readLimits } from '../read-limits.ts';
import type { Records, SourceRecord, Variable } from '../records.ts';
import { CodeLabels } from './sdmx-labels.ts';

export interface SdmxCsvOptions extends Pick<CsvRecordsOptions, 'compression' | 'limits'> {
	/** How the file was asked for: with `both`, values such as "M: Monthly" are code and label. */
	readonly labels?: 'id' | 'both';
}

/** Where the columns are that every message has; undefined for one that may be missing, and is. */
interface FixedColumns {
	readonly structure: number | undefined;
	readonly id: number;
	readonly action: number | undefined;
}

/**
 * The observations of an SDMX-CSV message, 1.0, 2.0 or 2.1, with all columns as they are written:
 * also those that name the structure and the action of each. Field guides: sdmx-twg/sdmx-csv on
 * GitHub, `data_message_field_guide.md`. The separator is what follows the first name.
 * @throws DataError with the line where the columns that every message begins with are not right,
 * and for rows that delete: they are no observations.
 */
export async function sdmxCsvRecords(
	source: ByteSource,
	{ labels = 'id', compression = 'none', limits = readLimits }: SdmxCsvOptions = {}
): Promise<Records> {
	const delimiter = await delimiterOf(source, { compression, limits });
	const open = () => csvRecords(source, { delimiter, compression, limits });
	const table = await open();
	const names = table.variables.map(({ name }) => name);
	const columns = fixedColumns(names);
	const split = labels === 'both' ? names.map(() => new CodeLabels()) : [];
	const message = await messageOf(table, columns, split);
	const { batches } = await open();
	return {
		variables: names.map((name, i) => variableOf(name, labels, split[i])),
		rows: message.rows,
		counts: 'line',
		batches: withCodes(batches, split),
		notes: [...notesOf(message, delimiter, hasLabels(names) && labels === 'id'), ...table.notes]
	};
}

const headBytes = 1 << 16;
const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

async function delimiterOf(
	source: ByteSource,
	{ compression, limits }: Required<Pick<SdmxCsvOptions, 'compression' | 'limits'>>
): Promise<Delimiter> {
	const decoder = new TextDecoder();
	let head = '';
	for await (const piece of decompressed(source.stream(), compression, limits)) {
		head += decoder.decode(piece.subarray(0, headBytes), { stream: true });
		if (head.includes('\n') || head.length > headBytes) break;
	}
	const [, , sign = ''] = /^"?(DATAFLOW|STRUCTURE(?:\[[^\]]\])?)"?([,;\t|])/.exec(head) ?? [];
	const delimiter = delimiters.find((known) => known === sign);
	if (delimiter) return delimiter;
	const first = head.split(/[\r\n]/, 1)[0] ?? '';
	throw new DataError(
		`not SDMX-CSV, whose first column is STRUCTURE or DATAFLOW: ${JSON.stringify(first.slice(0, 80))}`
	);
}

function fixedColumns(names: readonly string[]): FixedColumns {
	const action = names.indexOf('ACTION');
	if (names[0] === 'DATAFLOW') {
		expectAction(action, action < 0 ? action : 1);
		return { structure: undefined, id: 0, action: action < 0 ? undefined : action };
	}
	if (names[1] !== 'STRUCTURE_ID')
		throw new DataError(`second column of SDMX-CSV 2 is not STRUCTURE_ID: ${names[1] ?? ''}`);
	const expected = names[2] === 'STRUCTURE_NAME' ? 3 : 2;
	expectAction(action, action < 0 ? action : expected);
	return { structure: 0, id: 1, action: action < 0 ? undefined : action };
}

function expectAction(found: number, expected: number): void {
	if (found !== expected)
		throw new DataError(`ACTION is not column ${expected + 1} of the header: column ${found + 1}`);
}

interface Message {
	readonly rows: number;
	readonly structures: ReadonlySet<string>;
	readonly actions: ReadonlySet<string>;
}

async function messageOf(
	{ batches }: Records,
	columns: FixedColumns,
	split: readonly CodeLabels[]
): Promise<Message> {
	const structures = new Set<string>();
	const actions = new Set<string>();
	let rows = 0;
	for await (const batch of batches)
		for (const record of batch) {
			rows++;
			structures.add(structureOf(record, columns));
			if (columns.action !== undefined) actions.add(actionOf(record, columns.action));
			split.forEach((labels, i) => labels.add(record.values[i] ?? ''));
		}
	return { rows, structures, actions };
}

const kinds = ['dataflow', 'datastructure', 'dataprovision'];

/** Such as ESTAT:NA_MAIN(1.6.0), whose version may be missing. */
const identifier = /^[^\s:]+:[^\s:()]+(\([^()]+\))?(: |$)/;

function structureOf({ place, values }: SourceRecord, { structure, id }: FixedColumns): string {
	const kind = structure === undefined ? 'dataflow' : (values[structure] ?? '');
	if (!kinds.includes(kind.toLowerCase()))
		throw new DataError(`STRUCTURE of line ${place} is none of ${kinds.join(', ')}: ${kind}`);
	const name = values[id] ?? '';
	if (!identifier.test(name))
		throw new DataError(`line ${place} names no structure such as ESTAT:NA_MAIN(1.6.0): ${name}`);
	return name;
}

function actionOf({ place, values }: SourceRecord, column: number): string {
	const action = values[column] ?? '';
	if (action === 'D')
		throw new DataError(
			`line ${place} deletes what an earlier message brought; apply it to that one: action D`
		);
	if (!['I', 'A', 'R', 'M'].includes(action))
		throw new DataError(`action of line ${place} is none of I, A, R, M and D: ${action}`);
	return action;
}

/** The name of a component, and what it is called where labels were asked for too. */
function componentName(text: string): { name: string; label?: string } {
	const [, name, label] = /^([^\s:]+): ?(.+)$/.exec(text) ?? [];
	return name !== undefined && label !== undefined ? { name, label } : { name: text };
}

const hasLabels = (names: readonly string[]) =>
	names.some((name) => componentName(name).label !== undefined);

function variableOf(
	name: string,
	labels: SdmxCsvOptions['labels'],
	split: CodeLabels | undefined
): Variable {
	const component = labels === 'both' ? componentName(name) : { name };
	return { ...component, kind: 'text', labels: split?.labels ?? new Map(), missing: [] };
}

function notesOf(
	{ structures, actions }: Message,
	delimiter: string,
	keptLabels: boolean
): string[] {
	const notes = [`structures: ${[...structures].sort().join(', ')}`];
	if (actions.size > 0) notes.push(`actions: ${[...actions].sort().join(', ')}`);
	if (delimiter !== ',')
		notes.push(`separator is not a comma, so that numbers may have a decimal comma: ${delimiter}`);
	if (keptLabels) notes.push('codes stand with their labels; read it with labels: both');
	return notes;
}

async function* withCodes(
	batches: Records['batches'],
	split: readonly CodeLabels[]
): AsyncGenerator<readonly SourceRecord[]> {
	for await (const batch of batches)
		yield split.length === 0
			? batch
			: batch.map(({ place, values }) => ({
					place,
					values: values.map((value, i) => split[i]?.code(value) ?? value)
				}));
}
