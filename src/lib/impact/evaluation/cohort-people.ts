import { DataError } from '#lib/errors.ts';
import type { DesignOf } from '#lib/model/programme-design.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import type { Followed } from '../survival/followed.ts';
import { fullColumn } from './input-table.ts';
import { type TextTable, place, textColumn } from './text-table.ts';

type CohortDesign = DesignOf<'cohort'>;

/** In the order of the codes: a difference is the treated less the comparison. */
export const armNames = ['comparison', 'treated'] as const;

/** People by the arm they were sent to, with what ended their observation. */
export interface CohortPeople {
	readonly followed: Followed;
	/** Levels are `armNames`. */
	readonly arms: Factor;
	readonly strata: Factor | undefined;
	/** Ids of causes: event 1 is the first, the outcome. */
	readonly causes: readonly string[];
}

/** @throws DataError naming line and column of an arm, time or event that is none, and what to do. */
export function cohortPeople(table: TextTable, design: CohortDesign): CohortPeople {
	const { arm, stratum } = design.table;
	const { treated, comparison } = design.arms;
	const texts = textColumn(table, arm);
	const codes = Int32Array.from(texts, (text, row) => {
		const code = [comparison, treated].indexOf(text.trim());
		if (code < 0)
			throw new DataError(
				`${at(table, row, arm)}, neither "${treated}" nor "${comparison}", correct the arm or leave the row out: "${text}"`
			);
		return code;
	});
	return {
		arms: { codes, levels: armNames },
		followed: { time: positiveTimes(table, design.table.time), event: events(table, design) },
		strata: stratum === undefined ? undefined : strata(table, stratum),
		causes: [design.cause, ...design.competing].map(({ id }) => id)
	};
}

const at = (table: TextTable, row: number, column: string) =>
	`${place(table, row)}, column ${column}`;

function positiveTimes(table: TextTable, column: string): Float64Array {
	const times = fullColumn(table, column);
	const bad = times.findIndex((time) => !(time > 0));
	if (bad >= 0)
		throw new DataError(
			`${at(table, bad, column)}, nobody is followed until time zero or before, correct the time or leave the row out: ${times[bad]}`
		);
	return times;
}

/** 0 who left without an event, 1 the outcome, then what competes, in the order of the declaration. */
function events(table: TextTable, design: CohortDesign): Int32Array {
	const kinds = new Map<string, number>();
	const sets = [design.censored, ...[design.cause, ...design.competing].map(({ codes }) => codes)];
	sets.forEach((codes, kind) =>
		codes.forEach((code) => {
			if (kinds.has(code)) throw new DataError(`code of two causes, declare it once: ${code}`);
			kinds.set(code, kind);
		})
	);
	const column = design.table.event;
	return Int32Array.from(textColumn(table, column), (text, row) => {
		const kind = kinds.get(text.trim());
		if (kind === undefined)
			throw new DataError(
				`${at(table, row, column)}, a code that is not declared, name it under cause, competing or censored: "${text}"`
			);
		return kind;
	});
}

function strata(table: TextTable, column: string): Factor {
	const texts = textColumn(table, column);
	const blank = texts.findIndex((text) => text.trim() === '');
	if (blank >= 0)
		throw new DataError(
			`${at(table, blank, column)}, a blank, name the stratum or leave the row out: ""`
		);
	const levels = [...new Set(texts)].sort();
	const codes = new Map(levels.map((level, code) => [level, code]));
	return { codes: Int32Array.from(texts, (text) => codes.get(text) ?? -1), levels };
}

/** The same people with another cause as the outcome, which takes its place. */
export function withOutcome(people: CohortPeople, cause: string): CohortPeople {
	const kind = people.causes.indexOf(cause) + 1;
	if (kind < 1)
		throw new DataError(`cause of no outcome, there are ${people.causes.join(', ')}: ${cause}`);
	const { followed, causes } = people;
	const swapped = (one: number) => (one === kind ? 1 : one === 1 ? kind : one);
	return {
		...people,
		followed: { ...followed, event: followed.event.map(swapped) },
		causes: causes.map((_, i) => causes[swapped(i + 1) - 1]!)
	};
}

/** The outcome alone: whoever had another event first is no longer seen. */
export const outcomeAlone = ({ followed }: CohortPeople): Followed => ({
	...followed,
	event: followed.event.map((what) => (what === 1 ? 1 : 0))
});

/** The people for whom something holds. */
export function peopleWhere(people: CohortPeople, isIn: (row: number) => boolean): CohortPeople {
	const { followed, arms, strata: groups } = people;
	const factor = ({ codes, levels }: Factor): Factor => ({
		codes: codes.filter((_, row) => isIn(row)),
		levels
	});
	return {
		...people,
		arms: factor(arms),
		strata: groups && factor(groups),
		followed: {
			time: followed.time.filter((_, row) => isIn(row)),
			event: followed.event.filter((_, row) => isIn(row))
		}
	};
}
