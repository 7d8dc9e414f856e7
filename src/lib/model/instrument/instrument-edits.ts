import type { Condition } from './condition.ts';
import {
	type ChoiceList,
	type Instrument,
	type InstrumentItem,
	type InstrumentQuestion,
	isNamed,
	isQuestion
} from './instrument.ts';

export type Direction = -1 | 1;

/** Where the item at a place ends: a section with all that is in it. */
function endOf(items: readonly InstrumentItem[], at: number): number {
	let open = 0;
	for (let i = at; i < items.length; i++) {
		const { kind } = items[i]!;
		if (kind === 'section') open++;
		else if (kind === 'end') open--;
		if (open === 0) return i + 1;
	}
	return items.length;
}

/**
 * One step up or down, past the next question or the edge of a section: so that a question leaves or
 * enters a section where it stands beside one. Undefined where there is no step.
 */
export function moved(
	items: readonly InstrumentItem[],
	at: number,
	direction: Direction
): InstrumentItem[] | undefined {
	const end = endOf(items, at);
	const block = items.slice(at, end);
	const beside = direction < 0 ? at - 1 : end;
	if (beside < 0 || beside >= items.length) return undefined;
	const rest = [...items.slice(0, at), ...items.slice(end)];
	const to = direction < 0 ? at - 1 : at + 1;
	return [...rest.slice(0, to), ...block, ...rest.slice(to)];
}

/** Without the item at a place; what is in a section stays. */
export function without(items: readonly InstrumentItem[], at: number): InstrumentItem[] {
	const gone = items[at]?.kind === 'section' ? [at, endOf(items, at) - 1] : [at];
	return items.filter((_, i) => !gone.includes(i));
}

/** A name that nobody has, made of a text: letters without accents, digits and underscores. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
	const plain = wanted
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '')
		.slice(0, 32);
	const name = /^[a-z]/.test(plain) ? plain : `q_${plain}`.replace(/_$/, '');
	if (!taken.has(name)) return name;
	let i = 2;
	while (taken.has(`${name}_${i}`)) i++;
	return `${name}_${i}`;
}

export const namesOf = ({ items }: Pick<Instrument, 'items'>): Set<string> =>
	new Set(items.filter(isNamed).map(({ name }) => name));

/** With another name, which conditions follow; what is only written keeps to `${name}`. */
export function renamed(one: Instrument, from: string, to: string): Instrument {
	return {
		...one,
		items: one.items.map((item) =>
			item.kind === 'end'
				? item
				: {
						...item,
						name: item.name === from ? to : item.name,
						...(item.relevant && { relevant: renamedIn(item.relevant, from, to) })
					}
		)
	};
}

function renamedIn(one: Condition, from: string, to: string): Condition {
	if ('of' in one) return { ...one, of: one.of.map((part) => renamedIn(part, from, to)) };
	if (one.kind === 'written')
		return { ...one, text: one.text.replaceAll(`\${${from}}`, `\${${to}}`) };
	return one.question === from ? { ...one, question: to } : one;
}

/** Without lists that no question has any more. */
export function usedLists({ lists, items }: Pick<Instrument, 'lists' | 'items'>): ChoiceList[] {
	const used = new Set(items.filter(isQuestion).map(({ list }) => list));
	return lists.filter(({ name }) => used.has(name));
}

/** With a question at its end, and with its choices: a list of the same choices is used again. */
export function withQuestion(
	one: Instrument,
	question: Omit<InstrumentQuestion, 'list'>,
	choices: ChoiceList['choices'] = []
): Instrument {
	const name = freeName(question.name, namesOf(one));
	if (choices.length === 0) return { ...one, items: [...one.items, { ...question, name }] };
	const same = one.lists.find((list) => JSON.stringify(list.choices) === JSON.stringify(choices));
	const list = same?.name ?? freeName(name, new Set(one.lists.map((each) => each.name)));
	return {
		...one,
		lists: same ? one.lists : [...one.lists, { name: list, choices }],
		items: [...one.items, { ...question, name, list }]
	};
}

/** With other choices of one question; another question with the same list keeps its own. */
export function withChoices(
	one: Instrument,
	name: string,
	choices: ChoiceList['choices']
): Instrument {
	const item = one.items.filter(isQuestion).find((each) => each.name === name);
	if (!item) return one;
	const isShared = one.items.some(
		(each) => isQuestion(each) && each.name !== name && each.list === item.list
	);
	const own = isShared ? undefined : item.list;
	const list = own ?? freeName(name, new Set(one.lists.map((each) => each.name)));
	const lists = own
		? one.lists.map((each) => (each.name === list ? { ...each, choices } : each))
		: [...one.lists, { name: list, choices }];
	const items = one.items.map((each) =>
		isQuestion(each) && each.name === name ? { ...each, list } : each
	);
	return { ...one, lists, items };
}
