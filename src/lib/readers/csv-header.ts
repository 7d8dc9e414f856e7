/** The names of the columns, once the text holds the whole first record; else undefined. */
export function csvHeader(text: string, delimiter: string): string[] | undefined {
	const names = [''];
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const character = text[i]!;
		const last = names.length - 1;
		if (quoted) {
			if (character !== '"') names[last] += character;
			else if (text[i + 1] === '"') names[last] += text[i++];
			else quoted = false;
		} else if (character === '"' && names[last] === '') quoted = true;
		else if (character === delimiter) names.push('');
		else if (character === '\n') return names.map((name) => name.trim());
		else names[last] += character;
	}
	return undefined;
}
