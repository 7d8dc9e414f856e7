/** What a page tells about itself while it is measured; the same in ours and in Mosaic's. */
export interface Watched {
	/** Milliseconds between animation frames since `watchFrames`. */
	frames: number[];
	/** Statements begun in DuckDB's worker, those that run now, and the most at once. */
	readonly statements: { begun: number; running: number; most: number };
	watchFrames(): void;
	/** Once DuckDB was idle for some milliseconds from now on, the time since which it is. */
	rest(quiet: number): Promise<number>;
	/**
	 * From the next event of a kind to the frame that shows what it changed: all of the elements that
	 * match were changed, and the page says it is done.
	 */
	arm(options: PaintedOptions): void;
	/** What the last `arm` waits for. */
	painted: Promise<Painted> | undefined;
}

export interface PaintedOptions {
	readonly event: string;
	/** Elements that have to change, each of them. */
	readonly changed: string;
	/** What has to be there, and so often. */
	readonly present?: readonly { readonly selector: string; readonly count: number }[];
	/** What must not be there. */
	readonly absent?: string;
}

/** Milliseconds since the event. */
export interface Painted {
	/** The page was changed. */
	readonly changed: number;
	/** The second animation frame after that: the first one is on the screen. */
	readonly painted: number;
}

declare global {
	var watched: Watched;
}

/**
 * Runs in the page before its own scripts, and on its own: nothing outside of it is there. DuckDB's
 * worker is listened to, so that statements are counted whoever sends them.
 */
export function watch(): void {
	const statements = { begun: 0, running: 0, most: 0 };
	/** When the last statement began or ended. */
	let last = Date.now();
	/** Answered at once; the others send their result piece by piece, and run until its last one. */
	const whole = ['RUN_QUERY', 'INSERT_ARROW_FROM_IPC_STREAM'];
	const NativeWorker = globalThis.Worker;

	/** A message of DuckDB-WASM to its worker, or the reply. */
	interface Message {
		readonly messageId?: number;
		readonly requestId?: number;
		readonly type?: string;
		readonly data?: unknown;
	}

	globalThis.Worker = class extends NativeWorker {
		/** Requests that are not answered, by their number. */
		readonly #asked = new Map<number, string>();
		#isPending = false;

		constructor(url: string | URL, options?: WorkerOptions) {
			super(url, options);
			if (String(url).includes('duckdb'))
				this.addEventListener('message', ({ data }: MessageEvent<Message>) => this.#take(data));
		}

		override postMessage(message: Message, transfer?: Transferable[] | StructuredSerializeOptions) {
			const { messageId, type = '' } = message;
			if (messageId !== undefined) this.#asked.set(messageId, type);
			if (type === 'START_PENDING_QUERY') this.#isPending = true;
			if (type === 'START_PENDING_QUERY' || whole.includes(type)) {
				last = Date.now();
				statements.begun++;
				statements.most = Math.max(statements.most, ++statements.running);
			}
			super.postMessage(message, transfer as Transferable[]);
		}

		#take({ requestId = -1, type, data }: Message) {
			const asked = this.#asked.get(requestId);
			if (asked === undefined || type === 'INSTANTIATE_PROGRESS') return;
			this.#asked.delete(requestId);
			last = Date.now();
			const isLast = data instanceof Uint8Array && data.length === 0;
			const isOver = type === 'ERROR' || asked === 'CANCEL_PENDING_QUERY';
			if (whole.includes(asked)) statements.running--;
			else if (this.#isPending && (isOver || (asked === 'FETCH_QUERY_RESULTS' && isLast))) {
				this.#isPending = false;
				statements.running--;
			}
		}
	};

	function changedAndPainted({ event, changed, present = [], absent }: PaintedOptions) {
		return new Promise<Painted>((resolve, reject) => {
			setTimeout(() => reject(new Error(`nothing of this for a minute: ${changed}`)), 60_000);
			let began: number | undefined;
			const waiting = new Set<Element>();
			const begin = ({ timeStamp }: Event) => {
				began = timeStamp;
				for (const one of document.querySelectorAll(changed)) waiting.add(one);
			};
			addEventListener(event, begin, { capture: true, once: true });
			const isDone = () =>
				waiting.size === 0 &&
				present.every((one) => document.querySelectorAll(one.selector).length === one.count) &&
				(absent === undefined || !document.querySelector(absent));
			const observer = new MutationObserver((mutations) => {
				if (began === undefined) return;
				for (const element of waiting)
					if (!element.isConnected || mutations.some(({ target }) => element.contains(target)))
						waiting.delete(element);
				if (!isDone()) return;
				observer.disconnect();
				const from = began;
				const at = performance.now() - from;
				requestAnimationFrame(() =>
					requestAnimationFrame(() => resolve({ changed: at, painted: performance.now() - from }))
				);
			});
			const all = { childList: true, subtree: true, attributes: true, characterData: true };
			observer.observe(document, all);
		});
	}

	const self: Watched = {
		frames: [],
		statements,
		watchFrames() {
			self.frames = [];
			let last = performance.now();
			const next = () => {
				const now = performance.now();
				self.frames.push(now - last);
				last = now;
				requestAnimationFrame(next);
			};
			requestAnimationFrame(next);
		},
		rest: (quiet) =>
			new Promise((resolve) => {
				const called = Date.now();
				const look = () => {
					const since = Math.max(last, called);
					const isIdle = statements.begun > 0 && statements.running === 0;
					if (isIdle && Date.now() - since > quiet) resolve(since);
					else setTimeout(look, 20);
				};
				look();
			}),
		painted: undefined,
		arm(options) {
			self.painted = changedAndPainted(options);
		}
	};
	globalThis.watched = self;
}
