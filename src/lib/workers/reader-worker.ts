/** Starts the worker that reads Parquet. */
export const readerWorker = () =>
	new Worker(new URL('./reader.ts', import.meta.url), { type: 'module' });
