/** A CacheStorage in memory, as far as the offline copy uses it: Node has none. */
export class MemoryCaches {
	readonly all = new Map<string, Map<string, Response>>();
	/** Addresses that may still be put; then the disk is full. */
	room = Infinity;

	open = (name: string): Promise<Cache> => {
		const held = this.all.get(name) ?? new Map<string, Response>();
		this.all.set(name, held);
		const at = (asked: RequestInfo | URL) =>
			typeof asked === 'string' ? asked : asked instanceof URL ? asked.href : asked.url;
		const cache: Partial<Cache> = {
			match: (asked) => Promise.resolve(held.get(at(asked))?.clone()),
			put: async (asked, response) => {
				if (this.room-- <= 0) throw new DOMException('disk full', 'QuotaExceededError');
				const body = await response.arrayBuffer();
				held.set(at(asked), new Response(body, response));
			},
			delete: (asked) => Promise.resolve(held.delete(at(asked))),
			keys: () => Promise.resolve([...held.keys()].map((url) => new Request(url)))
		};
		return Promise.resolve(cache as Cache);
	};

	has = (name: string) => Promise.resolve(this.all.has(name));
	keys = () => Promise.resolve([...this.all.keys()]);
	delete = (name: string) => Promise.resolve(this.all.delete(name));
	match = (url: string, { cacheName = '' }: MultiCacheQueryOptions = {}) =>
		Promise.resolve(this.all.get(cacheName)?.get(url)?.clone());

	/** Paths below a site that a cache holds, in order. */
	paths(name: string, site: string): string[] {
		return [...(this.all.get(name)?.keys() ?? [])].map((url) => url.slice(site.length)).sort();
	}
}
