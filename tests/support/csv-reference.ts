/** A record of a CSV text: its values, or why it has none. */
export interface ReferenceRecord {
	readonly line: number;
	readonly text: string;
	/** The text without spaces around quoted values. */
	readonly copy: string;
	readonly values: readonly string[];
	readonly isDefect: boolean;
}

const escaped = (text: string) => text.replace(/[|\\]/g, '\\$&');
const lines = (text: string, end: string) => text.split(end).length - 1;
const trimmed = (text: string) => text.replace(/^\p{Zs}+|\p{Zs}+$/gu, '');

/**
 * Every record of a CSV text, slowly, by the grammar of RFC 4180 as regular expressions; with spaces
 * around quotes ignored, and values without blanks around them. Undefined where a quote stays open.
 */
export function referenceRecords(text: string, delimiter: string): ReferenceRecord[] | undefined {
	const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
	const end = newline === '\n' ? '\\r?\\n|\\r?$' : '\\r|$';
	const sticky = (pattern: string) => new RegExp(pattern, 'y');
	const blank = sticky(newline === '\n' ? '\\r?\\n|\\r$' : '\\r');
	const quoted = sticky(' *"((?:[^"]|"")*)"(?!") *');
	const plain = sticky(`(?:(?!${escaped(delimiter)}|${end})[^])*`);
	const after = sticky(`${escaped(delimiter)}|${end}`);
	let at = 0;
	const match = (pattern: RegExp) => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found) at += found[0].length;
		return found;
	};
	const records: ReferenceRecord[] = [];
	while (at < text.length) {
		if (match(blank)) continue;
		const from = at;
		const values: string[] = [];
		const copies: string[] = [];
		let isDefect = false;
		for (let separator = delimiter; separator === delimiter;) {
			const isOpen = /^ *"/.test(text.slice(at));
			const inQuotes = match(quoted);
			if (isOpen && !inQuotes) return undefined;
			const rest = match(plain)?.[0] ?? '';
			isDefect ||= (inQuotes !== null && rest !== '') || /[\r\n]/.test(rest);
			copies.push(inQuotes ? inQuotes[0].trim() + rest : rest);
			values.push(trimmed(inQuotes ? (inQuotes[1] ?? '').replaceAll('""', '"') : rest));
			separator = match(after)?.[0] ?? '';
		}
		const own = text.slice(from, at).replace(new RegExp(`(?:${end})$`), '');
		const line = lines(text.slice(0, from), newline) + 1;
		records.push({ line, text: own, copy: copies.join(delimiter), values, isDefect });
	}
	return records;
}
