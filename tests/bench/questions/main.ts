import '#lib/components/theme.css';
import '#lib/components/base.css';
import { mount } from 'svelte';
import CoverageMatrix from '../../../src/routes/[lang]/questions/CoverageMatrix.svelte';
import { questionSearch } from '../../../src/routes/[lang]/questions/question-search.ts';
import { generatedMatrix, generatedQuestions } from './generated.ts';

mount(CoverageMatrix, {
	target: document.body,
	props: { matrix: generatedMatrix(200, 300), address: '/es/questions/', locale: 'es' }
});

export interface SearchTimes {
	/** Until the first query may be asked, in milliseconds. */
	readonly ready: number;
	readonly keys: readonly number[];
}

/** Every beginning of every query, as a reader types it; in milliseconds. */
async function timedSearch(queries: readonly string[]): Promise<SearchTimes> {
	const questions = generatedQuestions(20_000);
	const began = performance.now();
	const search = await questionSearch(questions);
	const ready = performance.now() - began;
	const keys: number[] = [];
	for (const query of queries)
		for (let length = 1; length <= query.length; length++) {
			const from = performance.now();
			search(query.slice(0, length));
			keys.push(performance.now() - from);
			await new Promise((done) => setTimeout(done));
		}
	return { ready, keys };
}

declare global {
	// Called from measure-questions.ts.
	var timedSearch: (queries: readonly string[]) => Promise<SearchTimes>;
}

globalThis.timedSearch = timedSearch;
