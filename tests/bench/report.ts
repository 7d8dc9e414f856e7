export interface Line {
	readonly what: string;
	readonly value: number;
	readonly unit: 's' | 'ms' | 'MB';
	/** What it should stay below, in the same unit. */
	readonly aim?: number;
	/** What a user would use instead, in seconds. */
	readonly instead?: { readonly what: string; readonly seconds: number } | undefined;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

const digits = (value: number) => (value < 10 ? 1 : 0);
const shown = (value: number, unit: string) => `${value.toFixed(digits(value))} ${unit}`;

/** How many times quicker than the alternative. */
export const ratioOf = ({ value, unit, instead }: Line): number | undefined =>
	instead && unit !== 'MB' ? (instead.seconds * (unit === 's' ? 1 : 1000)) / value : undefined;

/** One line a measurement, columns aligned. */
export function tableOf(lines: readonly Line[]): string {
	const rows = lines.map((line) => {
		const { what, value, unit, aim, instead } = line;
		const ratio = ratioOf(line);
		const verdict = aim === undefined ? '' : `${value <= aim ? 'ok' : 'ABOVE'} <= ${aim} ${unit}`;
		const against = instead && `${instead.what}: ${shown(instead.seconds, 's')}`;
		const times = ratio === undefined ? '' : `${ratio.toFixed(digits(ratio))} x quicker`;
		return [what, shown(value, unit), verdict, against ?? '', times];
	});
	const all = [['what', 'median', 'aim', 'instead', ''], ...rows];
	const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
	return all
		.map((row) => row.map((text, i) => pad(text, widths[i] ?? 0, i === 1)).join('  '))
		.map((line) => line.trimEnd())
		.join('\n');
}

const pad = (text: string, width: number, right: boolean) =>
	right ? text.padStart(width) : text.padEnd(width);
