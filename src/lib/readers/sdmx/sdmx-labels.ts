/** An identifier of SDMX (SDMX 3.0 section 2, IDType), its label after a colon and a blank. */
const labelled = /^([A-Za-z0-9_@$-]+): (.+)$/s;

/** A code list is shorter; what has more values is free text. */
const mostCodes = 20_000;

/**
 * Finds out whether all values of a column are codes with their labels. A free text may hold a colon
 * too, so the column is left as it is unless every value has one, and every code one label.
 */
export class CodeLabels {
	readonly #labels = new Map<string, string>();
	#isCoded = true;

	add(value: string): void {
		if (value === '' || !this.#isCoded) return;
		const [, code, label] = labelled.exec(value) ?? [];
		const known = this.#labels.get(code ?? '');
		if (code === undefined || label === undefined || (known ?? label) !== label) this.#drop();
		else if (known === undefined && this.#labels.size === mostCodes) this.#drop();
		else this.#labels.set(code, label);
	}

	get labels(): ReadonlyMap<string, string> {
		return this.#labels;
	}

	code(value: string): string {
		return this.#labels.size === 0 ? value : (labelled.exec(value)?.[1] ?? value);
	}

	#drop(): void {
		this.#isCoded = false;
		this.#labels.clear();
	}
}
