/** A text as YAML takes it: plain where nothing in it could be read as something else. */
export function yamlText(text: string): string {
	const isPlain = /^[\p{L}][\p{L}\p{N} _./()-]*$/u.test(text) && !/\s$/.test(text);
	const isWord = /^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
	if (isPlain && !isWord) return text;
	// eslint-disable-next-line no-control-regex -- they have to be escaped
	return /[\x00-\x1f\x7f\u2028\u2029]/.test(text)
		? JSON.stringify(text)
		: `'${text.replaceAll("'", "''")}'`;
}

export const yamlCode = (code: string) => `'${code.replaceAll("'", "''")}'`;

/** A text that fits into a comment: one line. */
export const commentText = (text: string) => text.replace(/\s+/g, ' ').trim();

export const indented = (lines: readonly string[], by: number) =>
	lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));

export const commented = (lines: readonly string[]) =>
	lines.map((line) => (line === '' ? '#' : `# ${line}`));
