export interface Line {
	readonly what: string;
	readonly value: number;
	readonly unit: 's' | 'ms' | 'MB' | 'kB' | 'shift' | 'requests';
	/** What it should stay below, in the same unit. */
	readonly aim?: number;
	/** What a user would use instead, in seconds, and how many times as long ours may take. */
	readonly instead?:
		{ readonly what: string; readonly seconds: number; readonly atMost?: number } | undefined;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** The value that so large a share of them does not exceed. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

const digits = (value: number) => (value < 10 ? 1 : 0);
const shown = (value: number, unit: string) => `${value.toFixed(digits(value))} ${unit}`;

/** How many times quicker than the alternative. */
export const ratioOf = ({ value, unit, instead }: Line): number | undefined =>
	instead && (unit === 's' || unit === 'ms')
		? (instead.seconds * (unit === 's' ? 1 : 1000)) / value
		: undefined;

function verdictOf({ value, unit, aim, instead }: Line): string {
	if (aim !== undefined) return `${value <= aim ? 'ok' : 'ABOVE'} <= ${aim} ${unit}`;
	if (instead?.atMost === undefined) return '';
	const most = instead.seconds * instead.atMost * (unit === 's' ? 1 : 1000);
	return `${value <= most ? 'ok' : 'ABOVE'} <= ${instead.atMost} x`;
}

/** Compared with the alternative, the larger of the two in numbers above 1. */
function comparison(ratio: number): string {
	const [times, word] = ratio >= 1 ? [ratio, 'quicker'] : [1 / ratio, 'as long'];
	return `${times.toFixed(times < 2 ? 2 : digits(times))} x ${word}`;
}

/** One line a measurement, columns aligned. */
export function tableOf(lines: readonly Line[]): string {
	const rows = lines.map((line) => {
		const { what, value, unit, instead } = line;
		const ratio = ratioOf(line);
		const against = instead && `${instead.what}: ${shown(instead.seconds, 's')}`;
		const times = ratio === undefined ? '' : comparison(ratio);
		return [what, shown(value, unit), verdictOf(line), against ?? '', times];
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
