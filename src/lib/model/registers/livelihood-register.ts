import { z } from 'zod';
import { slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { type EntryIssue, calendarYear, currencyCode, register } from './entry.ts';

/** Months after people left a programme at which they are asked; 0: before they entered. */
export const followUpWindows = [0, 6, 12, 24] as const;

export const livelihoodMeasures = ['employment', 'licit-income'] as const;
export type LivelihoodMeasure = (typeof livelihoodMeasures)[number];

const people = z.int().nonnegative().optional();

/**
 * Work and income within the law of people who took part in a programme: one a cohort, sex, window and
 * measure. Counts of employment, mean and standard deviation of income, each of those who answered.
 */
export const livelihoodRegister = register(
	'livelihoods',
	{
		programme: slug,
		/** As the programme calls it, such as the year in which people left. */
		cohort: z.string().trim().min(1),
		sex: slug,
		window: z.literal(followUpWindows, 'not 0, 6, 12 or 24 months'),
		measure: z.enum(livelihoodMeasures),
		/** Everybody of the cohort who left, whether they completed it or not. */
		exited: z.int().nonnegative(),
		/** Of them, those who were reached. */
		followed: z.int().nonnegative(),
		/** Of them, those who answered: the denominator. */
		denominator: people,
		/** Of them, those who have work within the law. */
		numerator: people,
		mean: z.number().optional(),
		standardDeviation: z.number().nonnegative().optional(),
		currency: currencyCode.optional(),
		priceYear: calendarYear.optional(),
		/** What counts as work or as income, and over what time. */
		definition: localized.optional(),
		/** Rules of disclosure that its figures keep. */
		disclosure: slug,
		/** The figure tells of too few people, and is not published. */
		withheld: z.literal(true).optional()
	},
	{ check: figureIssues, together: cohortIssues }
);

interface Figure {
	readonly measure: LivelihoodMeasure;
	readonly exited: number;
	readonly followed: number;
	readonly denominator?: number | undefined;
	readonly numerator?: number | undefined;
	readonly mean?: number | undefined;
	readonly standardDeviation?: number | undefined;
	readonly currency?: string | undefined;
}

function figureIssues(figure: Figure): EntryIssue[] {
	const { measure, mean } = figure;
	const own = measure === 'employment' ? ['numerator'] : ['mean', 'standardDeviation', 'currency'];
	const foreign = (['numerator', 'mean', 'standardDeviation'] as const)
		.filter((field) => figure[field] !== undefined && !own.includes(field))
		.map((field): EntryIssue => [[field], `not of ${measure}: ${figure[field]}`]);
	const needed = measure === 'employment' ? ['denominator'] : ['denominator', ...own];
	const isStated = measure === 'employment' ? figure.numerator !== undefined : mean !== undefined;
	const missing = (needed as (keyof Figure)[])
		.filter((field) => isStated && figure[field] === undefined)
		.map((field): EntryIssue => [[field], `a figure of ${measure} needs it: missing`]);
	return [...foreign, ...missing, ...moreIssues(figure)];
}

/** Fewer at every step, from those who left to those who have work. */
function moreIssues(figure: Figure): EntryIssue[] {
	const steps = ['exited', 'followed', 'denominator', 'numerator'] as const;
	const known = steps.filter((step) => figure[step] !== undefined);
	return known.flatMap((step, i): EntryIssue[] => {
		const before = known[i - 1];
		if (before === undefined || Number(figure[step]) <= Number(figure[before])) return [];
		return [[[step], `more than ${before}, ${figure[before]}: ${figure[step]}`]];
	});
}

interface Placed extends Figure {
	readonly programme: string;
	readonly cohort: string;
	readonly sex: string;
	readonly window: number;
}

/** A figure stands once, and as many people left a cohort whenever they are asked. */
function cohortIssues(entries: readonly Placed[]): [number, EntryIssue][] {
	const groupOf = ({ programme, cohort, sex }: Placed) => `${programme}/${cohort}/${sex}`;
	const keyOf = (one: Placed) => `${groupOf(one)}/${one.window}/${one.measure}`;
	const [groups, keys] = [entries.map(groupOf), entries.map(keyOf)];
	return entries.flatMap((one, i): [number, EntryIssue][] => {
		const first = entries[groups.indexOf(groups[i]!)]!;
		const issues: EntryIssue[] = [];
		if (keys.indexOf(keys[i]!) < i) issues.push([['window'], `stands twice: ${keys[i]!}`]);
		if (first.exited !== one.exited)
			issues.push([
				['exited'],
				`not as many as in the first entry, ${first.exited}: ${one.exited}`
			]);
		return issues.map((issue) => [i, issue]);
	});
}
