import { type Instrument, instrument } from '#lib/model/instrument/instrument.ts';

/** Where the draft lies in the browser. */
export const draftPlace = 'atalaya.questionnaire';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The draft that was kept; undefined where there is none that can be read. */
export function keptDraft(store: Store): Instrument | undefined {
	try {
		const read = instrument.safeParse(JSON.parse(store.getItem(draftPlace) ?? 'null'));
		return read.success ? read.data : undefined;
	} catch {
		// A browser that keeps nothing, or something else by this name.
		return undefined;
	}
}

/** Whether it could be kept: a browser may be full, or keep nothing. */
export function keepDraft(store: Store, draft: Instrument): boolean {
	try {
		store.setItem(draftPlace, JSON.stringify(draft));
		return true;
	} catch {
		return false;
	}
}

export function forgetDraft(store: Store): void {
	try {
		store.removeItem(draftPlace);
	} catch {
		// A browser that keeps nothing has nothing to forget.
	}
}
