import type { InstrumentChoice } from '#lib/model/instrument/instrument.ts';

/** Choices that somebody typed, one a line: "1 = Yes", or the text alone, which gets the next free number. */
export function typedChoices(text: string, language: string): InstrumentChoice[] {
	const lines = text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const written = lines.map((line) => /^(\S+)\s*=\s*(.+)$/u.exec(line));
	const taken = new Set(written.flatMap((found) => (found ? [found[1]!] : [])));
	let next = 1;
	return lines.map((line, i) => {
		const found = written[i];
		if (found) return { code: found[1]!, label: { [language]: found[2]!.trim() } };
		while (taken.has(String(next))) next++;
		return { code: String(next++), label: { [language]: line } };
	});
}
