/** Starts the worker that reads a questionnaire that somebody is making. */
export const instrumentWorker = () =>
	new Worker(new URL('./instrument.ts', import.meta.url), { type: 'module' });
