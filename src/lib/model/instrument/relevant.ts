import { type Condition, type SimpleCondition, comparisons, simplest } from './condition.ts';

/** What a question is, for whoever writes or reads an expression about its answer. */
export type KindOf = (name: string) => 'one' | 'several' | 'number' | 'other' | undefined;

/**
 * A condition as an expression of XLSForm (xlsform.org, "Relevant" and "Operators"); undefined where
 * XPath 1.0 has no literal for a code, which is one with both kinds of quotes.
 */
export function relevantText(one: Condition, kindOf: KindOf): string | undefined {
	if (one.kind === 'written') return one.text;
	if (one.kind === 'number')
		return `\${${one.question}} ${one.comparison} ${plainNumber(one.value)}`;
	if (one.kind === 'answer') return answerText(one, kindOf(one.question) === 'several');
	const parts = one.of.map((part) => relevantText(part, kindOf));
	if (parts.includes(undefined)) return undefined;
	const bracketed = parts.map((text, i) => (isSimple(one.of[i]!) ? text : `(${text})`));
	return bracketed.join(one.kind === 'all' ? ' and ' : ' or ');
}

const isSimple = (one: Condition) =>
	one.kind === 'number' || (one.kind === 'answer' && one.codes.length === 1);

/** Without the exponent, which XPath 1.0 does not know. */
const plainNumber = (value: number) =>
	/e/.test(String(value)) ? value.toFixed(20).replace(/\.?0+$/, '') : String(value);

function answerText(
	{ question, is, codes }: Extract<Condition, { kind: 'answer' }>,
	isSeveral: boolean
): string | undefined {
	const parts = codes.map((code) => {
		const text = literal(code);
		if (text === undefined) return undefined;
		if (!isSeveral) return `\${${question}} ${is ? '=' : '!='} ${text}`;
		const chosen = `selected(\${${question}}, ${text})`;
		return is ? chosen : `not(${chosen})`;
	});
	return parts.includes(undefined) ? undefined : parts.join(is ? ' or ' : ' and ');
}

function literal(code: string): string | undefined {
	if (!code.includes("'")) return `'${code}'`;
	return code.includes('"') ? undefined : `"${code}"`;
}

/** The condition that an expression is; the expression as it is written where it says more than that. */
export function conditionOf(text: string, kindOf: KindOf): Condition {
	const tokens = tokensOf(text);
	const read = tokens && new Reading(tokens, kindOf).whole();
	return read ? simplest(read) : { kind: 'written', text: text.trim() };
}

type Token =
	| { readonly kind: 'name'; readonly text: string }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'number'; readonly text: string }
	| { readonly kind: 'sign'; readonly text: string };

const token =
	/\s*(?:\$\{\s*([^}\s]+)\s*\}|'([^']*)'|"([^"]*)"|(-?(?:\d+\.?\d*|\.\d+))(?![\w.])|(<=|>=|!=|[<>=(),]|\band\b|\bor\b|\bnot\b|\bselected\b))/y;

function tokensOf(text: string): Token[] | undefined {
	const tokens: Token[] = [];
	token.lastIndex = 0;
	const end = text.trimEnd().length;
	while (token.lastIndex < end) {
		const found = token.exec(text);
		if (!found) return undefined;
		const [, name, single, double, number, sign] = found;
		const quoted = single ?? double;
		if (name !== undefined) tokens.push({ kind: 'name', text: name });
		else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
		else if (number !== undefined) tokens.push({ kind: 'number', text: number });
		else tokens.push({ kind: 'sign', text: sign ?? '' });
	}
	return tokens;
}

/** Deep enough for whatever people write; deeper is kept as it is. */
const deepest = 50;

/** `or` binds less than `and`; anything else than comparisons of one answer is not understood. */
class Reading {
	readonly #tokens: readonly Token[];
	readonly #kindOf: KindOf;
	#at = 0;
	#depth = 0;

	constructor(tokens: readonly Token[], kindOf: KindOf) {
		this.#tokens = tokens;
		this.#kindOf = kindOf;
	}

	whole(): Condition | undefined {
		const read = this.#any();
		return this.#at === this.#tokens.length ? read : undefined;
	}

	#sign(text: string): boolean {
		const next = this.#tokens[this.#at];
		const isNext = next?.kind === 'sign' && next.text === text;
		if (isNext) this.#at++;
		return isNext;
	}

	#any(): Condition | undefined {
		return this.#joined('or', () => this.#joined('and', () => this.#one()));
	}

	#joined(word: 'and' | 'or', part: () => Condition | undefined): Condition | undefined {
		const parts: Condition[] = [];
		do {
			const read = part();
			if (!read) return undefined;
			parts.push(read);
		} while (this.#sign(word));
		return parts.length === 1 ? parts[0] : { kind: word === 'and' ? 'all' : 'any', of: parts };
	}

	#one(): Condition | undefined {
		if (this.#sign('(')) return this.#inBrackets();
		if (this.#sign('not')) {
			if (!this.#sign('(')) return undefined;
			const inside = this.#inBrackets();
			return inside && negated(inside);
		}
		if (this.#sign('selected')) return this.#selected();
		return this.#compared();
	}

	#inBrackets(): Condition | undefined {
		if (++this.#depth > deepest) return undefined;
		const inside = this.#any();
		this.#depth--;
		return inside && this.#sign(')') ? inside : undefined;
	}

	#selected(): Condition | undefined {
		if (!this.#sign('(')) return undefined;
		const [name, comma, code] = this.#tokens.slice(this.#at, this.#at + 3);
		if (name?.kind !== 'name' || comma?.text !== ',' || code?.kind !== 'text') return undefined;
		this.#at += 3;
		if (!this.#sign(')') || code.text === '') return undefined;
		if (!['one', 'several'].includes(this.#kindOf(name.text) ?? '')) return undefined;
		return { kind: 'answer', question: name.text, is: true, codes: [code.text] };
	}

	#compared(): Condition | undefined {
		const [name, sign, value] = this.#tokens.slice(this.#at, this.#at + 3);
		if (name?.kind !== 'name' || value === undefined) return undefined;
		const comparison = comparisons.find((one) => sign?.kind === 'sign' && one === sign.text);
		if (!comparison || (value.kind !== 'text' && value.kind !== 'number')) return undefined;
		this.#at += 3;
		return comparedTo(name.text, comparison, value.text, this.#kindOf(name.text));
	}
}

function comparedTo(
	question: string,
	comparison: (typeof comparisons)[number],
	text: string,
	kind: ReturnType<KindOf>
): SimpleCondition | undefined {
	const isEqual = comparison === '=' || comparison === '!=';
	if (kind === 'one' && isEqual && text !== '')
		return { kind: 'answer', question, is: comparison === '=', codes: [text] };
	const value = text.trim() === '' ? NaN : Number(text);
	if (kind !== 'number' || !Number.isFinite(value)) return undefined;
	return { kind: 'number', question, comparison, value };
}

/** Of what is compared with a number only the equal: an empty answer is neither below nor above. */
function negated(one: Condition): Condition | undefined {
	if (one.kind === 'answer') return { ...one, is: !one.is };
	if (one.kind === 'number') {
		if (one.comparison === '=') return { ...one, comparison: '!=' };
		return one.comparison === '!=' ? { ...one, comparison: '=' } : undefined;
	}
	if (one.kind === 'written') return undefined;
	const parts = one.of.map(negated);
	if (parts.some((part) => part === undefined)) return undefined;
	return { kind: one.kind === 'all' ? 'any' : 'all', of: parts as Condition[] };
}
