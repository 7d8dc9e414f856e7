/**
 * The names of the columns, once the text holds the whole first record; else undefined. Quotes as in
 * every record: they open a name at its start, spaces aside, and a doubled one is a quote.
 */
export function csvHeader(text: string, delimiter: string): string[] | undefined {
	const names: string[] = [];
	let name = '';
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const character = text[i]!;
		if (quoted) {
			if (character !== '"') name += character;
			else if (text[i + 1] === '"') name += text[i++]!;
			else quoted = false;
		} else if (character === '"' && /^ *$/.test(name)) quoted = true;
		else if (character === delimiter) {
			names.push(name.trim());
			name = '';
		} else if (character === '\n') return [...names, name.trim()];
		else name += character;
	}
	return undefined;
}
