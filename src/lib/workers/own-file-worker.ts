/** Starts the worker that holds a file somebody opened. */
export const ownFileWorker = () =>
	new Worker(new URL('./own-file.ts', import.meta.url), { type: 'module' });
