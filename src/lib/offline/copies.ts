import { type CopyFacts, copied, factsOf, isKeepable, isPage, newer } from './copied-response.ts';
import { namedFiles } from './named-files.ts';
import { titleOf } from './page-copy.ts';

export interface CopiesOptions {
	/** Address of the site, with a slash at its end. */
	readonly site: string;
	readonly version: string;
	readonly caches: CacheStorage;
	readonly fetch: typeof fetch;
	readonly now: () => Date;
}

/** Of what nobody opens. A copy that is opened with a network is taken anew. */
const daysKept = 30;
/** Bears witness that what nobody needs was looked for since this version began. */
const tidied = 'tidied';
/** Bytes; larger tables are read by parts, and are not for a telephone to keep. */
const largestTable = 20_000_000;
/** Requests at a time. */
const parallel = 4;

/**
 * The copies of one site on a device: the core of a version, pages that were opened, and files that
 * both name. Sites in other folders of the same host have their own.
 */
export class Copies {
	readonly #options: CopiesOptions;
	readonly #prefix: string;
	#isLeft = false;
	/** Downloads under way, by address. */
	readonly #coming = new Map<string, Promise<void>>();

	constructor(options: CopiesOptions) {
		this.#options = options;
		this.#prefix = `atalaya ${new URL(options.site).pathname} `;
	}

	get site(): string {
		return this.#options.site;
	}

