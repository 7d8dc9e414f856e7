import { type LandCells, cellOf, cellSize } from '#lib/model/land-cells.ts';
import { type Ring, chords } from '#lib/model/polygon.ts';

/** Columns around the Earth. */
const around = 360 / cellSize;

/** Cells that land in degrees lies in or beside, as runs from south to north and west to east. */
export function cellsOf(rings: readonly Ring[]): LandCells {
	const rows = new Map<number, Set<number>>();
	const mark = (row: number, column: number) => {
		for (const r of [row - 1, row, row + 1]) {
			const columns = rows.get(r) ?? new Set<number>();
			for (const c of [column - 1, column, column + 1]) columns.add((c + around) % around);
			rows.set(r, columns);
		}
	};
	for (const ring of rings) markLine(ring, mark);
	markInside(rings, mark);
	return [...rows]
		.sort(([a], [b]) => a - b)
		.flatMap(([row, columns]) =>
			runsOf(columns).map(([first, last]): [number, number, number] => [row, first, last])
		);
}

type Mark = (row: number, column: number) => void;

/** Every cell that a line meets: no step is longer than half a cell. */
function markLine(ring: Ring, mark: Mark): void {
	let [x0, y0] = ring[0] ?? [0, 0];
	for (const [x, y] of ring) {
		const steps = Math.ceil((Math.max(Math.abs(x - x0), Math.abs(y - y0)) / cellSize) * 2) || 1;
		for (let i = 1; i <= steps; i++)
			mark(...cellOf(x0 + ((x - x0) * i) / steps, y0 + ((y - y0) * i) / steps));
		[x0, y0] = [x, y];
	}
}

/** Every cell whose middle height runs through land. */
function markInside(rings: readonly Ring[], mark: Mark): void {
	const heights = rings.flatMap((ring) => ring.map(([, y]) => cellOf(0, y)[0]));
	const [lowest, highest] = [Math.min(...heights), Math.max(...heights)];
	for (let row = lowest; row <= highest; row++) {
		const latitude = (row + 0.5) * cellSize - 90;
		for (const [west, east] of chords(rings, latitude)) {
			const [, first] = cellOf(west, latitude);
			const [, last] = cellOf(east, latitude);
			for (let column = first; column <= last; column++) mark(row, column);
		}
	}
}

function runsOf(columns: ReadonlySet<number>): [first: number, last: number][] {
	const runs: [number, number][] = [];
	for (const column of [...columns].sort((a, b) => a - b)) {
		const run = runs.at(-1);
		if (run && run[1] === column - 1) run[1] = column;
		else runs.push([column, column]);
	}
	return runs;
}
