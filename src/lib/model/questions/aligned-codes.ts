import type { Answer, Question } from '../question.ts';

/**
 * Two answers that mean the same, or one that has no counterpart. moved: the same meaning under another
 * code. by-code: the same code in other words, of which nobody can tell by rule whether they mean the same.
 */
export interface AlignedAnswer {
	readonly a?: Answer;
	readonly b?: Answer;
	readonly how: 'same' | 'moved' | 'by-code' | 'alone';
}

type Coded = Pick<Question, 'answers' | 'language'>;
type Meets = (one: Answer, other: Answer) => boolean;

/**
 * The answers of two questions beside each other: by why there is no answer, then by their words where the
 * language is one, then by code. In the order of the first, then what only the second has.
 */
export function alignedCodes(a: Coded, b: Coded): AlignedAnswer[] {
	const found = new Map<Answer, Answer>();
	const free = (answers: readonly Answer[], taken: readonly Answer[]) =>
		answers.filter((one) => !taken.includes(one));
	for (const meets of passes(a.language === b.language))
		for (const one of free(a.answers, [...found.keys()])) {
			const other = free(b.answers, [...found.values()]).find((answer) => meets(one, answer));
			if (other) found.set(one, other);
		}
	return [
		...a.answers.map((one): AlignedAnswer => {
			const other = found.get(one);
			return other ? { a: one, b: other, how: howOf(one, other) } : { a: one, how: 'alone' };
		}),
		...free(b.answers, [...found.values()]).map((b): AlignedAnswer => ({ b, how: 'alone' }))
	];
}

/** From the surest sign of one meaning to the weakest. */
function passes(oneLanguage: boolean): Meets[] {
	const sameKind: Meets = (one, other) =>
		(one.missing === undefined) === (other.missing === undefined);
	const sameWords: Meets = (one, other) =>
		oneLanguage && sameKind(one, other) && words(one.label) === words(other.label);
	const sameReason: Meets = (one, other) =>
		one.missing !== undefined && one.missing === other.missing;
	const sameCode: Meets = (one, other) => sameKind(one, other) && one.code === other.code;
	const both =
		(...signs: readonly Meets[]): Meets =>
		(one, other) =>
			signs.every((sign) => sign(one, other));
	return [both(sameWords, sameCode), both(sameReason, sameWords), sameWords, sameReason, sameCode];
}

function howOf(one: Answer, other: Answer): AlignedAnswer['how'] {
	const meansTheSame =
		words(one.label) === words(other.label) ||
		(one.missing !== undefined && one.missing === other.missing);
	if (!meansTheSame) return 'by-code';
	return one.code === other.code ? 'same' : 'moved';
}

/** A label without what spelling adds to it: case, accents, points and blanks. */
const words = (label: string): string =>
	label
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
