import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { askedRange } from '#lib/readers/asked-range.ts';

export interface SentFile {
	readonly bytes: Uint8Array;
	/** How it is sent; with ranges: as it should be. */
	readonly as?: 'with-ranges' | 'whole' | 'dropped' | number;
	readonly type?: string;
}

/** A host of one file, which counts what it is asked for and what it sends. */
export class FileHost {
	file: SentFile;
	sent = 0;
	readonly ranges: (string | undefined)[] = [];
	readonly caching: (string | undefined)[] = [];
	#url = '';
	readonly #server = createServer((request, response) => this.#answer(request, response));

	constructor(file: SentFile) {
		this.file = file;
	}

	get url(): string {
		return `${this.#url}/file.parquet`;
	}

	forget() {
		this.sent = 0;
		this.ranges.length = 0;
		this.caching.length = 0;
	}

	async open(): Promise<void> {
		await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
		const at = this.#server.address();
		if (typeof at === 'object' && at) this.#url = `http://127.0.0.1:${at.port}`;
	}

	close(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}

	#answer({ headers }: IncomingMessage, response: ServerResponse): void {
		const { bytes, as = 'with-ranges', type = 'application/vnd.apache.parquet' } = this.file;
		this.ranges.push(headers.range);
		this.caching.push(headers['cache-control']);
		if (typeof as === 'number') return void response.writeHead(as).end();
		const range = as === 'with-ranges' ? askedRange(headers.range, bytes.length) : undefined;
		if (range === 'none') return void response.writeHead(416).end();
		const body = range ? bytes.subarray(range.start, range.end) : bytes;
		this.sent += body.length;
		response.writeHead(range ? 206 : 200, { 'content-type': type, 'content-length': body.length });
		if (as !== 'dropped') return void response.end(body);
		response.write(body.subarray(0, body.length / 2), () => response.destroy());
	}
}
