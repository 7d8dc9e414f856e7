import {
	type Direction,
	moved,
	usedLists,
	without
} from '#lib/model/instrument/instrument-edits.ts';
import type { Instrument, InstrumentItem } from '#lib/model/instrument/instrument.ts';
import { forgetDraft, keepDraft, keptDraft } from './draft-store.ts';

/** So many steps can be taken back. */
const most = 100;
/** Milliseconds without a change after which the draft is kept. */
const pause = 300;

/** The questionnaire that somebody is making, kept in the browser and nowhere else. */
export class Draft {
	instrument = $state.raw<Instrument>() as Instrument;
	#past = $state.raw<readonly Instrument[]>([]);
	/** Undefined where nothing is kept: the draft is as it was at the beginning, or on local pages. */
	isKept = $state<boolean>();
	readonly #empty: Instrument;
	readonly #keeps: boolean;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(empty: Instrument, { keeps }: { readonly keeps: boolean }) {
		this.#empty = empty;
		this.#keeps = keeps;
		this.instrument = empty;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	get isEmpty(): boolean {
		return this.instrument.items.length === 0;
	}

	/** Takes up what was kept. */
	restore(): void {
		const kept = this.#keeps ? keptDraft(localStorage) : undefined;
		if (!kept) return;
		this.instrument = kept;
		this.isKept = true;
	}

	change(next: Instrument): void {
		this.#past = [...this.#past.slice(1 - most), this.instrument];
		this.#put(next);
	}

	undo(): void {
		const last = this.#past.at(-1);
		if (!last) return;
		this.#past = this.#past.slice(0, -1);
		this.#put(last);
	}

	setItems(items: InstrumentItem[]): void {
		const next = { ...this.instrument, items };
		this.change({ ...next, lists: usedLists(next) });
	}

	move(at: number, direction: Direction): void {
		const items = moved(this.instrument.items, at, direction);
		if (items) this.setItems(items);
	}

	remove(at: number): void {
		this.setItems(without(this.instrument.items, at));
	}

	/** Deletes what is kept and begins anew; that too can be taken back. */
	clear(): void {
		this.change(this.#empty);
		clearTimeout(this.#timer);
		if (this.#keeps) forgetDraft(localStorage);
		this.isKept = undefined;
	}

	/** Keeps what is not kept yet. */
	flush(): void {
		if (this.#timer === undefined) return;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.isKept = keepDraft(localStorage, this.instrument);
	}

	#put(next: Instrument): void {
		this.instrument = next;
		clearTimeout(this.#timer);
		this.#timer = this.#keeps ? setTimeout(() => this.flush(), pause) : undefined;
	}
}
