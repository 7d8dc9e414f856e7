import {
	type InstrumentLanguage,
	type Texts,
	noLanguage
} from '#lib/model/instrument/instrument.ts';
import type { DdiCodebook } from '../ddi/ddi.ts';
import type { DdiText } from '../ddi/ddi-text.ts';
import type { WholeLeftOver } from './left-over.ts';

export interface DdiTexts {
	readonly languages: InstrumentLanguage[];
	/** The first in each language. */
	readonly texts: (all: readonly DdiText[]) => Texts;
}

/** The languages of a codebook: those that our own files name, then as they first stand in it. */
export function ddiTextReader(codebook: DdiCodebook, left: WholeLeftOver): DdiTexts {
	const own = left.languages ?? [];
	const ids = new Map(own.map(({ id, tag = id }) => [tag, id] as const));
	const idOf = ({ language }: DdiText) =>
		language === undefined ? noLanguage : (ids.get(language) ?? language);
	const found = new Set(wordsIn(codebook).map(idOf));
	const named = own.map(({ id, name }) => ({ id, name }));
	const more = [...found]
		.filter((id) => !named.some((one) => one.id === id))
		.map((id) => ({ id, name: id }));
	const all = [...new Map([...named, ...more].map((one) => [one.id, one] as const)).values()];
	const sorted = all.toSorted((a, b) => Number(b.id === noLanguage) - Number(a.id === noLanguage));
	const texts = (some: readonly DdiText[]) => {
		const byId = new Map<string, string>();
		for (const one of some) if (!byId.has(idOf(one))) byId.set(idOf(one), one.text);
		return Object.fromEntries(byId);
	};
	const none = [{ id: noLanguage, name: noLanguage }];
	return { languages: sorted.length > 0 ? sorted : none, texts };
}

/** All that is shown to somebody; a title in one language more does not make the survey speak it. */
const wordsIn = ({ study, variables, groups }: DdiCodebook): DdiText[] => [
	...study.titles,
	...groups.flatMap(({ labels }) => labels),
	...variables.flatMap(({ labels, questions, universe, categories }) => [
		...labels,
		...questions.flatMap(({ before, literal, instructions }) => [
			...before,
			...literal,
			...instructions
		]),
		...universe,
		...categories.flatMap((category) => category.labels)
	])
];
