import type { Locale } from '#lib/model/locales.ts';

/** Words that nearly every text has, without accents. */
const fillers: Readonly<Record<Locale, ReadonlySet<string>>> = {
	es: new Set(
		'a al como con cual de del el en es la las lo los o para por que se su un una y'.split(' ')
	),
	en: new Set('a an and as at by for from how in is of on or the to what with'.split(' ')),
	pt: new Set(
		'a ao as com como da das de do dos e em na nas no nos o os ou para por que se um uma'.split(' ')
	),
	fr: new Set(
		'a au aux avec ce d de des du en est et l la le les ou par pour que qui sur un une'.split(' ')
	)
};

/** Endings of plurals and what stands for one; the first that fits counts. */
const plurals: Readonly<Record<Locale, readonly (readonly [RegExp, string])[]>> = {
	es: [
		[/ces$/, 'z'],
		[/([ei]s)es$/, '$1'],
		[/([bcdfghjklmnprtxyz])es$/, '$1'],
		[/([aeo])s$/, '$1']
	],
	en: [
		[/ies$/, 'y'],
		[/(ss|sh|ch|x)es$/, '$1'],
		[/([^su])s$/, '$1']
	],
	pt: [
		[/(?:oes|aes)$/, 'ao'],
		[/ais$/, 'al'],
		[/ns$/, 'm'],
		[/([rz])es$/, '$1'],
		[/([aeiou])s$/, '$1']
	],
	fr: [
		[/eaux$/, 'eau'],
		[/aux$/, 'al'],
		[/([^su])s$/, '$1']
	]
};

/** Shorter words are left as they are: "mes" is no plural. */
const shortest = 4;

/** Without accents and capitals. */
const plain = (word: string): string =>
	word
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase();

/**
 * A word as it is looked up: without accents, capitals and the ending of a plural; '' where it is one
 * that nearly every text has.
 */
export function wordForm(word: string, locale: Locale): string {
	const folded = plain(word);
	if (fillers[locale].has(folded)) return '';
	if (folded.length < shortest) return folded;
	const found = plurals[locale].find(([ending]) => ending.test(folded));
	return found ? folded.replace(...found) : folded;
}
