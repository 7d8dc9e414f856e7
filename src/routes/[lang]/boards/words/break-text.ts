import type { Comparability, DifferenceCode } from '#lib/model/comparability.ts';
import { differencesText } from '../../explore/words/breaks.ts';
import type { BoardWords } from './board-words.ts';

/** Why two waves may not be compared, by the rule that decided. */
export function breakText({ locale }: Pick<BoardWords, 'locale'>, rule: string): string {
	const found: Comparability = {
		...{ verdict: 'not-comparable', rule: rule as DifferenceCode },
		differences: []
	};
	return differencesText(found, locale) || rule;
}
