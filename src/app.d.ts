declare global {
	/** `local` may show what must not be published, and says so on every page. */
	const __ATALAYA_PROFILE__: 'local' | 'public';
	/** The folder that is served beside the pages; releases lie in its `data`. */
	const __ATALAYA_ASSETS__: string;
	/** Where the site will live, such as `https://example.org`; empty when nobody said. */
	const __ATALAYA_ORIGIN__: string;
}

export {};
