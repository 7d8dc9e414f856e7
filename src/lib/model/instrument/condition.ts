import { z } from 'zod';

export const comparisons = ['<', '<=', '>', '>=', '=', '!='] as const;

const answerCondition = z.strictObject({
	kind: z.literal('answer'),
	question: z.string().min(1),
	/** Whether one of the codes is the answer, or none of them is. */
	is: z.boolean(),
	codes: z.array(z.string()).min(1)
});

const numberCondition = z.strictObject({
	kind: z.literal('number'),
	question: z.string().min(1),
	comparison: z.enum(comparisons),
	value: z.number()
});

/** An expression that says more than the others can: kept as it is written. */
const writtenCondition = z.strictObject({
	kind: z.literal('written'),
	text: z.string().trim().min(1)
});

export type SimpleCondition = z.infer<typeof answerCondition> | z.infer<typeof numberCondition>;
export type Condition =
	SimpleCondition | z.infer<typeof writtenCondition> | { kind: 'all' | 'any'; of: Condition[] };

/** When a question is asked, by the answers before it. */
export const condition: z.ZodType<Condition> = z.lazy(() =>
	z.union([
		answerCondition,
		numberCondition,
		writtenCondition,
		z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(condition).min(1) })
	])
);

/** Names in an expression of XLSForm, such as `${age}`. */
export const namesIn = (text: string): string[] => [
	...new Set([...text.matchAll(/\$\{\s*([^}\s]+)\s*\}/g)].map(([, name = '']) => name))
];

/** The questions whose answers a condition looks at, in the order in which they stand. */
export function askedOf(one: Condition | undefined): string[] {
	if (one === undefined) return [];
	if (one.kind === 'written') return namesIn(one.text);
	if (one.kind === 'answer' || one.kind === 'number') return [one.question];
	return [...new Set(one.of.flatMap(askedOf))];
}

/** What somebody answered: codes of choices, or one text; nothing for a question without an answer. */
export type Answers = ReadonlyMap<string, readonly string[]>;

/**
 * Whether a condition holds: undefined where it cannot be told, because it is only written, or hangs on
 * one of `unknown`. A question without an answer is the empty text, as in XPath.
 */
export function holds(
	one: Condition | undefined,
	answers: Answers,
	unknown: ReadonlySet<string> = new Set()
): boolean | undefined {
	if (one === undefined) return true;
	if (one.kind === 'written') return undefined;
	if ('of' in one) {
		const parts = one.of.map((part) => holds(part, answers, unknown));
		const decides = one.kind === 'any';
		if (parts.includes(decides)) return decides;
		return parts.includes(undefined) ? undefined : !decides;
	}
	if (unknown.has(one.question)) return undefined;
	const given = answers.get(one.question) ?? [];
	if (one.kind === 'answer') return one.codes.some((code) => given.includes(code)) === one.is;
	return compares(given[0], one);
}

function compares(
	given: string | undefined,
	{ comparison, value }: { comparison: (typeof comparisons)[number]; value: number }
): boolean {
	const number = given === undefined || given.trim() === '' ? NaN : Number(given);
	const is = {
		'<': number < value,
		'<=': number <= value,
		'>': number > value,
		'>=': number >= value,
		'=': number === value,
		'!=': number !== value
	};
	return is[comparison];
}

/** The same condition in the one way in which it is kept: no group of one, none inside its like. */
export function simplest(one: Condition): Condition {
	if (one.kind !== 'all' && one.kind !== 'any') return one;
	const parts = one.of
		.map(simplest)
		.flatMap((part) => (part.kind === one.kind && 'of' in part ? part.of : [part]));
	const merged = parts.reduce<Condition[]>((before, part) => {
		const last = before.at(-1);
		const both = last && mergedAnswer(last, part, one.kind === 'any');
		return both ? [...before.slice(0, -1), both] : [...before, part];
	}, []);
	return merged.length === 1 ? merged[0]! : { kind: one.kind, of: merged };
}

/** `is 1` or `is 2` is one of both; `is not 1` and `is not 2` is none of them. */
function mergedAnswer(one: Condition, other: Condition, is: boolean): Condition | undefined {
	if (one.kind !== 'answer' || other.kind !== 'answer') return undefined;
	if (one.question !== other.question || one.is !== is || other.is !== is) return undefined;
	return { ...one, codes: [...new Set([...one.codes, ...other.codes])] };
}
