import { z } from 'zod';
import { slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { type EntryIssue, calendarYear, currencyCode, register } from './entry.ts';

const amount = z.number().nonnegative().optional();

/** What a programme or an intervention planned for a line of a year, what it spent, and who decided. */
export const budgetRegister = register(
	'budgets',
	{
		/** A declared programme; otherwise `intervention`. */
		programme: slug.optional(),
		/** Of the register of interventions. */
		intervention: slug.optional(),
		year: calendarYear,
		line: slug,
		planned: amount,
		executed: amount,
		currency: currencyCode,
		/** Of what year the prices are; absent: of the year itself. */
		priceYear: calendarYear.optional(),
		decidedBy: slug.optional(),
		/** How: assembly, vote, order. */
		decision: localized.optional(),
		/** People whom the line reached in the year. */
		participants: z.int().nonnegative().optional(),
		detail: localized.optional()
	},
	{ check: budgetIssues, together: twoLines }
);

interface BudgetLine {
	readonly programme?: string | undefined;
	readonly intervention?: string | undefined;
	readonly year: number;
	readonly line: string;
	readonly planned?: number | undefined;
	readonly executed?: number | undefined;
	readonly currency: string;
	readonly priceYear?: number | undefined;
}

function budgetIssues({ programme, intervention, planned, executed }: BudgetLine): EntryIssue[] {
	const issues: EntryIssue[] = [];
	if ((programme === undefined) === (intervention === undefined))
		issues.push([['programme'], 'either a programme or an intervention, and not both']);
	if (executed !== undefined && planned === undefined)
		issues.push([['executed'], `executed without what was planned: ${executed}`]);
	return issues;
}

/** One line of a budget stands once in a year and a currency. */
function twoLines(lines: readonly BudgetLine[]): [number, EntryIssue][] {
	const keys = lines.map(({ programme, intervention, year, line, currency, priceYear }) =>
		[programme ?? '', intervention ?? '', year, line, currency, priceYear ?? ''].join('/')
	);
	return lines.flatMap(({ year, line, currency }, i): [number, EntryIssue][] =>
		keys.indexOf(keys[i]!) < i
			? [[i, [['line'], `stands twice in ${year} in ${currency}: ${line}`]]]
			: []
	);
}
