/** Pixels that a text takes at most in the sans of the theme: nothing is measured, so that a server can draw. */
export const textWidth = (text: string, size: number): number =>
	Array.from(text, widthOf).reduce((sum, width) => sum + width, 0) * size;

function widthOf(letter: string): number {
	if (/[ .,;:'|il·()]/.test(letter)) return 0.29;
	if (/[MWmw%@±▲▼]/.test(letter)) return 0.84;
	return /[A-ZÁÉÍÓÚÑ]/.test(letter) ? 0.63 : 0.53;
}

/** The text in lines of whole words; undefined where a word is too long, or the lines too many. */
export function wrapped(
	text: string,
	{ width, size, most }: { width: number; size: number; most: number }
): string[] | undefined {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : `${last} ${word}`;
		if (last !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
		else if (textWidth(word, size) <= width) lines.push(word);
		else return undefined;
	}
	return lines.length <= most ? lines : undefined;
}
