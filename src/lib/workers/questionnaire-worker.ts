/** Starts the worker that reads one questionnaire. */
export const questionnaireWorker = () =>
	new Worker(new URL('./questionnaire.ts', import.meta.url), { type: 'module' });
