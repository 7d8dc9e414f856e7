import type { InstrumentFault } from '#lib/model/instrument/instrument-faults.ts';
import { type Instrument, type NamedItem, isNamed } from '#lib/model/instrument/instrument.ts';
import { numbersOf } from './words/instrument-words.ts';

/** A line of the list of items: a question or a section, or where a section ends. */
export interface ItemRow {
	/** Unique, and the same after a move. */
	readonly key: string;
	/** Place in the items of the instrument. */
	readonly at: number;
	/** Sections around it. */
	readonly depth: number;
	readonly item: NamedItem | undefined;
	/** Of a question, from 1. */
	readonly number: number | undefined;
	/** Of an end: the section that ends. */
	readonly ends: NamedItem | undefined;
	readonly faults: readonly InstrumentFault[];
}

export function itemRows(one: Instrument, faults: readonly InstrumentFault[]): ItemRow[] {
	const numbers = numbersOf(one.items);
	const open: NamedItem[] = [];
	const times = new Map<string, number>();
	return one.items.map((item, at) => {
		const ends = item.kind === 'end' ? open.pop() : undefined;
		const depth = open.length;
		if (item.kind === 'section') open.push(item);
		const name = isNamed(item) ? item.name : `end ${ends?.name}`;
		const time = (times.get(name) ?? 0) + 1;
		times.set(name, time);
		return {
			...{ key: `${name} ${time}`, at, depth, ends },
			item: isNamed(item) ? item : undefined,
			number: item.kind === 'question' ? numbers.get(item.name) : undefined,
			faults: isNamed(item) && time === 1 ? faults.filter((fault) => fault.item === item.name) : []
		};
	});
}
