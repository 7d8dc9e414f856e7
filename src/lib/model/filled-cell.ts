import type { CellKind } from './entry-template.ts';

/** Yes and no in the languages of the product, and as a spreadsheet writes its own. */
const words = {
	yes: ['yes', 'si', 'sí', 'sim', 'oui', 'true'],
	no: ['no', 'não', 'nao', 'non', 'false']
};

/**
 * What a cell says; undefined where it says no more than a blank does. A text that is not what its
 * column wants stays a text, which the schema refuses.
 */
export function cellValue(kind: CellKind, text: string): unknown {
	switch (kind) {
		case 'number':
			return numberOf(text);
		case 'yes-no':
			return answerOf(text);
		case 'yes-or-blank':
			return answerOf(text) === false ? undefined : answerOf(text);
		case 'no-or-blank':
			return answerOf(text) === true ? undefined : answerOf(text);
		case 'list':
			return parted(text, ',');
		case 'items':
			return parted(text, ';');
		case 'numbers':
			return parted(text, ';').map(numberOf);
		case 'word-or-list':
			return /^[a-z-]+$/.test(text.trim()) ? text.trim() : parted(text, ',');
		case 'pairs':
			return Object.fromEntries(parted(text, ',').map((pair) => pair.split('=', 2)));
		default:
			return text;
	}
}

const numberOf = (text: string): number | string =>
	/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;

function answerOf(text: string): boolean | string {
	const word = text.toLowerCase();
	if (words.yes.includes(word)) return true;
	return words.no.includes(word) ? false : text;
}

const parted = (text: string, separator: ',' | ';') =>
	text
		.split(separator)
		.map((one) => one.trim())
		.filter((one) => one !== '');
