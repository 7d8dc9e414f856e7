import { type PictureTable, orNone, pictureTable } from '#lib/charts/impact/picture-table.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { codeWords } from './coded.ts';
import { outcomeLabel, reasonText, refusalTexts } from './effect-texts.ts';
import { type ImpactWords, declaredOutcome, pText, valueTexts } from './impact-words.ts';
import { effectFormats, outcomeFormats, withoutUnit } from './outcome-formats.ts';
import { headings } from './pictures/picture-view.ts';
import { relativeText } from './sentence.ts';

const keys = [
	...(['outcome', 'role', 'measures', 'effect', 'interval', 'p', 'adjustedP'] as const),
	...(['comparisonMean', 'relative', 'n'] as const)
];

/** Every outcome that was declared, whatever was found of it. */
export function outcomesTable(words: ImpactWords): PictureTable {
	const { page, locale } = words;
	const rows = page.evaluation.outcomes.map((one) => outcomeRow(one, words));
	return pictureTable(headings(keys, locale), ['outcome', 'role', 'measures'], rows);
}

function outcomeRow(one: OutcomeEvaluation, words: ImpactWords) {
	const { locale } = words;
	const { effect } = one;
	const declared = declaredOutcome(words, one.outcome);
	const none = m.impact_no_number({}, { locale });
	const p = (value: number | null) => orNone(value, (number) => pText(number, locale), none);
	const named = {
		outcome: [outcomeLabel(declared, locale), longUnit(declared, locale)].join('\n').trim(),
		role: codeWords('role', one.role, locale),
		measures: codeWords('measures', declared.measures, locale),
		adjustedP: p(one.adjustedP),
		n: count(one.n, locale),
		relative: one.relative ? relativeText(one.relative, locale) : none
	};
	const bare = withoutUnit(declared);
	const level = outcomeFormats(bare, spreadOf(effect), locale);
	const comparisonMean = orNone(one.comparisonMean, level.value, none);
	if (effect.kind === 'refused') {
		const why = m.impact_short_refused({ why: reasonText(effect, words) }, { locale });
		return { ...named, comparisonMean, effect: why, interval: none, p: none };
	}
	const formats = effectFormats(effect, bare, locale);
	const { lower, upper } = effect;
	return {
		...{ ...named, comparisonMean, effect: formats.signed(effect.estimate), p: p(effect.pValue) },
		interval: lower === null || upper === null ? none : formats.range(lower, upper)
	};
}

/** The unit stands once, under the name: a column of numbers has no room for it. */
function longUnit(declared: Pick<ProgrammeOutcome, 'scale'>, locale: Locale): string {
	const { unit } = outcomeFormats(declared, undefined, locale);
	return unit === '%' || unit === '' ? '' : `(${unit})`;
}

const spreadOf = (effect: OutcomeEvaluation['effect']) =>
	effect.kind === 'effect' && effect.scale === 'difference' ? effect : undefined;

/** What cannot be said, and what can be done instead. */
export const refusalViews = (words: ImpactWords) =>
	words.page.evaluation.outcomes.flatMap(({ outcome, effect }) =>
		effect.kind === 'refused'
			? [
					{
						label: outcomeLabel(declaredOutcome(words, outcome), words.locale),
						sentences: refusalTexts(effect, words)
					}
				]
			: []
	);

/** What was done to the data, what changed in them, and what the declaration warns of. */
export function noteTexts(words: ImpactWords): string[] {
	const { page, locale } = words;
	const { notes, outcomes } = page.evaluation;
	const told = [...notes, ...outcomes.flatMap((one) => one.notes)].map(({ code, values }) =>
		codeWords('note', noteCode(code, values), locale, valueTexts(values, words))
	);
	return [...new Set(told)];
}

/** Rows are left out for a reason that is told, or because something in them is blank. */
const noteCode = (code: string, values: Readonly<Record<string, unknown>>) =>
	code === 'rows-left-out' && values['reason'] === undefined ? 'rows-left-out-plain' : code;

/** What the declaration warns of, and how the series behind it are counted. */
export const limitTexts = ({ page, locale }: ImpactWords): string[] => [
	...page.programme.limits.map((limit) => wordsOf(limit, locale)),
	...page.sources.flatMap(({ title, caution, breaks }) => [
		...(caution ? [wordsOf(caution, locale)] : []),
		...breaks.map(({ period, reason }) =>
			m.impact_limit_break(
				{ ...{ period, title: wordsOf(title, locale) }, reason: wordsOf(reason, locale) },
				{ locale }
			)
		)
	])
];
