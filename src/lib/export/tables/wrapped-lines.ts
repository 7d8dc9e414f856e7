/** Widths of signs as shares of the size of the type, from Source Sans 3 and a little wide. */
const shares: readonly (readonly [RegExp, number])[] = [
	[/\p{M}|[\u200b-\u200f]|[\ufe00-\ufe0f]/u, 0],
	[/[iljtfrI.,;:!|'’()[\]\s·]/u, 0.32],
	[/[mwMW@%—…]/u, 0.86],
	[/\p{Lu}/u, 0.64],
	[/[\u1100-\u11ff\u2e80-\uffdc]|\p{Extended_Pictographic}/u, 1.05]
];
const usual = 0.54;

/** About how wide a line of text is, in pixels: there is no font where a file is written. */
export function textWidth(text: string, size: number): number {
	let width = 0;
	for (const sign of text)
		width += /\d/.test(sign) ? usual : (shares.find(([kind]) => kind.test(sign))?.[1] ?? usual);
	return width * size;
}

/** The text in lines no wider than `width` pixels; what has no blank, such as an address, is cut. */
export function wrappedLines(text: string, width: number, size: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text
		.split(/\s+/)
		.filter((one) => one !== '')
		.flatMap(pieces(width, size))) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && textWidth(longer, size) > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return line === '' ? lines : [...lines, line];
}

/** What a reader takes for one sign, such as a letter with its accent, is not cut. */
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const pieces =
	(width: number, size: number) =>
	(word: string): string[] => {
		if (textWidth(word, size) <= width) return [word];
		const parts = [''];
		for (const { segment } of graphemes.segment(word)) {
			const last = parts.at(-1) ?? '';
			if (last !== '' && textWidth(last + segment, size) > width) parts.push(segment);
			else parts[parts.length - 1] = last + segment;
		}
		return parts;
	};
