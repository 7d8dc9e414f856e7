import { type Locale, locales } from '#lib/model/locales.ts';
import { Answers } from './answers.ts';
import { askedKind, pathBelow } from './asked-kind.ts';
import { factsOf } from './copied-response.ts';
import { Copies } from './copies.ts';
import { type CopyList, coreOf, languageOf } from './copy-list.ts';
import type { AskedEvent, WorkerScope } from './worker-scope.ts';

/** Milliseconds; a page that was read through the worker just now is not asked for again. */
const justNow = 60_000;

/** Everything that the worker of a site does. */
export function serveCopies(scope: WorkerScope, list: CopyList): void {
	const fetch: typeof globalThis.fetch = (...asked) => scope.fetch(...asked);
	const { caches } = scope;
	const site = scope.registration.scope;
	const copies = new Copies({ site, version: list.version, caches, fetch, now: () => new Date() });
	const savesData = () => scope.navigator.connection?.saveData ?? false;

	async function install(languages: readonly Locale[], goesOn: () => Promise<boolean>) {
		for (const { path, sha256 } of coreOf(list, languages, savesData()))
			if (!(await copies.hasInCore(path)) && (await goesOn())) await copies.putInCore(path, sha256);
	}

	async function keepOpened(path: string): Promise<void> {
		if (!(await copies.isKept())) return;
		const taken = factsOf((await copies.page(path)) ?? new Response()).taken;
		if (!(Date.now() - Date.parse(taken) < justNow))
			await copies.keepPage(path, await fetch(site + path, { cache: 'no-cache' }));
		await copies.keepNamed(path, savesData());
		const language = languageOf(path);
		if (language && !savesData()) await install([language], copies.isKept);
		if (await copies.isKept()) await copies.tidy();
	}

	scope.addEventListener('install', (event) => {
		const work = async () => {
			try {
				const languages = languagesOf([...(await openPaths(scope)), ...(await copies.paths())]);
				await install(languages, () => Promise.resolve(true));
			} catch (cause) {
				await copies.leaveCore();
				throw cause;
			}
		};
		event.waitUntil(work());
	});
	scope.addEventListener('activate', (event) => {
		event.waitUntil(copies.leaveOtherCores().then(() => scope.clients.claim()));
	});
	scope.addEventListener('message', (event) => {
		const { data } = event;
		if (data === 'update') event.waitUntil(scope.skipWaiting());
		else if (data === 'leave') event.waitUntil(copies.leave());
		else if (typeof data === 'object' && data && 'opened' in data) {
			const path = pathBelow(new URL(String(data.opened), site).href, site);
			if (path !== undefined) event.waitUntil(keepOpened(path).catch(() => undefined));
		}
	});
	scope.addEventListener('fetch', (event) => answer(event, copies, fetch));
}

function answer(event: AskedEvent, copies: Copies, fetch: typeof globalThis.fetch): void {
	const { request } = event;
	const kind = askedKind(request, copies.site);
	if (kind === 'other') return;
	const later = (work: Promise<unknown>) => event.waitUntil(work.catch(() => undefined));
	event.respondWith(new Answers({ copies, fetch, later })[kind](request));
}

/** Paths below the site of what is open, whether this worker serves it or not. */
async function openPaths({ clients, registration }: WorkerScope): Promise<string[]> {
	const windows = await clients.matchAll({ includeUncontrolled: true });
	return windows.flatMap(({ url }) => pathBelow(url, registration.scope) ?? []);
}

const languagesOf = (paths: readonly string[]): Locale[] =>
	locales.filter((locale) => paths.some((path) => languageOf(path) === locale));

/** Where nothing is to be kept: takes away what a worker before kept, and itself. */
export function leaveDevice(scope: WorkerScope): void {
	const { caches, registration } = scope;
	const options = { site: registration.scope, version: '', caches, fetch, now: () => new Date() };
	scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
	scope.addEventListener('activate', (event) => {
		event.waitUntil(new Copies(options).leave().then(() => registration.unregister()));
	});
}
