import type { Concept } from '#lib/model/concept.ts';
import { plainWords, stems } from './words.ts';

/** A concept that a column may be about; a person decides. */
export interface ConceptProposal {
	readonly concept: Concept;
	/** From 0 to 1: how far the words agree. */
	readonly score: number;
	/** What agreed: the name of the column or its label, and the words of the concept. */
	readonly why: string;
}

/** Below this, words agree by chance. */
const least = 0.6;

/** Names and labels of concepts, ready to be compared with many columns. */
export class ConceptWords {
	readonly #known: readonly {
		readonly concept: Concept;
		readonly text: string;
		readonly stems: ReadonlySet<string>;
	}[];

	/** Concepts that use a word. */
	readonly #uses = new Map<string, number>();

	constructor(concepts: Iterable<Concept>) {
		const all = [...concepts].map((concept) => ({
			concept,
			texts: [concept.id, ...Object.values(concept.label)].map((text) => ({
				text,
				stems: stems(text)
			}))
		}));
		for (const { texts } of all)
			for (const word of new Set(texts.flatMap((text) => [...text.stems])))
				this.#uses.set(word, (this.#uses.get(word) ?? 0) + 1);
		this.#known = all.flatMap(({ concept, texts }) => texts.map((text) => ({ concept, ...text })));
	}

	/** The concepts whose words agree best with a column, the best first; none is made up. */
	proposals(name: string, texts: readonly (string | undefined)[]): ConceptProposal[] {
		const best = new Map<string, ConceptProposal>();
		for (const own of [name, ...texts]) {
			if (own === undefined) continue;
			const words = stems(own);
			for (const { concept, text, stems: wanted } of this.#known) {
				const score = agreement(words, wanted);
				if (!this.#hasRarest(words, wanted)) continue;
				if (score < least || score <= (best.get(concept.id)?.score ?? 0)) continue;
				const of = own === name ? 'name' : 'label';
				best.set(concept.id, { concept, score, why: `its ${of} agrees with "${text}"` });
			}
		}
		return [...best.values()].sort((a, b) => b.score - a.score);
	}

	/** "Cigarette use, ever" shares all but the word that tells with "Alcohol use, ever". */
	#hasRarest(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
		const uses = (word: string) => this.#uses.get(word) ?? 0;
		const fewest = Math.min(...[...wanted].map(uses));
		return [...wanted].every((word) => uses(word) > fewest || words.has(word));
	}
}

/** Dice's coefficient: twice the words shared, by the words of both. */
function agreement(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	if (a.size === 0 || b.size === 0) return 0;
	let shared = 0;
	for (const word of a) if (b.has(word)) shared++;
	return (2 * shared) / (a.size + b.size);
}

/** The category whose label, in any language, is that of a code; undefined where none is. */
export function categoryOf(concept: Concept, label: string): string | undefined {
	if (concept.kind !== 'category') return undefined;
	const words = plainWords(label);
	return concept.categories.find((category) =>
		Object.values(category.label).some((text) => plainWords(text) === words)
	)?.id;
}

/** Columns by name and the concept each is drafted with: the one it agrees with best, given to one column only. */
export function draftedConcepts(
	columns: readonly { readonly name: string; readonly concepts: readonly ConceptProposal[] }[]
): Map<string, ConceptProposal> {
	const byConcept = new Map<string, { name: string; proposal: ConceptProposal }>();
	for (const { name, concepts } of columns) {
		const [best] = concepts;
		if (!best) continue;
		const rival = byConcept.get(best.concept.id);
		if (!rival || rival.proposal.score < best.score)
			byConcept.set(best.concept.id, { name, proposal: best });
	}
	return new Map([...byConcept.values()].map(({ name, proposal }) => [name, proposal]));
}
