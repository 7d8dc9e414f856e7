import type { ImpactWords } from './impact-words.ts';
import { mainSaid } from './sentence.ts';

/** The main result as the page of a programme words it. */
export interface FoundView {
	readonly verdict: { readonly code: string; readonly word: string };
	readonly sentences: readonly string[];
	readonly facts: readonly string[];
}

export function foundView(words: ImpactWords): FoundView {
	const { verdict, sentences, facts } = mainSaid(words);
	return { verdict: { code: words.page.evaluation.verdict, word: verdict }, sentences, facts };
}
