import type { EvaluationSettings } from '#lib/model/evaluation-settings.ts';

/** Where an evaluation with other settings stands. */
export type SettingsStatus =
	| { readonly kind: 'opening' }
	/** Done from 0 to 1; undefined until the data are there. */
	| { readonly kind: 'waiting'; readonly share: number | undefined }
	| { readonly kind: 'answered' }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'failed'; readonly error: unknown };

interface Running {
	readonly signal: AbortSignal;
	readonly report: (share: number) => void;
}

/** Only the latest settings are evaluated; what was found before stays until there is something new. */
export class SettingsSession<Found> {
	status = $state.raw<SettingsStatus>({ kind: 'opening' });
	/** The last that was found, and with which settings. */
	found = $state.raw<{ readonly settings: EvaluationSettings; readonly answer: Found }>();
	readonly #evaluate: (settings: EvaluationSettings, running: Running) => Promise<Found>;
	#running: AbortController | undefined;

	constructor(evaluate: (settings: EvaluationSettings, running: Running) => Promise<Found>) {
		this.#evaluate = evaluate;
	}

	async ask(settings: EvaluationSettings): Promise<void> {
		this.#running?.abort();
		const running = new AbortController();
		this.#running = running;
		const { signal } = running;
		this.status = { kind: 'waiting', share: undefined };
		const report = (share: number) => {
			if (!signal.aborted) this.status = { kind: 'waiting', share };
		};
		try {
			const answer = await this.#evaluate(settings, { signal, report });
			if (signal.aborted) return;
			this.found = { settings, answer };
			this.status = { kind: 'answered' };
		} catch (error) {
			if (!signal.aborted) this.status = { kind: 'failed', error };
		}
	}

	/** Gives up waiting. */
	cancel() {
		if (this.status.kind !== 'waiting') return;
		this.#running?.abort();
		this.status = { kind: 'cancelled' };
	}

	/** Back to where the page opened; whatever runs is given up. */
	reset() {
		this.#running?.abort();
		this.found = undefined;
		this.status = { kind: 'opening' };
	}
}
