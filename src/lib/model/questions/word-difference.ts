import { diffWords } from 'diff';

/** A piece of two wordings: in both, or in the one or the other alone. */
export interface WordPart {
	readonly text: string;
	readonly kind: 'same' | 'added' | 'removed';
}

/**
 * What became of the words of one wording in another, in reading order: `removed` are in the first alone,
 * `added` in the second alone. Case and accents count; a difference in blanks does not.
 */
export const wordDifference = (from: string, to: string): WordPart[] =>
	diffWords(from, to).map(({ value, added, removed }) => ({
		text: value,
		kind: added ? 'added' : removed ? 'removed' : 'same'
	}));
