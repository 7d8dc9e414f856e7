import { DataError } from '#lib/errors.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import { RecordNumberer } from './numbered-records.ts';

export type CsvOptions = Pick<SourceFile, 'encoding' | 'delimiter' | 'compression'>;

/** The column put before all others: the line of the file where the record begins. */
export const lineColumn = 'atalaya_line';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A delimited file as UTF-8 text in pieces, decompressed and transcoded, every record headed by its
 * line. DuckDB parses it: its own reader knows neither windows-1252 nor the lines of what it drops.
 */
export async function* numberedCsv(
	bytes: ReadableStream<Bytes>,
	{ encoding, delimiter, compression }: CsvOptions
): AsyncGenerator<string> {
	const stream =
		compression === 'gzip' ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
	const decode = decoder(encoding);
	const records = new RecordNumberer(delimiter, lineColumn);
	for await (const piece of chunks(stream)) yield records.number(decode(piece, records.line));
	yield records.number(decode(undefined, records.line));
}

async function* chunks(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
	const reader = stream.getReader();
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
	} finally {
		reader.releaseLock();
	}
}

type Decode = (piece: Bytes | undefined, line: number) => string;

function decoder(encoding: CsvOptions['encoding']): Decode {
	// TextDecoder reads the label "latin1" as windows-1252; ISO 8859-1 is the code points themselves.
	const text = new TextDecoder(encoding === 'latin1' ? 'windows-1252' : encoding, { fatal: true });
	if (encoding === 'latin1') return (piece) => (piece ? latin1(piece) : '');
	return (piece, line) => {
		try {
			return piece ? text.decode(piece, { stream: true }) : text.decode();
		} catch (cause) {
			throw new DataError(`bytes after line ${line} are not ${encoding}`, { cause });
		}
	};
}

function latin1(bytes: Bytes): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 0x2000)
		text += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
	return text;
}
