import { DomainError } from '#lib/errors.ts';

/**
 * A text as R reads it back, in whatever locale: quotes and backslashes escaped, all that is not
 * printable ASCII by its number. Nothing of the text can end the literal.
 */
export function rString(text: string): string {
	let out = '';
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (code === 0) throw new DomainError(`R has no texts with NUL: ${JSON.stringify(text)}`);
		if (code >= 0xd800 && code <= 0xdfff)
			throw new DomainError(`half a character: ${JSON.stringify(text)}`);
		if (character === '"' || character === '\\') out += `\\${character}`;
		else if (code >= 0x20 && code < 0x7f) out += character;
		else if (code <= 0xffff) out += `\\u${code.toString(16).padStart(4, '0')}`;
		else out += `\\U${code.toString(16).padStart(8, '0')}`;
	}
	return `"${out}"`;
}

/** A number as R reads it back. */
export function rNumber(value: number): string {
	if (Number.isNaN(value)) throw new DomainError(`not a number: ${value}`);
	if (value === Infinity) return 'Inf';
	return value === -Infinity ? '-Inf' : String(value);
}

/** `TRUE` or `FALSE` */
export const rLogical = (value: boolean) => (value ? 'TRUE' : 'FALSE');

/** `c(...)` of texts or numbers, in lines of at most about a hundred letters. */
export function rVector(values: readonly (string | number)[]): string {
	const [first] = values;
	if (first === undefined) return 'character(0)';
	const items = values.map((value) =>
		typeof value === 'string' ? rString(value) : rNumber(value)
	);
	const lines: string[] = [];
	let line = '';
	for (const [i, item] of items.entries()) {
		const next = i < items.length - 1 ? `${item}, ` : item;
		if (line !== '' && line.length + next.length > 90) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += next;
	}
	return `c(${[...lines, line].join('\n  ')})`;
}

/** Lines of comment; whatever the text holds, no line of it is code. */
export function rComment(text: string): string[] {
	return text
		.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
		.map((line) => `# ${line.replaceAll(/\p{Cc}/gu, ' ')}`.trimEnd());
}

/** A name as R reads it; in backticks where it is no plain one. */
export const rName = (name: string): string =>
	/^(?!\d)[\w.]+$/.test(name) ? name : `\`${rString(name).slice(1, -1).replaceAll('`', '\\`')}\``;
