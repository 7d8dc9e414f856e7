/** What is asked of an entry of the register of budgets. */
export interface StatedLine {
	readonly year: number;
	readonly planned?: number | undefined;
	readonly executed?: number | undefined;
	readonly currency: string;
	readonly priceYear?: number | undefined;
	readonly participants?: number | undefined;
}

/** Lines of one year in one currency at the prices of one year: no others may be added up. */
export interface BudgetYear<Line extends StatedLine> {
	readonly year: number;
	readonly currency: string;
	/** Of the prices. */
	readonly priceYear: number;
	readonly lines: readonly Line[];
	/** Of the lines that state what was planned; undefined where none does. */
	readonly planned: number | undefined;
	/** Of the lines that state both, so that one can be held against the other. */
	readonly compared: {
		readonly lines: number;
		readonly planned: number;
		readonly executed: number;
	};
}

/** The years of a budget, the first one first, each by currency and year of prices. */
export function budgetYears<Line extends StatedLine>(lines: readonly Line[]): BudgetYear<Line>[] {
	const keyOf = ({ year, currency, priceYear = year }: Line) => `${year}/${currency}/${priceYear}`;
	const keys = [...new Set(lines.map(keyOf))];
	return keys
		.map((key) => yearOf(lines.filter((line) => keyOf(line) === key)))
		.sort((a, b) => a.year - b.year || (a.currency < b.currency ? -1 : 1));
}

function yearOf<Line extends StatedLine>(lines: readonly Line[]): BudgetYear<Line> {
	const [{ year, currency, priceYear = year }] = lines as [Line];
	const planned = lines.flatMap((line) => line.planned ?? []);
	const both = lines.filter((line) => line.planned !== undefined && line.executed !== undefined);
	return {
		...{ year, currency, priceYear, lines },
		planned: planned.length === 0 ? undefined : sum(planned),
		compared: {
			lines: both.length,
			planned: sum(both.map((line) => line.planned ?? 0)),
			executed: sum(both.map((line) => line.executed ?? 0))
		}
	};
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What a line spent for each person it reached; undefined where either is not stated, or nobody was. */
export const costPerParticipant = ({ executed, participants }: StatedLine): number | undefined =>
	executed === undefined || participants === undefined || participants === 0
		? undefined
		: executed / participants;

/** Whether more was spent than planned: told, never refused. */
export const isOverPlan = ({ planned, executed }: StatedLine): boolean =>
	planned !== undefined && executed !== undefined && executed > planned;
