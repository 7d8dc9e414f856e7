import { plainText } from '../plain-text.ts';

/** Words that tell nothing about what a column is about, in es, en, pt and fr. */
const empty = new Set(
	(
		'a al algun con como cual cuales cuanto de del desde donde el en entre es esta este la las le lo los mas o para por que se ser si su sus tiene un una usted y ya ' +
		'an and any are at by did do does for from has have how in is it of on or out the their they this to was what when which with you your ' +
		'ao aos as com da das do dos e em foi na nas no nos num os ou pela pelo qual quais quantos se seu sua um uma voce ' +
		'au aux avec ce ces cette dans des du elle est et il je ne ou par pas plus pour qu que quel quelle qui sa ses son sur une vous vos votre'
	).split(' ')
);

/** Lower case, without accents; anything but letters and digits is a space. */
export function plainWords(text: string): string {
	return plainText(text.replace(/([a-z])([A-Z])/g, '$1 $2'))
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

const stemLength = 5;

/** The words that tell something, cut so that forms of one word agree: consumo, consumido. */
export function stems(text: string): Set<string> {
	const words = plainWords(text).split(' ');
	return new Set(words.filter((word) => word !== '' && !empty.has(word)).map(stem));
}

const stem = (word: string) => word.replace(/(es|s)$/, '').slice(0, stemLength) || word;
