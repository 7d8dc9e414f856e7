import type { Records, Variable } from '../records.ts';
import { OwnFileError } from './own-file-error.ts';

type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** A column in memory: its different values once, without blanks around them, and one code a row. */
export interface HeldColumn {
	readonly variable: Variable;
	/** '' is a blank. */
	readonly values: readonly string[];
	/** Rows of each value. */
	readonly counts: readonly number[];
	readonly codes: Codes;
}

export interface HeldTable {
	readonly rows: number;
	/** Rows without any value, which were left out. */
	readonly blankRows: number;
	/** What `places` counts. */
	readonly counts: Records['counts'];
	/** Where each row stands in the file. */
	readonly places: Uint32Array;
	readonly columns: readonly HeldColumn[];
}

/** What fits into the memory of a page: cells as codes, different values as texts. */
export interface HeldLimits {
	readonly maxCells: number;
	readonly maxValues: number;
}

const heldLimits: HeldLimits = { maxCells: 250_000_000, maxValues: 12_000_000 };

/**
 * All records of a table, column by column.
 * @throws OwnFileError where there are none, or more than fit into memory.
 */
export async function heldTable(
	records: Records,
	{ limits = heldLimits, report }: { limits?: HeldLimits; report?: (rows: number) => void } = {}
): Promise<HeldTable> {
	const columns = records.variables.map((variable) => new ColumnBuilder(variable));
	const places = new GrowingPlaces();
	let blankRows = 0;
	for await (const batch of records.batches) {
		for (const { place, values } of batch) {
			if (values.every((value) => value.trim() === '')) {
				blankRows++;
				continue;
			}
			places.add(place);
			for (let i = 0; i < columns.length; i++) columns[i]!.add(values[i] ?? '');
		}
		expectRoom(columns, places.length, limits);
		report?.(places.length);
	}
	if (places.length === 0) throw new OwnFileError('no-rows', 'the file has no rows');
	return {
		rows: places.length,
		blankRows,
		counts: records.counts,
		places: places.held(),
		columns: columns.map((column) => column.held())
	};
}

function expectRoom(columns: readonly ColumnBuilder[], rows: number, limits: HeldLimits): void {
	const cells = rows * columns.length;
	const values = columns.reduce((all, { size }) => all + size, 0);
	if (cells > limits.maxCells)
		throw new OwnFileError('too-many-values', `more than ${limits.maxCells} cells: ${cells}`);
	if (values > limits.maxValues)
		throw new OwnFileError(
			'too-many-values',
			`more than ${limits.maxValues} different values: ${values}`
		);
}

const firstRows = 4096;

class GrowingPlaces {
	length = 0;
	#places = new Uint32Array(firstRows);

	add(place: number): void {
		if (this.length === this.#places.length) {
			const more = new Uint32Array(2 * this.length);
			more.set(this.#places);
			this.#places = more;
		}
		this.#places[this.length++] = place;
	}

	held = () => this.#places.slice(0, this.length);
}

/** Codes grow from one byte to four with the number of different values. */
class ColumnBuilder {
	readonly #variable: Variable;
	readonly #known = new Map<string, number>();
	readonly #values: string[] = [];
	readonly #counts: number[] = [];
	#codes: Codes = new Uint8Array(firstRows);
	#most = 0xff;
	#rows = 0;

	constructor(variable: Variable) {
		this.#variable = variable;
	}

	get size(): number {
		return this.#values.length;
	}

	add(value: string): void {
		const code = this.#known.get(value) ?? this.#added(value);
		if (this.#rows === this.#codes.length) this.#grow(2 * this.#rows);
		this.#codes[this.#rows++] = code;
		this.#counts[code]!++;
	}

	held(): HeldColumn {
		return {
			variable: this.#variable,
			values: this.#values,
			counts: this.#counts,
			codes: this.#codes.slice(0, this.#rows)
		};
	}

	/** A value with blanks around it is the same value. */
	#added(value: string): number {
		const trimmed = value.trim();
		const known = trimmed === value ? undefined : this.#known.get(trimmed);
		const code = known ?? this.#values.length;
		this.#known.set(value, code);
		if (known !== undefined) return code;
		this.#known.set(trimmed, code);
		this.#values.push(trimmed);
		this.#counts.push(0);
		if (code > this.#most) {
			this.#most = this.#most === 0xff ? 0xffff : 0xffffffff;
			this.#grow(this.#codes.length);
		}
		return code;
	}

	#grow(rows: number): void {
		const more =
			this.#most === 0xff
				? new Uint8Array(rows)
				: this.#most === 0xffff
					? new Uint16Array(rows)
					: new Uint32Array(rows);
		more.set(this.#codes);
		this.#codes = more;
	}
}
