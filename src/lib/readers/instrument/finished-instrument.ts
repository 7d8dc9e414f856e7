import { type InstrumentFault, instrumentFaults } from '#lib/model/instrument/instrument-faults.ts';
import type { Instrument, InstrumentItem } from '#lib/model/instrument/instrument.ts';
import { kindsOf } from '#lib/model/instrument/kind-of.ts';
import { conditionOf } from '#lib/model/instrument/relevant.ts';

/** With the conditions of its items, by their names: what they mean hangs on the other questions. */
export function withConditions(one: Instrument, written: ReadonlyMap<string, string>): Instrument {
	const kindOf = kindsOf(one);
	const items = one.items.map((item): InstrumentItem => {
		if (item.kind === 'end') return item;
		const text = written.get(item.name)?.trim();
		return text ? { ...item, relevant: conditionOf(text, kindOf) } : item;
	});
	return { ...one, items };
}

/** What whoever made a file has to correct; what the builder shows anyway is no fault of the file. */
export const fileFaults = (one: Instrument): InstrumentFault[] =>
	instrumentFaults(one).filter(
		({ kind }) =>
			!['no-text', 'no-choice-text', 'many-choices', 'nothing-asked', 'no-list'].includes(kind)
	);
