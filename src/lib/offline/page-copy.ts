import type { Locale } from '#lib/model/locales.ts';

/** What a page is called: its heading, as its title has the name of the site too. */
export function titleOf(html: string): string {
	const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1];
	const title = heading ?? /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
	return plain(title.replace(/<[^>]*>/g, ''))
		.replace(/\s+/g, ' ')
		.trim();
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
