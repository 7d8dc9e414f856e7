/** What a service worker sees of its browser, as far as ours uses it: TypeScript has it apart. */
export interface LastingEvent extends Event {
	waitUntil(work: Promise<unknown>): void;
}

export interface AskedEvent extends LastingEvent {
	readonly request: Request;
	respondWith(response: Promise<Response>): void;
}

export interface ToldEvent extends LastingEvent {
	readonly data: unknown;
}

export interface OpenWindow {
	readonly url: string;
}

export interface WorkerScope {
	readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
	readonly clients: {
		claim(): Promise<void>;
		matchAll(of: { includeUncontrolled: boolean }): Promise<readonly OpenWindow[]>;
	};
	readonly caches: CacheStorage;
	readonly navigator: { readonly connection?: { readonly saveData?: boolean } };
	skipWaiting(): Promise<void>;
	fetch: typeof fetch;
	addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
	addEventListener(type: 'fetch', listener: (event: AskedEvent) => void): void;
	addEventListener(type: 'message', listener: (event: ToldEvent) => void): void;
}
