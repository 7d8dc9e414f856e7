import { type Locale, locales } from '#lib/model/locales.ts';
import { pathBelow } from './asked-kind.ts';
import { answerOf, factsOf } from './copied-response.ts';
import type { Copies } from './copies.ts';
import { languageOf, offlinePage } from './copy-list.ts';
import { asCopy } from './page-copy.ts';

export interface AnswersOptions {
	readonly copies: Copies;
	readonly fetch: typeof fetch;
	/** Work that goes on after the answer. */
	readonly later: (work: Promise<unknown>) => void;
	/** Milliseconds until a copy is shown instead of a page, and used instead of a small file. */
	readonly patience?: { readonly page: number; readonly file: number };
}

const defaults = { page: 4000, file: 2500 };

/** What becomes of a request: the network first for what changes, the copy for what does not. */
export class Answers {
	readonly #options: Required<AnswersOptions>;

	constructor(options: AnswersOptions) {
		this.#options = { patience: defaults, ...options };
	}

	/** Fresh; else the copy, which says so; else the page that says what there is. */
	async page(request: Request): Promise<Response> {
		const { copies, fetch, later, patience } = this.#options;
		const path = pathBelow(request.url, copies.site) ?? '';
		const asked = fetch(request);
		const fresh = await inTime(asked, patience.page);
		if (fresh && fresh.status < 500) {
			later(this.#remember(path, fresh));
			return fresh;
		}
		const copy = (await copies.page(path)) ?? (await this.#redirected(path));
		if (!copy) return fresh ?? asked.catch(() => this.#nothingKept(path));
		if (!fresh) later(asked.then((late) => this.#remember(path, late), ignored));
		return isRedirect(copy) ? copy : this.#told(copy, path);
	}

	async #remember(path: string, response: Response): Promise<void> {
		if (response.status === 404 || response.status === 410)
			await this.#options.copies.forgetPage(path);
		else await this.#options.copies.keepPage(path, response.clone());
	}

	async #told(copy: Response, path: string): Promise<Response> {
		const html = asCopy(await copy.text(), factsOf(copy).taken, languageOf(path) ?? locales[0]);
		return new Response(html, { headers: copy.headers });
	}

	/** Hosts put the slash at the end; without one there is nobody to do so. */
	async #redirected(path: string): Promise<Response | undefined> {
		const { copies } = this.#options;
		if (path.endsWith('/') || !(await copies.page(`${path}/`))) return undefined;
		return Response.redirect(`${copies.site}${path}/`, 302);
	}

	async #nothingKept(path: string): Promise<Response> {
		const wanted = languageOf(path);
		const order: Locale[] = [...(wanted ? [wanted] : []), ...locales];
		for (const locale of order) {
			const page = await this.#options.copies.page(offlinePage(locale));
			if (page) return new Response(await page.text(), { status: 503, headers: page.headers });
		}
		return Response.error();
	}

	/** What never changes: the copy, else the network. */
	async named(request: Request): Promise<Response> {
		const { copies, fetch, later } = this.#options;
		const isAnew = request.cache === 'reload' || request.cache === 'no-store';
		const kept = isAnew ? undefined : await copies.file(request.url);
		if (kept) return answerOf(kept, request);
		const response = await fetch(request);
		if (request.method === 'GET') later(copies.keepFile(request.url, response).catch(ignored));
		return response;
	}

	/** What may change under its name: the network, else the copy. */
	async file(request: Request): Promise<Response> {
		const { copies, fetch, later, patience } = this.#options;
		const asked = fetch(request);
		const fresh = await inTime(asked, patience.file);
		if (fresh?.ok) {
			later(copies.keepFile(request.url, fresh).catch(ignored));
			return fresh;
		}
		const kept = await copies.file(request.url);
		if (kept && !fresh) asked.catch(ignored);
		return kept ? answerOf(kept, request) : (fresh ?? asked);
	}
}

const ignored = () => undefined;
const isRedirect = ({ status }: Response) => status === 302;

/** Undefined: it failed, or did not come in time. */
function inTime(asked: Promise<Response>, patience: number): Promise<Response | undefined> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(undefined), patience);
		asked
			.then(resolve, () => resolve(undefined))
			.finally(() => clearTimeout(timer))
			.catch(ignored);
	});
}
