/** Widths of the letters of Source Sans 3, in ems, a little on the wide side. */
const letterWidths: readonly (readonly [RegExp, number])[] = [
	[/[\s.,;:'|!ijlIfrt()[\]·-]/u, 0.32],
	[/[mwMW%@–—±▲▼]/u, 0.84],
	[/\p{Lu}/u, 0.62]
];
const otherLetter = 0.53;

/** Pixels. Text is not measured where pages are built without a browser. */
export function textWidth(text: string, fontSize = 13): number {
	const ems = Array.from(
		text,
		(letter) => letterWidths.find(([some]) => some.test(letter))?.[1] ?? otherLetter
	);
	return ems.reduce((sum, width) => sum + width, 0) * fontSize;
}

/** The text in lines of whole words; a word that is too long has its own. */
export function inLines(text: string, width: number, size?: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : `${last} ${word}`;
		if (last !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

/** The same; undefined where a word is too long, or the lines too many. */
export function wrapped(
	text: string,
	{ width, size, most }: { width: number; size: number; most: number }
): string[] | undefined {
	const lines = inLines(text, width, size);
	const fits = lines.length <= most && lines.every((line) => textWidth(line, size) <= width);
	return fits ? lines : undefined;
}
