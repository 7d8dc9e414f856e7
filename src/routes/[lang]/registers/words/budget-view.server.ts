import { count, percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import {
	type BudgetYear,
	budgetYears,
	costPerParticipant,
	isOverPlan
} from '#lib/model/registers/budget-years.ts';
import type { EntryOf } from '#lib/model/registers/registers.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, sourceText } from './entry-words.ts';

type Line = EntryOf<'budgets'>;

/** Budgets of the register, one a programme or intervention, in words. */
export function budgetViews(names: EntryNames) {
	const lines = releasedEntries('budgets');
	const keyOf = ({ programme, intervention }: Line) => programme ?? `of/${intervention}`;
	return [...new Set(lines.map(keyOf))].map((key) =>
		budgetView(
			key,
			lines.filter((line) => keyOf(line) === key),
			names
		)
	);
}

function budgetView(key: string, lines: readonly Line[], names: EntryNames) {
	const [{ programme, intervention }] = lines as [Line];
	return {
		id: key.replace('/', '-'),
		title:
			programme === undefined
				? names.entry('interventions', intervention ?? '')
				: names.programme(programme),
		programme,
		synthetic: lines.every(({ synthetic }) => synthetic),
		years: budgetYears(lines).map((year) => yearView(year, names)),
		sources: [...new Set(lines.map(({ source }) => sourceText(source)))]
	};
}

function yearView(year: BudgetYear<Line>, names: EntryNames) {
	const { locale } = names;
	const widest = Math.max(
		...year.lines.flatMap(({ planned = 0, executed = 0 }) => [planned, executed])
	);
	return {
		id: `${year.year}-${year.currency}-${year.priceYear}`,
		title: m.registers_budget_year(
			{ year: String(year.year), currency: year.currency, prices: String(year.priceYear) },
			{ locale }
		),
		total: totalText(year, names),
		lines: year.lines.map((line) => lineView(line, widest, names))
	};
}

/** What was spent of what was planned, over lines that state both. */
function totalText({ lines, planned, compared, currency }: BudgetYear<Line>, names: EntryNames) {
	const { locale } = names;
	if (compared.lines === 0 || compared.planned === 0)
		return planned === undefined
			? m.registers_budget_no_amount({}, { locale })
			: m.registers_budget_planned_only(
					{ planned: `${count(planned, locale)} ${currency}` },
					{ locale }
				);
	return m.registers_budget_total(
		{
			executed: `${count(compared.executed, locale)} ${currency}`,
			planned: `${count(compared.planned, locale)} ${currency}`,
			share: percent(compared.executed / compared.planned, locale),
			stated: String(compared.lines),
			all: String(lines.length)
		},
		{ locale }
	);
}

function lineView(line: Line, widest: number, names: EntryNames) {
	const { locale } = names;
	const none = m.registers_not_stated({}, { locale });
	const amount = (value: number | undefined) => (value === undefined ? none : count(value, locale));
	const { planned, executed, participants, decidedBy } = line;
	const each = costPerParticipant(line);
	const decider = decidedBy === undefined ? none : names.code('deciders', decidedBy);
	return {
		id: line.id,
		label: names.code('budget-lines', line.line),
		note: line.detail && wordsOf(line.detail, locale),
		planned: amount(planned),
		executed: amount(executed),
		share: planned && executed !== undefined ? percent(executed / planned, locale) : none,
		isOver: isOverPlan(line),
		bar:
			planned === undefined || widest === 0
				? undefined
				: {
						planned: planned / widest,
						done: executed === undefined ? undefined : executed / widest
					},
		participants: amount(participants),
		each: amount(each),
		decided: line.decision ? `${decider}: ${wordsOf(line.decision, locale)}` : decider
	};
}
export type BudgetView = ReturnType<typeof budgetView>;
