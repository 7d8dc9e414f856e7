/** A piece of MathML: an element with its children, or a text. */
export interface Maths {
	readonly tag:
		'mi' | 'mo' | 'mn' | 'mrow' | 'mfrac' | 'msub' | 'msup' | 'mover' | 'munder' | 'msqrt';
	readonly children: readonly Maths[] | string;
}

export type Part = Maths | string;

const words = /arcsin|deff|max|min|ln|\d+|\S/gu;

/** Letters become identifiers, digits numbers, all else operators. */
export function leaf(text: string): Maths {
	const tag = /^\d/.test(text) ? 'mn' : /^\p{L}/u.test(text) ? 'mi' : 'mo';
	return { tag, children: text };
}

const pieces = (part: Part) =>
	typeof part === 'string' ? (part.match(words) ?? []).map(leaf) : [part];

/** Parts side by side; a text is taken apart into its signs: `row('n−1')`. */
export const row = (...parts: readonly Part[]): Maths => ({
	tag: 'mrow',
	children: parts.flatMap(pieces)
});

const pair =
	(tag: Maths['tag']) =>
	(first: Part, second: Part): Maths => ({
		tag,
		children: [row(first), row(second)]
	});

export const sub = pair('msub');
export const sup = pair('msup');
const over = pair('mover');
export const under = pair('munder');
export const frac = pair('mfrac');

export const square = (part: Part) => sup(part, '2');
export const root = (...parts: readonly Part[]): Maths => ({
	tag: 'msqrt',
	children: [row(...parts)]
});
export const sum = (below: string) => under('∑', below);
export const mean = (letter: string) => over(letter, '¯');
export const brackets = (...parts: readonly Part[]) => row('(', ...parts, ')');
