import { type XmlPart, elementText, rootTexts, xmlPart } from '../xml-text.ts';

/** Something that happened: a release or a correction. */
export interface AtomEntry {
	/** An IRI that never changes and that nothing else has. */
	readonly id: string;
	readonly title: string;
	/** RFC 3339. */
	readonly updated: string;
	readonly summary: string;
	/** Where it is told: an IRI, or a path of the same host. */
	readonly href: string;
}

export interface AtomFeed {
	readonly id: string;
	readonly title: string;
	readonly subtitle: string;
	readonly language: string;
	/** The office that answers for it. */
	readonly author: string;
	/** Where the feed lies, and the page that it belongs to. */
	readonly self: string;
	readonly page: string;
	/** The latest first; a feed is as new as its latest entry. */
	readonly entries: readonly [AtomEntry, ...AtomEntry[]];
}

/** A feed as RFC 4287 has it. */
export function atomFeed(feed: AtomFeed): string {
	const root = {
		name: 'feed',
		attributes: new Map([
			['xmlns', 'http://www.w3.org/2005/Atom'],
			['xml:lang', feed.language]
		])
	};
	const { start, end } = rootTexts(root);
	const latest = feed.entries.map(({ updated }) => updated).reduce((a, b) => (b > a ? b : a));
	const parts = [
		xmlPart('id', {}, feed.id),
		xmlPart('title', {}, feed.title),
		xmlPart('subtitle', {}, feed.subtitle),
		xmlPart('updated', {}, latest),
		xmlPart('author', {}, xmlPart('name', {}, feed.author)),
		xmlPart('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
		xmlPart('link', {
			...{ rel: 'alternate', type: 'text/html' },
			...{ hreflang: feed.language, href: feed.page }
		}),
		...feed.entries.map(entryPart)
	];
	return `${start}\n${parts.map((one) => elementText(one)).join('\n')}${end}`;
}

const entryPart = ({ id, title, updated, summary, href }: AtomEntry): XmlPart =>
	xmlPart(
		'entry',
		{},
		xmlPart('id', {}, id),
		xmlPart('title', {}, title),
		xmlPart('updated', {}, updated),
		xmlPart('link', { rel: 'alternate', type: 'text/html', href }),
		xmlPart('summary', { type: 'text' }, summary)
	);
