import { categoryWords, conceptWords } from '#lib/model/catalogue-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ExploreView } from '#lib/model/explore-view.ts';
import { type WordsOptions, withheldWord } from './labels.ts';

/** A view that asks for less, and what asking for it is called. */
export interface WayOut {
	readonly label: string;
	readonly view: ExploreView;
}

export interface Emptied {
	readonly title: string;
	readonly body: string;
	readonly ways: readonly WayOut[];
}

/** An answer without a single figure: why, and which views have more; undefined: it has one. */
export function emptied(options: WordsOptions): Emptied | undefined {
	const { answers, resolved, locale } = options;
	const figures = answers.flatMap(({ answer }) => [...answer.figures, answer.overall]);
	const none = figures.flatMap((one) => (one.kind === 'none' ? [one] : []));
	if (none.length < figures.length) return undefined;
	const ways = [...fewerFilters(options), ...fewerBreakdowns(options)];
	if (resolved.view.where.length > 0 && none.every(({ reason }) => reason === 'no-cases')) {
		const filters = filterTexts(options).join('; ');
		return {
			title: m.empty_title({}, { locale }),
			body: m.empty_body({ filters }, { locale }),
			ways: ways.filter(({ view }) => view.where.length < resolved.view.where.length)
		};
	}
	const reasons = [...new Set(none.map((one) => withheldWord(one, locale)))].join('; ');
	return {
		title: m.withheld_all_title({}, { locale }),
		body: m.withheld_all_body({ reasons }, { locale }),
		ways
	};
}

const filterTexts = ({ catalogue, resolved, locale }: WordsOptions): string[] =>
	resolved.view.where.map(({ concept, categories }) => {
		const words = categories.map((category) =>
			categoryWords(catalogue, { concept, category }, locale)
		);
		return `${conceptWords(catalogue, concept, locale)}: ${words.join(', ')}`;
	});

function fewerFilters({ catalogue, resolved: { view }, locale }: WordsOptions): WayOut[] {
	const last = view.where.at(-1);
	if (!last) return [];
	const name = conceptWords(catalogue, last.concept, locale);
	const one = {
		label: m.drop_last_filter({ name }, { locale }),
		view: { ...view, where: view.where.slice(0, -1) }
	};
	if (view.where.length === 1) return [one];
	return [one, { label: m.drop_filters({}, { locale }), view: { ...view, where: [] } }];
}

/** What the others are compared with may be one of them. */
function fewerBreakdowns({ catalogue, resolved, locale }: WordsOptions): WayOut[] {
	const { compare: _, across, ...view } = resolved.view;
	const last = across ?? view.by.at(-1);
	if (last === undefined) return [];
	const by = across === undefined ? view.by.slice(0, -1) : view.by;
	const name = conceptWords(catalogue, last, locale);
	return [{ label: m.drop_breakdown({ name }, { locale }), view: { ...view, by } }];
}
