import MiniSearch from 'minisearch';

/** A question as it is listed and looked up. */
export interface ListedQuestion {
	/** Its place on the page of its topic, and the topic. */
	readonly id: string;
	readonly topic: string;
	readonly label: string;
	readonly wave: string;
	readonly country: string | undefined;
	readonly language: string;
	readonly wording: string;
	readonly verified: boolean;
	/** Ours; of all languages that have one. */
	readonly translations: readonly string[];
	/** Number and variable, as readers of a codebook know them. */
	readonly codes: string;
	readonly recall: string;
	readonly radius: string;
}

export interface QuestionFilters {
	readonly topic: string;
	readonly recall: string;
	readonly radius: string;
	readonly country: string;
}

/** From this length on a word may have a typo. */
const forgiven = 5;

/** Shorter words are in nearly every question. */
const shortest = 3;

/** Without accents, capitals and signs around it: nobody types them; those within keep "P5_14_1" whole. */
const plain = (word: string): string =>
	word
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
		.toLowerCase();

/** Questions at a time while the index is made: a page answers in between. */
const chunkSize = 200;

/**
 * A search over wordings in every language at once: without accents, by the beginning of words, with a
 * typo in longer ones; all words first, else some. Gives places in the list, the best first.
 */
export async function questionSearch(
	questions: readonly ListedQuestion[]
): Promise<(query: string) => number[]> {
	const index = new MiniSearch<ListedQuestion & { readonly place: number }>({
		idField: 'place',
		fields: ['words', 'label', 'codes'],
		extractField: (one, field) => {
			if (field === 'words') return [one.wording, ...one.translations].join(' ');
			if (field === 'codes') return `${one.codes} ${one.wave}`;
			return String(one[field as keyof typeof one]);
		},
		tokenize: (text) => text.split(/[\s,;/()]+/),
		processTerm: (term) => {
			const word = plain(term);
			return word.length < shortest ? null : word;
		},
		searchOptions: {
			boost: { label: 2 },
			prefix: true,
			fuzzy: (term) => (term.length >= forgiven ? 0.2 : false),
			weights: { prefix: 0.6, fuzzy: 0.2 }
		}
	});
	const placed = questions.map((one, place) => ({ ...one, place }));
	await index.addAllAsync(placed, { chunkSize });
	return (query) => {
		const all = index.search(query, { combineWith: 'AND' });
		const found = all.length > 0 ? all : index.search(query, { combineWith: 'OR' });
		return found.map(({ id }) => Number(id));
	};
}

/** Whether a question is of the chosen topic, period, radius and country; '' is all. */
export const isWanted = (
	{ topic, recall, radius, country }: ListedQuestion,
	filters: QuestionFilters
): boolean =>
	(filters.topic === '' || topic === filters.topic) &&
	(filters.recall === '' || recall === filters.recall) &&
	(filters.radius === '' || radius === filters.radius) &&
	(filters.country === '' || country === filters.country);
