interface Embed {
	/** Absolute, or from the root of a host that is not known while the site is built. */
	readonly src: string;
	/** What a screen reader calls the frame. */
	readonly title: string;
	/** Pixels. */
	readonly height: number;
}

/** The markup that shows an embedded page in a page of another site; any document writes it. */
export function embedCode(
	document: Pick<Document, 'createElement'>,
	{ src, title, height }: Embed
): string {
	const frame = document.createElement('iframe');
	const attributes = { src, title, width: '100%', height: String(height), loading: 'lazy' };
	for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
	return frame.outerHTML;
}
