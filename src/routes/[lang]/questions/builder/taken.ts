import { freeName, namesOf, withQuestion } from '#lib/model/instrument/instrument-edits.ts';
import {
	type ChoiceList,
	type Instrument,
	type InstrumentQuestion,
	isQuestion
} from '#lib/model/instrument/instrument.ts';
import type { OfferedQuestion } from './offered.ts';

type WithoutList = Omit<InstrumentQuestion, 'list'>;

/**
 * An offered question as an item: its wording as it was asked, and in other languages of the
 * questionnaire our translation, where there is one.
 */
function itemOf(
	offered: OfferedQuestion,
	{ languages }: Pick<Instrument, 'languages'>
): WithoutList {
	const { from, translations, universe, name, type } = offered;
	const others = languages.flatMap(({ id }) =>
		translations[id] === undefined ? [] : [[id, translations[id]] as const]
	);
	return {
		...{ kind: 'question', name, type, required: false, concept: name, from },
		label: { ...Object.fromEntries(others), [from.language]: from.wording },
		...(Object.keys(universe).length > 0 && { universe })
	};
}

const choicesIn = ({ answers, from, type }: OfferedQuestion): ChoiceList['choices'] =>
	type === 'one'
		? answers.map(({ code, label, missing }) => ({
				...{ code, label: { [from.language]: label } },
				...(missing && { missing })
			}))
		: [];

/** With an offered question at its end. */
export const withOffered = (one: Instrument, offered: OfferedQuestion): Instrument =>
	withQuestion(one, itemOf(offered, one), choicesIn(offered));

/** With another version of the same topic in the place of a question: name and routing stay. */
export function withVersion(one: Instrument, name: string, offered: OfferedQuestion): Instrument {
	const at = one.items.findIndex((item) => isQuestion(item) && item.name === name);
	const before = one.items[at];
	if (!before || !isQuestion(before)) return one;
	const rest = { ...one, items: one.items.toSpliced(at, 1) };
	const spare = freeName(name, namesOf(rest));
	const added = withQuestion(rest, { ...itemOf(offered, one), name: spare }, choicesIn(offered));
	const item = added.items.at(-1) as InstrumentQuestion;
	const { relevant, required } = before;
	return {
		...added,
		items: added.items
			.slice(0, -1)
			.toSpliced(at, 0, { ...item, name, required, ...(relevant && { relevant }) })
	};
}
