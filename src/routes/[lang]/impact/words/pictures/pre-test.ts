import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { Locale } from '#lib/model/localized.ts';
import { codeWords } from '../coded.ts';
import { pSaid } from '../impact-words.ts';

type PreTest = PictureOf<'event-study'>['preTest'];
type Tested = Extract<PreTest, { kind: 'test' }>;

/** "χ² 26.2, 14 df, p = 0.024". */
export function studyTest(
	{ statistic, df, df2, pValue }: Pick<Tested, 'statistic' | 'df' | 'df2' | 'pValue'>,
	locale: Locale
): string {
	const [value, p] = [decimal(statistic, 2, locale), pSaid(pValue, locale)];
	const degrees = (number: number) => decimal(number, Number.isInteger(number) ? 0 : 1, locale);
	return df2 === null
		? m.impact_study_test_chi({ statistic: value, df: degrees(df), p }, { locale })
		: m.impact_study_test_f(
				{ statistic: value, df: degrees(df), df2: degrees(df2), p },
				{ locale }
			);
}

/** What the joint test of the periods before says, or why there is none. */
export function studyAnswer(preTest: PreTest, locale: Locale): string {
	if (preTest.kind === 'none')
		return m.impact_study_untested(
			{ why: codeWords('pretest', preTest.reason, locale) },
			{ locale }
		);
	const test = studyTest(preTest, locale);
	if (preTest.unreliable) return m.impact_study_unreliable({ test }, { locale });
	const said = preTest.pValue < 0.05 ? m.impact_study_apart : m.impact_study_alike;
	return said({ test }, { locale });
}
