import { DataError } from '#lib/errors.ts';

/** Columns that cannot be told apart. */
export class NamesError extends DataError {
	readonly kind: 'blank' | 'repeated';
	/** The name, or the number of the column without one. */
	readonly value: string;

	constructor(kind: NamesError['kind'], value: string, message: string) {
		super(message);
		this.kind = kind;
		this.value = value;
	}
}

/** Variables are known by their names alone, so each needs one that no other has. */
export function expectUniqueNames(names: readonly string[]): void {
	const seen = new Set<string>();
	for (const [i, name] of names.entries()) {
		if (name === '')
			throw new NamesError('blank', String(i + 1), `variable has no name: number ${i + 1}`);
		if (seen.has(name))
			throw new NamesError('repeated', name, `two variables have the same name: ${name}`);
		seen.add(name);
	}
}