	get #coreName(): string {
		return `${this.#prefix}core ${this.#options.version}`;
	}

	#core = () => this.#options.caches.open(this.#coreName);
	#pages = () => this.#options.caches.open(`${this.#prefix}pages`);
	#files = () => this.#options.caches.open(`${this.#prefix}files`);

	/** Looked up without opening, which would make a cache that somebody deleted. */
	#in = (kind: 'core' | 'pages' | 'files', url: string) =>
		this.#options.caches.match(url, {
			cacheName: kind === 'core' ? this.#coreName : this.#prefix + kind,
			ignoreVary: true
		});

	/** False: the copies of this device were deleted, and nothing is to be kept any more. */
	isKept = async () => !this.#isLeft && (await this.#options.caches.has(this.#coreName));

	/** The newest copy of a page, by its path below the site. */
	async page(path: string): Promise<Response | undefined> {
		const url = this.site + path;
		return newer(await this.#in('pages', url), await this.#in('core', url));
	}

	/** Of all pages that were opened, below the site. */
	async paths(): Promise<string[]> {
		const name = `${this.#prefix}pages`;
		if (!(await this.#options.caches.has(name))) return [];
		const kept = await (await this.#options.caches.open(name)).keys();
		return kept.map(({ url }) => url.slice(this.site.length));
	}

	hasInCore = async (path: string) => (await this.#in('core', this.site + path)) !== undefined;

	/** A file as it is kept, whatever was asked of it. */
	async file(url: string): Promise<Response | undefined> {
		const bare = url.replace(/[?#].*/, '');
		await this.#coming.get(bare);
		return (await this.#in('files', bare)) ?? this.#in('core', bare);
	}

	/** Keeps a file that somebody asked for, while it goes on to who asked. */
	keepFile(url: string, response: Response): Promise<void> {
		const bare = url.replace(/[?#].*/, '');
		if (!isKeepable(response) || isPage(response) || this.#coming.has(bare))
			return Promise.resolve();
		const copy = response.clone();
		return this.#during(bare, async () => {
			if (await this.isKept()) await (await this.#files()).put(bare, copy);
		});
	}

	/** Keeps a page as it was read just now; what says why not is the answer. */
	async keepPage(path: string, response: Response): Promise<boolean> {
		if (!isKeepable(response) || !isPage(response) || !(await this.isKept())) return false;
		const html = await response.text();
		const facts = { taken: this.#options.now().toISOString(), title: titleOf(html) };
		await (await this.#pages()).put(this.site + path, copied(html, response.headers, facts));
		return true;
	}

	/** The host says that there is no such page any more. */
	async forgetPage(path: string): Promise<void> {
		if (!(await this.isKept())) return;
		for (const cache of [await this.#core(), await this.#pages()])
			await cache.delete(this.site + path);
	}

	/** Puts into a core what has to be there, byte for byte. @throws TypeError of fetch where it is not. */
	async putInCore(path: string, sha256: string): Promise<void> {
		const url = this.site + path;
		const known = await this.#sameIn(url, sha256);
		const response =
			known ??
			(await this.#options.fetch(url, { cache: 'no-cache', integrity: `sha256-${sha256}` }));
		if (!response.ok) throw new TypeError(`${path}: status ${response.status}`);
		const facts: CopyFacts = { taken: this.#options.now().toISOString(), sha256 };
		if (!isPage(response)) {
			await (await this.#core()).put(url, copied(await response.blob(), response.headers, facts));
			return;
		}
		const html = await response.text();
		const title = titleOf(html);
		await (await this.#core()).put(url, copied(html, response.headers, { ...facts, title }));
		await this.#each(namedFiles(html, url, this.site), (file) => this.#fetched(file));
	}

	/** What an older version has of the same content. */
	async #sameIn(url: string, sha256: string): Promise<Response | undefined> {
		for (const name of await this.#cores()) {
			const found = await (await this.#options.caches.open(name)).match(url);
			if (found && factsOf(found).sha256 === sha256) return found;
		}
		return undefined;
	}

	async #cores(): Promise<string[]> {
		const names = await this.#options.caches.keys();
		return names.filter((name) => name.startsWith(`${this.#prefix}core `));
	}

	/**
	 * Everything that a kept page may load, and what that may load; for who saves data only what the
	 * page has loaded anyway. What fails is left out.
	 */
	async keepNamed(path: string, savesData = false): Promise<void> {
		const page = await this.page(path);
		if (!page) return;
		const seen = new Set<string>();
		let next = namedFiles(await page.text(), this.site + path, this.site).filter(
			(url) => !savesData || !url.startsWith(`${this.site}data/`)
		);
		while (next.length > 0) {
			const found: string[] = [];
			for (const url of next) seen.add(url);
			await this.#each(next, async (url) => {
				if (!(await this.isKept())) return;
				await this.#fetched(url).catch(() => undefined);
				if (!savesData) found.push(...(await this.#namedBy(url)));
			});
			next = [...new Set(found)].filter((url) => !seen.has(url));
		}
	}

	async #namedBy(url: string): Promise<string[]> {
		if (!/\.(js|css)$/.test(url)) return [];
		const text = await (await this.file(url))?.text();
		return text === undefined ? [] : namedFiles(text, url, this.site);
	}

	/** A file that never changes is fetched once. */
	async #fetched(url: string): Promise<void> {
		if (await this.file(url)) return;
		await this.#during(url, async () => {
			const response = await this.#options.fetch(url);
			const isTooLarge =
				url.endsWith('.parquet') && Number(response.headers.get('content-length')) > largestTable;
			if (!isKeepable(response) || isPage(response) || isTooLarge) {
				await response.body?.cancel();
				throw new TypeError(`${url}: status ${response.status}`);
			}
			await (await this.#files()).put(url, response);
		});
	}

	async #during(url: string, work: () => Promise<void>): Promise<void> {
		const coming = work();
		const quiet = coming.catch(() => undefined).finally(() => this.#coming.delete(url));
		this.#coming.set(url, quiet);
		await coming;
	}

	async #each(all: readonly string[], work: (one: string) => Promise<void>): Promise<void> {
		const waiting = all.values();
		const worker = async () => {
			for (const one of waiting) await work(one);
		};
		await Promise.all(Array.from({ length: parallel }, worker));
	}

	/** Cores of other versions: those that were left, or one that did not come to its end. */
	async leaveOtherCores(): Promise<void> {
		const others = (await this.#cores()).filter((name) => name !== this.#coreName);
		for (const name of others) await this.#options.caches.delete(name);
	}

	leaveCore = () => this.#options.caches.delete(this.#coreName);

	/** Everything of this site, and nothing is kept from now on. */
	async leave(): Promise<void> {
		this.#isLeft = true;
		const names = await this.#options.caches.keys();
		for (const name of names.filter((one) => one.startsWith(this.#prefix)))
			await this.#options.caches.delete(name);
	}

	/** Pages that nobody opened for long; then, or once a version, files that no kept page names. */
	async tidy(): Promise<void> {
		const pages = await this.#pages();
		const oldest = this.#options.now().getTime() - daysKept * 86_400_000;
		let isSame = await this.hasInCore(tidied);
		for (const { url } of await pages.keys()) {
			const page = await pages.match(url);
			if (!page || Date.parse(factsOf(page).taken) >= oldest) continue;
			await pages.delete(url);
			isSame = false;
		}
		if (isSame) return;
		await (await this.#core()).put(this.site + tidied, new Response());
		const named = await this.#allNamed();
		const files = await this.#files();
		for (const { url } of await files.keys()) if (!named.has(url)) await files.delete(url);
	}

	async #allNamed(): Promise<Set<string>> {
		const named = new Set<string>();
		const waiting: string[] = [];
		const add = (urls: readonly string[]) => {
			for (const url of urls) if (!named.has(url)) waiting.push(url);
			for (const url of urls) named.add(url);
		};
		for (const cache of [await this.#core(), await this.#pages()])
			for (const { url } of await cache.keys()) {
				const copy = await cache.match(url);
				if (copy && isPage(copy)) add(namedFiles(await copy.text(), url, this.site));
			}
		for (let url = waiting.pop(); url !== undefined; url = waiting.pop())
			add(await this.#namedBy(url));
		return named;
	}
}
