import type { Column } from '#lib/components/DataTable.svelte';
import { count, decimal, figure, limits } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type WordsOptions, cases, kindOf, wholeLabel, withheldWord } from './labels.ts';
import { type Line, dimensionsOf, linesOf, wholeLine } from './lines.ts';
import { qualityWord } from './quality-words.ts';

export function columns(options: WordsOptions): Column[] {
	const { catalogue, answers, locale } = options;
	const level = decimal(answers[0].answer.level * 100, 0, locale);
	const names = dimensionsOf(options).map(({ label }, i) => ({ key: `name_${i}`, label }));
	const whole = { key: 'name_0', label: m.column_group({}, { locale }) };
	const end = (key: string, text: string) => ({ key, label: text, align: 'end' as const });
	return [
		...(names.length > 0 ? names : [whole]),
		end('value', m.column_estimate({}, { locale })),
		end('interval', m.column_interval({ level }, { locale })),
		end('se', m.column_se({}, { locale })),
		end('n', m.column_n({}, { locale })),
		end('df', m.column_df({}, { locale })),
		end('deff', m.column_deff({}, { locale })),
		...(catalogue.quality.length > 0
			? [{ key: 'quality', label: m.column_quality({}, { locale }) }]
			: [])
	];
}

/** The figures of the table, in its order: every line, then the whole of every source. */
export function tableLines(options: WordsOptions): Line[] {
	const { resolved, answers } = options;
	const { by, across } = resolved.view;
	const hasWhole =
		(by.length > 0 || across !== undefined) &&
		resolved.measure.measure.statistic !== 'distribution';
	return [
		...linesOf(options),
		...(hasWhole ? answers.map((source) => wholeLine(source, options)) : [])
	];
}

/** Every estimate as a row of texts. */
export const tableRows = (options: WordsOptions): Record<string, string>[] =>
	tableLines(options).map((line) => tableRow(line, options));

function tableRow(
	{ figure: shown, names }: Line,
	{ resolved: { measure }, locale }: WordsOptions
): Record<string, string> {
	const kind = kindOf(measure);
	const whole = names[0] === undefined || names[0] === '' ? [wholeLabel(measure, locale)] : [];
	const row = {
		...Object.fromEntries(
			[...whole, ...names.slice(whole.length)].map((name, i) => [`name_${i}`, name])
		),
		n: cases(shown.n, locale)
	};
	if (shown.kind === 'none') return { ...row, value: withheldWord(shown, locale) };
	const { estimate: value, lower, upper, standardError, df, deff } = shown;
	const se = kind === 'proportion' ? standardError * 100 : standardError;
	return {
		...row,
		value: figure(value, kind, locale),
		interval:
			lower === null || upper === null
				? '–'
				: limits(lower, upper, kind, { locale, to: m.interval_to({}, { locale }) }),
		se: decimal(se, kind === 'total' ? 0 : 2, locale),
		df: df === null ? '–' : count(df, locale),
		deff: deff === null ? '–' : decimal(deff, 2, locale),
		quality: shown.quality ? qualityWord(shown.quality, locale) : '–'
	};
}
