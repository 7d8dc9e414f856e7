import type { Locale } from '#lib/model/locales.ts';

/** The title of a page without the name of the site. */
export function titleOf(html: string): string {
	const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
	return plain(title.replace(/\s+–\s+[^–]*$/, '')).trim();
}

const signs: Readonly<Record<string, string>> = {
	...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
};
const plain = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (sign) => signs[sign]!);

/**
 * A page that says of itself that it is a copy, and when it was taken: before it is painted, so that
 * nothing moves. `taken` is ISO 8601, and is told by the clock of the reader.
 */
export function asCopy(html: string, taken: string, locale: Locale): string {
	const told = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
	const words = told.format(new Date(taken));
	return html
		.replace('<html ', '<html data-copy ')
		.replace(/<time data-taken[^>]*><\/time>/, `<time datetime="${taken}">${words}</time>`);
}
