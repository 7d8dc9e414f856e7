import fc from 'fast-check';
import type { EstimateTable, TableColumn } from '#lib/estimate/estimate-table.ts';
import { missingReasons } from '#lib/model/missing.ts';
import type { SmallRow } from './small-tables.ts';

const category = (...categories: string[]): TableColumn => ({ kind: 'category', categories });

/** What can be asked about every random sample. */
export const sampleColumns: EstimateTable['columns'] = new Map<string, TableColumn>([
	['seen', category('yes', 'no', 'perhaps')],
	['place', category('a', 'b', 'c')],
	['region', category('r0', 'r1', 'r2', 'r3')],
	['amount', { kind: 'number' }],
	['paid', { kind: 'number' }]
]);

/** Strata and primary units; nothing is said of the population. */
export const clustered: Partial<EstimateTable> = { weight: 'w', stratum: 'h', psu: 'psu' };
/** Both stages, each with the number of its units in the population. */
export const twoStages: Partial<EstimateTable> = {
	...clustered,
	...{ ssu: 'ssu', fpc: ['psus', 'ssus'] }
};

/** A person; also a row of a table. */
export type Person = SmallRow & {
	readonly h: number;
	readonly psu: number;
	readonly ssu: number;
	/** Units of the stratum, and of the primary unit, in the population. */
	readonly psus: number;
	readonly ssus: number;
	readonly w: number;
	readonly seen: string;
	readonly place: string;
	readonly region: string;
	readonly amount: number | string;
	readonly paid: number | string;
};

interface SampleOptions {
	/** Everybody has an answer to everything. */
	readonly complete?: boolean;
	readonly smallest?: { readonly strata?: number; readonly units?: number };
	readonly weight?: fc.Arbitrary<number>;
	readonly amount?: fc.Arbitrary<number>;
}

const reason = fc.constantFrom(...missingReasons);

/** Quarters are exact in binary, so that sums of weights are. */
const quarters = fc.integer({ min: 1, max: 80 }).map((n) => n / 4);

/** A stratum: units not drawn, and within each unit drawn those not drawn and the people of the rest. */
function stratumOf({ complete = false, ...options }: SampleOptions) {
	const { smallest, weight = quarters, amount = fc.integer({ min: -20, max: 100 }) } = options;
	const or = <Value>(value: fc.Arbitrary<Value>) =>
		complete ? value : fc.oneof({ weight: 9, arbitrary: value }, { weight: 2, arbitrary: reason });
	const person = fc.record({
		w: weight,
		seen: or(fc.constantFrom('yes', 'no', 'perhaps')),
		place: or(fc.constantFrom('a', 'b', 'c')),
		amount: or(amount),
		paid: or(fc.integer({ min: 1, max: 20 }))
	});
	const household = fc.array(person, { minLength: 1, maxLength: 3 });
	const unit = fc.record({
		hidden: fc.integer({ min: 0, max: 6 }),
		households: fc.array(household, { minLength: 2, maxLength: 3 })
	});
	return fc.record({
		hidden: fc.integer({ min: 0, max: 6 }),
		units: fc.array(unit, { minLength: smallest?.units ?? 2, maxLength: 4 })
	});
}

/** People of one to four strata of two to four primary units of two or three households. */
export function samples(options: SampleOptions = {}): fc.Arbitrary<Person[]> {
	const minLength = options.smallest?.strata ?? 1;
	return fc.array(stratumOf(options), { minLength, maxLength: 4 }).map((strata) =>
		strata.flatMap(({ units, hidden }, h) =>
			units.flatMap((unit, u) =>
				unit.households.flatMap((household, s) =>
					household.map((person) => ({
						...person,
						...{ h, psu: 10 * h + u, ssu: 100 * h + 10 * u + s, region: `r${h}` },
						...{ psus: units.length + hidden, ssus: unit.households.length + unit.hidden }
					}))
				)
			)
		)
	);
}
