/** Starts the worker that evaluates a programme. */
export const impactWorker = () =>
	new Worker(new URL('./impact.ts', import.meta.url), { type: 'module' });
