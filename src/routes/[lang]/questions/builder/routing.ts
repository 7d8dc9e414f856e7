import type { Condition, SimpleCondition } from '#lib/model/instrument/condition.ts';
import {
	type Instrument,
	type InstrumentItem,
	type InstrumentQuestion,
	choicesOf,
	hasChoices,
	isQuestion
} from '#lib/model/instrument/instrument.ts';

/** Conditions that hold together or of which one is enough. */
export interface RoutingRows {
	readonly join: 'all' | 'any';
	readonly rows: readonly SimpleCondition[];
}

const isSimple = (one: Condition): one is SimpleCondition =>
	one.kind === 'answer' || one.kind === 'number';

/** A condition as rows; undefined where it says more than rows can. */
export function rowsOf(one: Condition | undefined): RoutingRows | undefined {
	if (one === undefined) return { join: 'all', rows: [] };
	if (isSimple(one)) return { join: 'all', rows: [one] };
	return 'of' in one && one.of.every(isSimple) ? { join: one.kind, rows: one.of } : undefined;
}

/** The condition that rows say; undefined: everybody is asked. */
export function conditionIn({ join, rows }: RoutingRows): Condition | undefined {
	return rows.length > 1 ? { kind: join, of: [...rows] } : rows[0];
}

/** Questions before a place whose answers can decide: those with choices and numbers. */
export function decidingBefore(one: Instrument, at: number): InstrumentQuestion[] {
	return one.items
		.slice(0, at)
		.filter(isQuestion)
		.filter((item) => isNumber(item) || (hasChoices(item) && choicesOf(one, item).length > 0));
}

const isNumber = ({ type }: InstrumentQuestion) => type === 'whole' || type === 'decimal';

/** The condition that somebody begins with for a question: its first answer, or above zero. */
export function firstCondition(one: Instrument, question: InstrumentQuestion): SimpleCondition {
	const { name } = question;
	if (isNumber(question)) return { kind: 'number', question: name, comparison: '>', value: 0 };
	const [first] = choicesOf(one, question);
	return { kind: 'answer', question: name, is: true, codes: [first?.code ?? ''] };
}

/** With this condition at a place, or without any. */
export function routed(
	items: readonly InstrumentItem[],
	at: number,
	condition: Condition | undefined
): InstrumentItem[] {
	return items.map((item, i) => {
		if (i !== at || item.kind === 'end') return item;
		const { relevant: _, ...rest } = item;
		return condition ? { ...rest, relevant: condition } : rest;
	});
}
