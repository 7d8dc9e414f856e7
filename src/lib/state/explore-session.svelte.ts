import type { ShownAnswer } from '#lib/model/shown-answer.ts';
import type { ExploreView } from '#lib/model/explore-view.ts';
import { viewFromSearch } from './explore-url.ts';

/** Where the explorer stands: what is shown, waited for, or could not be. */
export type ExploreStatus =
	| { readonly kind: 'default' }
	| { readonly kind: 'waiting'; readonly view: ExploreView }
	| { readonly kind: 'answered'; readonly view: ExploreView; readonly answer: ShownAnswer }
	| { readonly kind: 'cancelled'; readonly view: ExploreView }
	| { readonly kind: 'unreadable'; readonly problem: string }
	| { readonly kind: 'failed'; readonly view: ExploreView; readonly error: unknown };

export interface ExploreSessionOptions {
	/** The first thing in the view that the release does not have. */
	readonly problemOf: (view: ExploreView) => string | undefined;
	readonly answer: (view: ExploreView, signal: AbortSignal) => Promise<ShownAnswer>;
}

/** Follows the query string: only the latest question matters, an older one is withdrawn. */
export class ExploreSession {
	status = $state.raw<ExploreStatus>({ kind: 'default' });
	readonly #options: ExploreSessionOptions;
	#running: AbortController | undefined;

	constructor(options: ExploreSessionOptions) {
		this.#options = options;
	}

	async follow(search: string): Promise<void> {
		this.#running?.abort();
		const asked = viewFromSearch(search);
		if (asked.kind === 'none') {
			this.status = { kind: 'default' };
			return;
		}
		const problem =
			asked.kind === 'unreadable' ? asked.problems.join('; ') : this.#options.problemOf(asked.view);
		if (asked.kind === 'unreadable' || problem !== undefined) {
			this.status = { kind: 'unreadable', problem: problem ?? '' };
			return;
		}
		await this.#ask(asked.view);
	}

	/** Gives up waiting; the question stays in the address and can be asked again. */
	cancel() {
		if (this.status.kind !== 'waiting') return;
		this.#running?.abort();
		this.status = { kind: 'cancelled', view: this.status.view };
	}

	async #ask(view: ExploreView) {
		const running = new AbortController();
		this.#running = running;
		this.status = { kind: 'waiting', view };
		try {
			const answer = await this.#options.answer(view, running.signal);
			if (!running.signal.aborted) this.status = { kind: 'answered', view, answer };
		} catch (error) {
			if (!running.signal.aborted) this.status = { kind: 'failed', view, error };
		}
	}
}
