export interface CodeCount {
	readonly code: string;
	readonly rows: number;
}

/** What the values of a column have in common; counts are rows. */
export interface ColumnProfile {
	readonly name: string;
	readonly rows: number;
	readonly blanks: number;
	/** Different values, blanks left out. */
	readonly distinct: number;
	readonly numbers: number;
	readonly fractions: number;
	/** Numbers with a decimal comma. */
	readonly commas: number;
	/** Whole numbers that begin with a zero, such as 01. */
	readonly leadingZeros: number;
	/** Fractions that may be thousands whose point was read as a decimal, such as 1.096. */
	readonly thousands: number;
	readonly dates: number;
	readonly longest: number;
	readonly smallest: number | undefined;
	readonly largest: number | undefined;
	/** All values where they are few, else the most frequent; by number, then by text. */
	readonly codes: readonly CodeCount[];
	/** Values that are codes of no answer in many surveys, such as 99. */
	readonly suspects: readonly CodeCount[];
	/** The largest number that is none of them. */
	readonly largestOther: number | undefined;
}

/** More values than this are no list of codes. */
export const mostCodes = 100;

/** More values than this are a list only where labels or zeros in front say so, and are not printed. */
export const shownCodes = 30;

/** How values are told apart; each has to match a value whole, in DuckDB and here alike. */
export const valuePatterns = {
	number: '[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?',
	fraction: '[-+]?\\d*\\.\\d*[1-9]\\d*',
	comma: '[-+]?\\d+,\\d+',
	leadingZero: '0\\d+',
	date: '\\d{4}-\\d\\d-\\d\\d([T ][\\d:.]+Z?)?|\\d{1,2}/\\d{1,2}/\\d{4}',
	thousands: '[1-9]\\d{0,2}\\.\\d{1,3}',
	usualMissing: '-[1-9]\\d?|-9{2,4}|[789]7|[89]8|[79]6|99|77|88|9{3,5}|9{1,4}[678]|8{3,4}'
} as const;

/** Rows by value; '' is a blank. */
export type ValueCounts = ReadonlyMap<string, number>;

/** The profile of a column whose different values are known, each with its rows. */
export function columnProfile(name: string, counts: ValueCounts): ColumnProfile {
	const filled = [...counts].filter(([value]) => value !== '');
	const sum = (pairs: readonly (readonly [string, number])[]) =>
		pairs.reduce((all, [, rows]) => all + rows, 0);
	const matching = (pattern: keyof typeof valuePatterns) =>
		filled.filter(([value]) => isWhole[pattern].test(value));
	const suspects = matching('usualMissing');
	const numbers = castable(filled);
	const others = numbers.filter(({ value }) => !isWhole.usualMissing.test(value));
	const extreme = (all: typeof numbers, isMore: (a: number, b: number) => boolean) =>
		all.reduce<number | undefined>(
			(best, { number }) => (best === undefined || isMore(number, best) ? number : best),
			undefined
		);
	const more = (a: number, b: number) => a > b;
	return {
		name,
		rows: sum([...counts]),
		blanks: counts.get('') ?? 0,
		distinct: filled.length,
		numbers: sum(matching('number')),
		fractions: sum(matching('fraction')),
		commas: sum(matching('comma')),
		leadingZeros: sum(matching('leadingZero')),
		thousands: sum(matching('thousands')),
		dates: sum(matching('date')),
		longest: filled.reduce((most, [value]) => Math.max(most, Array.from(value).length), 0),
		smallest: extreme(numbers, (a, b) => a < b),
		largest: extreme(numbers, more),
		codes: byNumber(filled.toSorted(byFrequency).slice(0, mostCodes)),
		suspects: byNumber(suspects),
		largestOther: extreme(others, more)
	};
}

const isWhole = Object.fromEntries(
	Object.entries(valuePatterns).map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`)])
) as Record<keyof typeof valuePatterns, RegExp>;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byFrequency = ([a, n]: readonly [string, number], [b, m]: readonly [string, number]) =>
	m - n || byText(a, b);

/** What a database takes for a number. */
const castable = (pairs: readonly (readonly [string, number])[]) =>
	pairs.flatMap(([value]) =>
		isWhole.number.test(value) ? [{ value, number: Number(value) }] : []
	);

function byNumber(pairs: readonly (readonly [string, number])[]): CodeCount[] {
	const place = (code: string) => (isWhole.number.test(code) ? Number(code) : Infinity);
	return pairs
		.map(([code, rows]) => ({ code, rows }))
		.toSorted((a, b) => place(a.code) - place(b.code) || byText(a.code, b.code));
}
