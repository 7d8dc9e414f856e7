import { longDate } from '#lib/format/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { amountOf } from '#lib/model/framework-amount.ts';
import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { releasedEntries } from '../../registers/index.server.ts';
import { releasedFramework, releasedFrameworks } from '../../results/index.server.ts';
import { type ResultWords, amountText, targetText } from '../../results/words/result-amounts.ts';
import { reachWords } from '../../results/words/result-codes.ts';
import type { CountryWords } from './country-words.ts';

/** What of a framework is open to a country, and what was reported of it. */
export interface FrameworkView {
	readonly id: string;
	readonly title: string;
	readonly rows: readonly Readonly<Record<string, string>>[];
	/** How many activities the source gives no countries for. */
	readonly rest: string | undefined;
}

/** Invented frameworks are of invented countries; of real ones, those of which peers are declared. */
export function frameworkViews(words: CountryWords): FrameworkView[] {
	const { fictional, bloc } = words.page.place;
	return releasedFrameworks().flatMap((id): FrameworkView[] => {
		const page = releasedFramework(id);
		const { framework } = page;
		if (framework.synthetic !== fictional) return [];
		const result = { page, locale: words.locale, today: words.on };
		const all = framework.lines.flatMap((line) =>
			line.indicators.map((indicator) => ({ code: line.code, indicator }))
		);
		const open = all.filter(({ indicator }) => isOpenTo(indicator, words.page.place.id, bloc));
		if (open.length === 0) return [];
		const rest = all.filter(({ indicator }) => indicator.countries === 'not-stated').length;
		const { locale } = words;
		return [
			{
				...{ id, title: wordsOf(framework.title, locale) },
				rows: open.map(({ code, indicator }) => activityRow(code, indicator, { words, result })),
				rest: rest === 0 ? undefined : m.countries_frameworks_rest({ n: String(rest) }, { locale })
			}
		];
	});
}

/** Named, told of, or open to all or to whoever asks for it. */
function isOpenTo(
	{ countries, reported }: FrameworkIndicator,
	country: string,
	bloc: string | null
): boolean {
	if (reported.some((one) => one.country === country)) return true;
	if (typeof countries !== 'string') return countries.includes(country);
	return bloc !== null && countries !== 'not-stated';
}

function activityRow(
	code: string,
	indicator: FrameworkIndicator,
	{ words, result }: { readonly words: CountryWords; readonly result: ResultWords }
): Readonly<Record<string, string>> {
	const { locale, country } = words;
	const { countries, label } = indicator;
	return {
		...{ line: code, activity: wordsOf(label, locale), target: targetText(indicator, result) },
		reach:
			typeof countries === 'string'
				? (reachWords[countries]?.({}, { locale }) ?? countries)
				: countries.includes(words.page.place.id)
					? country
					: '–',
		reported: reportedTexts(indicator, words.page.place.id, result),
		partners: partnersOn(code, words)
	};
}

function reportedTexts(
	indicator: FrameworkIndicator,
	country: string,
	result: ResultWords
): string {
	const { locale, today } = result;
	const told = indicator.reported
		.filter((one) => one.country === country && one.to <= today)
		.map((one) => {
			const amount = amountOf(one);
			const end = longDate(one.to, locale);
			const period = one.from ? `${longDate(one.from, locale)} – ${end}` : end;
			const said = one.note ? wordsOf(one.note, locale) : '';
			return m.countries_reported_of(
				{ amount: amount === undefined ? said : amountText(indicator, amount, result), period },
				{ locale }
			);
		});
	return told.join('; ') || m.countries_no_report({}, { locale });
}

/** Organisations of which a document says that they work on a line, in this country or in none it names. */
function partnersOn(line: string, { page, locale }: CountryWords): string {
	const { id, fictional } = page.place;
	return releasedEntries('partners')
		.filter(({ lines, synthetic = false }) => lines.includes(line) && synthetic === fictional)
		.filter(({ country }) => country === undefined || country === id)
		.map(({ name }) => wordsOf(name, locale))
		.join(', ');
}
