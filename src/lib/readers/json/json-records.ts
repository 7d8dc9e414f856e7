import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type Compression, decompressed } from '../decompressed.ts';
import { type JsonLayout, jsonLayout } from './json-layout.ts';
import { JsonScanner, type JsonValue } from './json-scanner.ts';
import { type ReadLimits, howToTrust, readLimits } from '../read-limits.ts';
import type { Records, SourceRecord, Variable } from '../records.ts';

export interface JsonRecordsOptions {
	readonly compression?: Compression;
	readonly limits?: ReadLimits;
}

/**
 * The records of a JSON text: an array of flat objects, alone or as the one such member of an object
 * ({ data: [...] }), or an object a line (JSON lines). Variables stand in the order in which their
 * names first appear; numbers are written as in the file; null, and a member that is not there, are
 * blank.
 * @throws DataError with record and line where a value is nested or the text is no JSON.
 */
export async function jsonRecords(
	source: ByteSource,
	{ compression = 'none', limits = readLimits }: JsonRecordsOptions = {}
): Promise<Records> {
	const text = await wholeText(source, { compression, limits });
	const layout = jsonLayout(text);
	const members = new MemberSurvey();
	for (const { fields } of objects(text, layout)) members.add(fields);
	const variables = members.variables();
	return {
		variables,
		rows: members.records,
		counts: layout.kind === 'lines' ? 'line' : 'record',
		batches: recordBatches(text, layout, variables),
		notes: [...layout.notes, ...members.notes()]
	};
}

async function wholeText(
	source: ByteSource,
	{ compression, limits }: Required<JsonRecordsOptions>
): Promise<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	const parts: string[] = [];
	let length = 0;
	const decoded = (...piece: Uint8Array<ArrayBuffer>[]) => {
		try {
			parts.push(decoder.decode(piece[0], { stream: piece.length > 0 }));
		} catch (cause) {
			throw new DataError(
				`JSON is not UTF-8, as it has to be; save it as UTF-8: byte ${length} or before`,
				{ cause }
			);
		}
	};
	for await (const piece of decompressed(source.stream(), compression, limits)) {
		length += piece.length;
		if (length > limits.maxDocumentBytes)
			throw new DataError(
				`JSON is longer than the limit maxDocumentBytes; ${howToTrust}: ` +
					`${limits.maxDocumentBytes} bytes`
			);
		decoded(piece);
	}
	decoded();
	return parts.join('');
}

type Fields = ReadonlyMap<string, JsonValue>;

interface JsonObject {
	readonly place: number;
	readonly fields: Fields;
}

function* objects(text: string, { kind, at, isWhole }: JsonLayout): Generator<JsonObject> {
	const scanner = new JsonScanner(text, at);
	if (kind === 'lines') {
		for (const lines = new LineCount(text); scanner.next() !== '';)
			yield flatObject(scanner, { place: lines.lineAt(scanner.at), what: 'line' });
		return;
	}
	if (!scanner.takes(']')) {
		let place = 0;
		do yield flatObject(scanner, { place: ++place, what: 'record' });
		while (scanner.takes(','));
		scanner.expect(']');
	}
	if (isWhole && scanner.next() !== '') throw scanner.fault('something follows the JSON array');
}

/** Counts lines of a text from front to back. */
class LineCount {
	readonly #text: string;
	#line = 1;
	#next: number;

	constructor(text: string) {
		this.#text = text;
		this.#next = text.indexOf('\n');
	}

	lineAt(at: number): number {
		while (this.#next >= 0 && this.#next < at) {
			this.#line++;
			this.#next = this.#text.indexOf('\n', this.#next + 1);
		}
		return this.#line;
	}
}

function flatObject(
	scanner: JsonScanner,
	{ place, what }: { place: number; what: string }
): JsonObject {
	if (!scanner.takes('{')) throw scanner.fault(`${what} ${place} is no JSON object`);
	const fields = new Map<string, JsonValue>();
	scanner.members('}', () => {
		const name = scanner.string();
		if (fields.has(name)) throw scanner.fault(`${what} ${place} has two members named ${name}`);
		scanner.expect(':');
		const value = scanner.value();
		if (value === undefined)
			throw scanner.fault(
				`${what} ${place} holds an object or array in ${name}, which no table has; flatten it before`
			);
		fields.set(name, value);
	});
	return { place, fields };
}

interface Member {
	count: number;
	readonly kinds: Set<JsonValue['kind']>;
}

/** Numbers of records at which services cut what they give out. */
const usualCuts = [1000, 5000, 10_000, 50_000];

/** What all records together say about their members. */
class MemberSurvey {
	records = 0;
	readonly #members = new Map<string, Member>();

	add(fields: Fields): void {
		this.records++;
		for (const [name, { kind, text }] of fields) {
			const member = this.#members.get(name) ?? { count: 0, kinds: new Set() };
			member.count++;
			if (kind !== 'null' && text !== '') member.kinds.add(kind);
			this.#members.set(name, member);
		}
	}

	variables(): Variable[] {
		if (this.#members.has('')) throw new DataError('a member has no name: ""');
		return [...this.#members].map(([name, { kinds }]) => ({
			name,
			kind: kinds.size === 1 && kinds.has('number') ? 'number' : 'text',
			labels: new Map(),
			missing: []
		}));
	}

	notes(): string[] {
		const members = [...this.#members];
		const listed = (found: typeof members, shown: (member: Member) => string) =>
			found.map(([name, member]) => name + shown(member)).join(', ');
		const partial = members.filter(([, { count }]) => count < this.records);
		const mixed = members.filter(([, { kinds }]) => kinds.size > 1);
		const notes: string[] = [];
		if (usualCuts.includes(this.records))
			notes.push(
				`a service may have cut the file; compare with the count that its producer gives: ` +
					`exactly ${this.records} records`
			);
		if (partial.length > 0)
			notes.push(
				`members that not every record has, blank where they are missing: ` +
					listed(partial, ({ count }) => ` (${this.records - count} without)`)
			);
		if (mixed.length > 0)
			notes.push(`members of several kinds, such as numbers and texts: ${listed(mixed, () => '')}`);
		return notes;
	}
}

const batchRecords = 4096;
const absent = '';

async function* recordBatches(
	text: string,
	layout: JsonLayout,
	variables: readonly Variable[]
): AsyncGenerator<readonly SourceRecord[]> {
	let batch: SourceRecord[] = [];
	for (const { place, fields } of objects(text, layout)) {
		const values = variables.map(({ name }) => {
			const value = fields.get(name);
			return value === undefined || value.kind === 'null' ? absent : value.text;
		});
		batch.push({ place, values });
		if (batch.length < batchRecords) continue;
		// Lets others have their turn between batches.
		yield await Promise.resolve(batch);
		batch = [];
	}
	if (batch.length > 0) yield batch;
}
