import { type Condition, askedOf } from './condition.ts';
import {
	type Instrument,
	type InstrumentItem,
	type NamedItem,
	choicesOf,
	hasChoices,
	isNamed,
	isQuestion,
	sectionsAround
} from './instrument.ts';
import { kindsOf } from './kind-of.ts';
import { relevantText } from './relevant.ts';

export const faultKinds = [
	...['name-twice', 'no-list', 'code-twice', 'code-blank', 'asks-unknown', 'asks-later'],
	...['asks-itself', 'circle', 'code-unknown', 'not-understood', 'cannot-write', 'no-text'],
	...['no-choice-text', 'range-empty', 'nothing-asked', 'many-choices']
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What keeps an instrument from being asked as it stands, or has to be known of it. */
export interface InstrumentFault {
	readonly kind: FaultKind;
	/** error: tools that read an XLSForm refuse it. */
	readonly level: 'error' | 'warning';
	/** The item, by its name; absent: of the whole. */
	readonly item?: string;
	/** What is meant: a name, a code, a language, the names of a circle. */
	readonly what: string;
}

const errors: ReadonlySet<FaultKind> = new Set<FaultKind>([
	...(['name-twice', 'no-list', 'code-twice', 'code-blank', 'asks-unknown'] as const),
	...(['asks-itself', 'circle', 'cannot-write', 'nothing-asked'] as const)
]);

const fault = (kind: FaultKind, item: string | undefined, what: string): InstrumentFault => ({
	...{ kind, what, level: errors.has(kind) ? 'error' : 'warning' },
	...(item !== undefined && { item })
});

/** So many codes are no list that anybody reads out. */
const readable = 200;

/** Everything wrong with an instrument, in the order of its items. */
export function instrumentFaults(one: Instrument): InstrumentFault[] {
	const named = one.items.filter(isNamed);
	if (!one.items.some(isQuestion)) return [fault('nothing-asked', undefined, '')];
	const circles = circlesOf(one.items);
	const order = new Map(named.map(({ name }, i) => [name, i]));
	const seen = new Set<string>();
	return named.flatMap((item, i) => {
		// To tools of XLSForm capitals make no other name.
		const plain = item.name.toLowerCase();
		const twice = seen.has(plain) ? [fault('name-twice', item.name, item.name)] : [];
		seen.add(plain);
		return [
			...twice,
			...(item.kind === 'question' ? choiceFaults(one, item) : []),
			...routingFaults(one, item, { order, place: i, circles }),
			...textFaults(one, item)
		];
	});
}

function choiceFaults(one: Instrument, item: Extract<NamedItem, { kind: 'question' }>) {
	const { min = -Infinity, max = Infinity } = item.range ?? {};
	const range = min > max ? [fault('range-empty', item.name, `${min} > ${max}`)] : [];
	if (!hasChoices(item)) return range;
	const choices = choicesOf(one, item);
	if (choices.length === 0) return [...range, fault('no-list', item.name, item.list ?? '')];
	const codes = choices.map(({ code }) => code);
	const seen = new Set<string>();
	const twice = codes.filter((code) => seen.size === seen.add(code).size);
	return [
		...range,
		...[...new Set(twice)].map((code) => fault('code-twice', item.name, code)),
		...(item.type === 'several' ? codes.filter((code) => /\s/.test(code)) : []).map((code) =>
			fault('code-blank', item.name, code)
		),
		...(choices.length > readable ? [fault('many-choices', item.name, `${choices.length}`)] : [])
	];
}

interface Routes {
	/** Names by their place. */
	readonly order: ReadonlyMap<string, number>;
	readonly place: number;
	readonly circles: ReadonlyMap<string, readonly string[]>;
}

function routingFaults(one: Instrument, item: NamedItem, { order, place, circles }: Routes) {
	const { name, relevant } = item;
	if (!relevant) return [];
	const asked = askedOf(relevant);
	const circle = circles.get(name);
	return [
		...asked
			.filter((other) => !order.has(other))
			.map((other) => fault('asks-unknown', name, other)),
		...(asked.includes(name) ? [fault('asks-itself', name, name)] : []),
		...(circle ? [fault('circle', name, circle.join(' → '))] : []),
		...asked
			.filter((other) => (order.get(other) ?? -1) > place && !circle)
			.map((other) => fault('asks-later', name, other)),
		...unknownCodes(one, relevant).map(([other, code]) =>
			fault('code-unknown', name, `${other} = ${code}`)
		),
		...writtenIn(relevant).map((text) => fault('not-understood', name, text)),
		...(relevantText(relevant, kindsOf(one)) === undefined ? [fault('cannot-write', name, '')] : [])
	];
}

const writtenIn = (one: Condition): string[] =>
	one.kind === 'written' ? [one.text] : 'of' in one ? one.of.flatMap(writtenIn) : [];

function unknownCodes(one: Instrument, relevant: Condition): [name: string, code: string][] {
	if ('of' in relevant) return relevant.of.flatMap((part) => unknownCodes(one, part));
	if (relevant.kind !== 'answer') return [];
	const question = one.items.filter(isQuestion).find(({ name }) => name === relevant.question);
	if (!question) return [];
	const known = new Set(choicesOf(one, question).map(({ code }) => code));
	return relevant.codes.filter((code) => !known.has(code)).map((code) => [relevant.question, code]);
}

function textFaults(one: Instrument, item: NamedItem): InstrumentFault[] {
	if (item.kind === 'question' && item.type === 'other') return [];
	const missing = (label: Readonly<Record<string, string>>) =>
		one.languages.filter(({ id }) => label[id] === undefined).map(({ name }) => name);
	const choices = item.kind === 'question' && hasChoices(item) ? choicesOf(one, item) : [];
	const bare = new Set(choices.slice(0, readable).flatMap(({ label }) => missing(label)));
	return [
		...missing(item.label).map((language) => fault('no-text', item.name, language)),
		...[...bare].map((language) => fault('no-choice-text', item.name, language))
	];
}

/**
 * The circles of an instrument: whether an item is asked hangs, over others, on itself. By each name in
 * one, the names on the way back to it. What stands in a section hangs on what the section hangs on.
 */
function circlesOf(items: readonly InstrumentItem[]): Map<string, string[]> {
	const around = sectionsAround(items);
	const hangsOn = new Map<string, Set<string>>();
	items.forEach((item, i) => {
		if (item.kind === 'end') return;
		const on = [item, ...around[i]!].flatMap(({ relevant }) => askedOf(relevant));
		hangsOn.set(item.name, new Set([...(hangsOn.get(item.name) ?? []), ...on]));
	});
	const circles = new Map<string, string[]>();
	for (const name of hangsOn.keys()) {
		const way = wayBack(name, hangsOn);
		if (way && way.length > 2) circles.set(name, way);
	}
	return circles;
}

/** The shortest way from a name back to it, which is the first and the last of the way. */
function wayBack(
	start: string,
	hangsOn: ReadonlyMap<string, ReadonlySet<string>>
): string[] | undefined {
	const from = new Map<string, string>();
	const next = [start];
	for (let name = next.shift(); name !== undefined; name = next.shift())
		for (const other of hangsOn.get(name) ?? []) {
			if (other === start) {
				const way = [start];
				for (let at: string | undefined = name; at !== undefined; at = from.get(at))
					way.unshift(at);
				return way;
			}
			if (from.has(other) || !hangsOn.has(other)) continue;
			from.set(other, name);
			next.push(other);
		}
	return undefined;
}
