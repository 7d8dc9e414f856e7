import { describe, expect, test } from 'vitest';
import { ReaderClient } from '#lib/engine/reader-client.ts';
import type { ReadReply, ReadRequest } from '#lib/engine/reader-messages.ts';
import { releaseRows } from '#lib/engine/row-source.ts';

/** A worker that answers as it is told; `undefined` as an answer: it stops. */
class ToldWorker {
	onmessage: ((event: { data: unknown }) => void) | null = null;
	onerror: ((event: { message: string }) => void) | null = null;
	readonly #answers: ((asked: ReadRequest) => ReadReply | undefined)[];
	isTerminated = false;
	readonly asked: ReadRequest[] = [];

	constructor(...answers: ((asked: ReadRequest) => ReadReply | undefined)[]) {
		this.#answers = answers;
	}

	postMessage(asked: ReadRequest) {
		this.asked.push(asked);
		const reply = this.#answers.shift()?.(asked);
		if (reply) this.onmessage?.({ data: reply });
		else this.onerror?.({ message: 'out of words' });
	}

	terminate() {
		this.isTerminated = true;
	}
}

const started = (...workers: ToldWorker[]) => {
	const queue = [...workers];
	return () => queue.shift() as unknown as Worker;
};
const none = () => undefined;
const bytes = new Uint8Array([1, 2]);
const ipc = ({ id }: ReadRequest): ReadReply => ({ kind: 'ipc', id, bytes });

describe('ReaderClient', () => {
	test('hands on what is wrong with a file, as the worker says it', async () => {
		const file = { path: 'a.parquet', bytes: { expected: 10, found: 4 } };
		const cut = ({ id }: ReadRequest): ReadReply => ({
			...{ kind: 'error', id, fault: 'file-cut', message: 'a.parquet: 4 bytes of 10', file }
		});
		const client = new ReaderClient(started(new ToldWorker(cut)));
		await expect(client.read({ url: 'http://a/a.parquet' }, ['x'], none)).rejects.toMatchObject({
			...{ name: 'EngineError', fault: 'file-cut', message: 'a.parquet: 4 bytes of 10', file }
		});
	});

	test('replaces a worker that stopped, with the next question', async () => {
		const [first, second] = [new ToldWorker(none), new ToldWorker(ipc)];
		const client = new ReaderClient(started(first, second));
		const asked = () => client.read({ url: 'http://a/a.parquet' }, ['x'], none);
		await expect(asked()).rejects.toMatchObject({ fault: 'stopped' });
		expect(first.isTerminated).toBe(true);
		await expect(asked()).resolves.toEqual(bytes);
	});
});

describe('releaseRows', () => {
	const listed = { path: 'rows/a.parquet', bytes: 2, sha256: '0'.repeat(64) };
	const read = (path: string, files: (typeof listed)[] | undefined, worker: ToldWorker) =>
		releaseRows('http://a/data/r1/', started(worker), files).columns(path, ['x'], none);

	test('sends along what the release lists of a file', async () => {
		const worker = new ToldWorker(ipc);
		await read('rows/a.parquet', [listed], worker);
		expect(worker.asked).toMatchObject([
			{ url: 'http://a/data/r1/rows/a.parquet', file: listed, columns: ['x'] }
		]);
	});

	test('reads no file that the release does not list', async () => {
		const worker = new ToldWorker(ipc);
		await expect(read('rows/b.parquet', [listed], worker)).rejects.toMatchObject({ fault: 'data' });
		expect(worker.asked).toEqual([]);
	});

	test('reads unchecked what an older catalogue names', async () => {
		const worker = new ToldWorker(ipc);
		await expect(read('rows/b.parquet', undefined, worker)).resolves.toEqual(bytes);
	});
});
