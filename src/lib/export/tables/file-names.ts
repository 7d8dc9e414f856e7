import type { ExportedAnswer } from './answer-rows.ts';

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const longest = 120;

/**
 * A name that every file system takes: lower-case ASCII letters, digits, hyphens, and an underscore
 * between parts. A long one is cut, and ends with a code of its whole so that two stay apart.
 */
export function safeName(parts: readonly string[]): string {
	const name = parts
		.map(safePart)
		.filter((part) => part !== '')
		.join('_');
	if (name === '' || reserved.test(name)) return `atalaya_${name}`.replace(/_$/, '');
	if (name.length <= longest) return name;
	const mark = `_${hash(name)}`;
	return `${name.slice(0, longest - mark.length).replace(/[-_]+$/, '')}${mark}`;
}

const safePart = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9_]+/g, '-')
		.replace(/^[-_]+|[-_]+$/g, '');

/** FNV-1a of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text))
		value = Math.imul(value ^ byte, 0x01000193) >>> 0;
	return value.toString(16).padStart(8, '0');
}

/** Such as `demo-2024_drug-sale-neighbourhood_by-age_group_only-sex-woman`. */
export function answerName(
	answers: readonly Pick<ExportedAnswer, 'survey' | 'measure' | 'view'>[]
): string {
	const distinct = (of: (one: (typeof answers)[number]) => readonly string[]) => [
		...new Set(answers.flatMap(of))
	];
	return safeName([
		...distinct(({ survey }) => [survey.id]),
		...distinct(({ measure }) => [measure.id]),
		...distinct(({ view: { by, across } }) =>
			[...by, ...(across === undefined ? [] : [across])].map((concept) => `by-${concept}`)
		),
		...distinct(({ view }) =>
			view.where.map(({ concept, categories }) => `only-${concept}-${categories.join('-')}`)
		)
	]);
}
