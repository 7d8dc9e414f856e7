import { z } from 'zod';

const savedView = z.strictObject({
	name: z.string().min(1).max(200),
	/** The query string that restores it. */
	search: z.string().startsWith('?').max(4000)
});
export type SavedView = z.infer<typeof savedView>;

const key = 'atalaya.views';

/** More than anybody finds again. */
const limit = 50;

/** Where views are kept: the storage of a browser, or nothing where there is none. */
export type ViewStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Views that a reader keeps on this device; nowhere else. */
export class SavedViews {
	all = $state.raw<readonly SavedView[]>([]);
	readonly #storage: ViewStorage;

	constructor(storage: ViewStorage) {
		this.#storage = storage;
		this.all = this.#read();
	}

	/** The newest first; the same view is kept once. */
	keep(view: SavedView): boolean {
		const others = this.all.filter(({ search }) => search !== view.search);
		return this.#write([savedView.parse(view), ...others].slice(0, limit));
	}

	forget(search: string): boolean {
		return this.#write(this.all.filter((one) => one.search !== search));
	}

	/** What cannot be read was not written here, and is left out. */
	#read(): SavedView[] {
		try {
			const found: unknown = JSON.parse(this.#storage.getItem(key) ?? '[]');
			const list = Array.isArray(found) ? found : [];
			return list.flatMap((one) => savedView.safeParse(one).data ?? []);
		} catch {
			return [];
		}
	}

	/** False where the browser keeps nothing, as in private windows. */
	#write(all: readonly SavedView[]): boolean {
		try {
			this.#storage.setItem(key, JSON.stringify(all));
			this.all = all;
			return true;
		} catch {
			return false;
		}
	}
}
