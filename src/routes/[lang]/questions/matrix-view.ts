/** A column: a wave that asked. */
export interface MatrixWave {
	readonly id: string;
	/** "ENUSC 2020". */
	readonly label: string;
	/** Absent: a protocol. */
	readonly country: string | undefined;
	readonly synthetic: boolean;
}

/**
 * A row: a topic. A letter of `cells` a wave: `-` not asked, `s` asked, `d` asked differently; capital
 * where only some of its people were asked.
 */
export interface MatrixRow {
	readonly id: string;
	readonly label: string;
	readonly cells: string;
}

export interface MatrixView {
	readonly waves: readonly MatrixWave[];
	readonly rows: readonly MatrixRow[];
}

export const orders = ['name', 'asked', 'latest'] as const;
export type MatrixOrder = (typeof orders)[number];

/** How many of the waves asked. */
export const timesAsked = ({ cells }: MatrixRow): number => cells.replaceAll('-', '').length;

/** Place of the first wave that asked; the latest comes first. */
const firstAsked = ({ cells }: MatrixRow): number => {
	const found = cells.search(/[^-]/);
	return found < 0 ? Infinity : found;
};

/** Rows in another order; of equal ones by name. */
export function ordered(rows: readonly MatrixRow[], order: MatrixOrder): readonly MatrixRow[] {
	if (order === 'name') return rows;
	const key = order === 'asked' ? (row: MatrixRow) => -timesAsked(row) : firstAsked;
	const keyed = rows.map((row) => ({ row, key: key(row) }));
	return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key - b.key)).map(({ row }) => row);
}

/** The waves of a country alone ('' all), and of topics all or those that it never asked. */
export function narrowed(
	{ waves, rows }: MatrixView,
	{ country, onlyGaps }: { readonly country: string; readonly onlyGaps: boolean }
): MatrixView {
	const places = waves.flatMap((wave, i) =>
		country === '' || wave.country === country ? [i] : []
	);
	const cut = rows.map((row) => ({
		...row,
		cells: places.map((i) => row.cells[i] ?? '-').join('')
	}));
	return {
		waves: places.map((i) => waves[i]!),
		rows: onlyGaps ? cut.filter((row) => timesAsked(row) === 0) : cut
	};
}

/** Rows or columns to draw of many of one size, with some beyond both ends; lengths in pixels. */
export function windowOf(
	count: number,
	{ from, length, size, beyond }: Readonly<Record<'from' | 'length' | 'size' | 'beyond', number>>
): { readonly from: number; readonly to: number } {
	const first = Math.max(0, Math.min(count, Math.floor(from / size)) - beyond);
	const to = Math.min(count, Math.ceil((from + length) / size) + beyond);
	return { from: first, to: Math.max(first, to) };
}
