/**
 * What has to be said about single values though they could be read: each remark once, with how
 * often and where first. It stands in `notes` from its first time on, while the file is being read.
 */
export class ValueRemarks {
	readonly #notes: string[];
	readonly #seen = new Map<string, { at: number; count: number; first: string }>();

	constructor(notes: string[]) {
		this.#notes = notes;
	}

	add(remark: string, where: string): void {
		const seen = this.#seen.get(remark) ?? { at: this.#notes.length, count: 0, first: where };
		seen.count++;
		this.#seen.set(remark, seen);
		this.#notes[seen.at] = `${remark}: ${seen.count} in all, the first in ${seen.first}`;
	}
}
