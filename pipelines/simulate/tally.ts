import type { Neighbourhood } from './frame.ts';
import { ageGroups, type Person } from './people.ts';
import type { Scenario } from './scenario.ts';

/** A category for every concept that the domain is cut by. */
export type Domain = Readonly<Record<string, string>>;

export interface Count {
	/** People the question applies to. */
	readonly asked: number;
	/** Those of them who gave an answer. */
	readonly answered: number;
	/** Those who count, or the sum of a number. */
	readonly total: number;
}

interface Dimension {
	readonly concept: string;
	readonly categories: readonly string[];
}

/** What the population is counted by, the last changing fastest. */
function dimensions(scenario: Scenario): Dimension[] {
	return [
		{ concept: 'territory_demo', categories: scenario.territories.map(({ id }) => id) },
		{ concept: 'urban_rural', categories: ['urban', 'rural'] },
		{ concept: 'sex', categories: ['man', 'woman'] },
		{ concept: 'age_group', categories: ageGroups.map(({ id }) => id) }
	];
}

/** The cell where somebody is counted; a household is counted in the first cell of its place. */
export function cellOf(place: Neighbourhood, person?: Person): number {
	const here = (place.territory * 2 + place.area) * 2 * ageGroups.length;
	return person ? here + (person.sex - 1) * ageGroups.length + person.ageGroup : here;
}

/** Counts of one question in every cell: asked, answered and total side by side. */
export class Tally {
	readonly #counts: Float64Array;
	readonly #dimensions: readonly Dimension[];

	constructor(scenario: Scenario) {
		this.#dimensions = dimensions(scenario);
		const cells = this.#dimensions.reduce((n, { categories }) => n * categories.length, 1);
		this.#counts = new Float64Array(3 * cells);
	}

	/** Counts one answer; code 0 was not asked, and of numbers the code is the value. */
	add(cell: number, code: number, counted: readonly number[], unsure: readonly number[]): void {
		if (code === 0) return;
		const at = 3 * cell;
		const counts = this.#counts;
		counts[at] = (counts[at] as number) + 1;
		if (unsure.includes(code)) return;
		counts[at + 1] = (counts[at + 1] as number) + 1;
		const value = counted.length === 0 ? code : counted.includes(code) ? 1 : 0;
		counts[at + 2] = (counts[at + 2] as number) + value;
	}

	/** The counts of every domain of these concepts; none of a domain where nobody was asked. */
	by(concepts: readonly string[]): { domain: Domain; count: Count }[] {
		const domains = new Map<string, { domain: Domain; count: Count }>();
		for (let cell = 0; 3 * cell < this.#counts.length; cell++) {
			const domain = this.#domain(cell, concepts);
			const key = Object.values(domain).join(' ');
			const before = domains.get(key)?.count ?? { asked: 0, answered: 0, total: 0 };
			domains.set(key, { domain, count: this.#added(before, cell) });
		}
		return [...domains.values()].filter(({ count }) => count.asked > 0);
	}

	#added(count: Count, cell: number): Count {
		const [asked = 0, answered = 0, total = 0] = this.#counts.subarray(3 * cell, 3 * cell + 3);
		return {
			asked: count.asked + asked,
			answered: count.answered + answered,
			total: count.total + total
		};
	}

	#domain(cell: number, concepts: readonly string[]): Domain {
		const found = new Map<string, string>();
		let rest = cell;
		for (const { concept, categories } of this.#dimensions.toReversed()) {
			found.set(concept, categories[rest % categories.length] as string);
			rest = Math.floor(rest / categories.length);
		}
		return Object.fromEntries(concepts.map((concept) => [concept, found.get(concept) as string]));
	}
}
