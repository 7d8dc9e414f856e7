/** Lower case, without accents. */
export const plainText = (text: string): string =>
	text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Plain letters and digits, with one sign for all between them; '' where there are none. */
export const slugText = (text: string, between = '-'): string =>
	plainText(text)
		.replace(/[^a-z0-9]+/g, between)
		.replace(new RegExp(`^${between}|${between}$`, 'g'), '');
