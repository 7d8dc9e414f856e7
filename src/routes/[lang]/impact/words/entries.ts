import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { ImpactEntry, ProgrammePage } from '#lib/model/impact-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import { codeWords } from './coded.ts';
import { effectText, outcomeLabel } from './effect-texts.ts';
import type { Filtered } from './filters.ts';
import { mainOutcome } from './impact-words.ts';
import { harmsNotMeasured } from './sentence.ts';

/** A programme as a line of the list. */
export interface EntryView extends Filtered {
	readonly id: string;
	readonly title: string;
	readonly summary: string;
	readonly synthetic: boolean;
	/** Where, in words. */
	readonly where: string;
	readonly words: Readonly<Record<'type' | 'groups' | 'stage' | 'evidence' | 'design', string>>;
	readonly verdict: { readonly code: string; readonly word: string };
	/** "People who saw it: −6 points (−10 to −2)". */
	readonly result: string;
	readonly harms: readonly { readonly found: string; readonly text: string }[];
}

interface EntryOptions {
	readonly page: ProgrammePage;
	readonly release: string;
	readonly country: (code: string) => string;
	readonly locale: Locale;
}

export function entryView(
	entry: ImpactEntry,
	{ page, release, country, locale }: EntryOptions
): EntryView {
	const { programme, verdict, outcome, evidence, design } = entry;
	const { effect } = mainOutcome({ page });
	const place = programme.place && wordsOf(programme.place, locale);
	const nation = country(programme.country);
	return {
		...{ id: programme.id, title: wordsOf(programme.title, locale), synthetic: entry.synthetic },
		summary: wordsOf(programme.summary, locale),
		...{ type: programme.type, groups: programme.groups, country: programme.country },
		...{ stage: programme.stage, evidence },
		where: place === undefined ? nation : `${place}, ${nation}`,
		words: {
			type: codeWords('type', programme.type, locale),
			groups: programme.groups.map((group) => codeWords('group', group, locale)).join(', '),
			stage: codeWords('stage', programme.stage, locale),
			evidence: codeWords('evidence', evidence, locale),
			design: codeWords('design', design, locale)
		},
		verdict: { code: verdict, word: codeWords('verdict', verdict, locale) },
		result: m.impact_result_line(
			{
				label: outcomeLabel(outcome, locale),
				effect: effectText(effect, outcome, { page, release, locale })
			},
			{ locale }
		),
		harms: [
			...entry.harms.map(({ kind, found }) => ({
				found,
				text: m.impact_harm_line(
					{ kind: codeWords('harm', kind, locale), found: codeWords('found', found, locale) },
					{ locale }
				)
			})),
			...harmsNotMeasured({ page, locale }).map(({ kind }) => ({ found: 'refused', text: kind }))
		]
	};
}
