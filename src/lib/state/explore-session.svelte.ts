import type { ExploreView } from '#lib/model/explore-view.ts';
import { searchOf, viewFromSearch } from './explore-url.ts';

/** Where the explorer stands: what is shown, waited for, or could not be. */
export type ExploreStatus<Answer> =
	| { readonly kind: 'default' }
	| { readonly kind: 'waiting'; readonly view: ExploreView }
	| { readonly kind: 'answered'; readonly view: ExploreView; readonly answer: Answer }
	| { readonly kind: 'cancelled'; readonly view: ExploreView }
	| { readonly kind: 'unreadable'; readonly problem: string }
	| { readonly kind: 'failed'; readonly view: ExploreView; readonly error: unknown };

/** What of a view can be answered. */
export interface FoundView {
	readonly view: ExploreView;
	/** What it asked for besides, as it stands in an address. */
	readonly dropped: readonly string[];
}

export interface ExploreSessionOptions<Answer> {
	/** The view as it can be answered, or the first thing that it cannot do without. */
	readonly find: (view: ExploreView) => FoundView | string;
	readonly answer: (view: ExploreView, signal: AbortSignal) => Promise<Answer>;
}

/** Follows the query string: only the latest question matters, an older one is withdrawn. */
export class ExploreSession<Answer> {
	status = $state.raw<ExploreStatus<Answer>>({ kind: 'default' });
	/** The last answer, until the page is back where it opened. */
	before = $state.raw<{ readonly view: ExploreView; readonly answer: Answer }>();
	/** Of the address, what nobody here knows. */
	dropped = $state.raw<readonly string[]>([]);
	readonly #options: ExploreSessionOptions<Answer>;
	#running: AbortController | undefined;

	constructor(options: ExploreSessionOptions<Answer>) {
		this.#options = options;
	}

	async follow(search: string): Promise<void> {
		this.#running?.abort();
		this.dropped = [];
		const asked = viewFromSearch(search);
		if (asked.kind === 'none') {
			this.status = { kind: 'default' };
			this.before = undefined;
			return;
		}
		if (asked.kind === 'unreadable') {
			this.status = { kind: 'unreadable', problem: asked.problems.join('; ') };
			return;
		}
		const found = this.#options.find(asked.view);
		if (typeof found === 'string') {
			this.status = { kind: 'unreadable', problem: found };
			return;
		}
		this.dropped = [...asked.dropped, ...found.dropped];
		await this.#ask(found.view);
	}

	/** Gives up waiting; the question stays in the address and can be asked again. */
	cancel() {
		if (this.status.kind !== 'waiting') return;
		this.#running?.abort();
		this.status = { kind: 'cancelled', view: this.status.view };
	}

	/** What is answered stays while only the picture changes. */
	async #ask(view: ExploreView) {
		const before = this.status;
		if (before.kind === 'answered' && isSameQuestion(before.view, view)) {
			this.#answered(view, before.answer);
			return;
		}
		const running = new AbortController();
		this.#running = running;
		this.status = { kind: 'waiting', view };
		try {
			const answer = await this.#options.answer(view, running.signal);
			if (!running.signal.aborted) this.#answered(view, answer);
		} catch (error) {
			if (!running.signal.aborted) this.status = { kind: 'failed', view, error };
		}
	}

	#answered(view: ExploreView, answer: Answer) {
		this.status = { kind: 'answered', view, answer };
		this.before = { view, answer };
	}
}

/** The picture, and what stands beside it, change nothing of the answer. */
const question = (view: ExploreView) => searchOf({ ...view, chart: 'auto', linked: [], brush: [] });

const isSameQuestion = (one: ExploreView, other: ExploreView) => question(one) === question(other);
