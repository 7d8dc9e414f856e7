import { codes } from '../answers.ts';
import { neighbourhoods, type Setting } from '../frame.ts';
import { ageGroups, type Person, residents } from '../people.ts';
import { factors } from './factors.ts';
import { type InclusionAnswers, householdInclusion } from './inclusion-answers.ts';

/** Everybody, or a group of one of the axes. */
export type Group = readonly [concept: string, category: string];

const ethnicities = ['indigenous', 'african-descent', 'roma', 'another', 'no-group'];

/** The groups that a person is in, and everybody. */
function groupsOf({ sex, ageGroup }: Person, { ethnicity, birth }: InclusionAnswers): Group[] {
	const people = ethnicities[ethnicity - 1];
	return [
		['', ''],
		['sex', sex === 1 ? 'man' : 'woman'],
		['age_group', (ageGroups[ageGroup] as (typeof ageGroups)[number]).id],
		...(people === undefined ? [] : [['ethnicity', people] as const]),
		['birth_country', birth === 1 ? 'this-country' : 'another-country']
	];
}

/** Counts of people: who gave an answer about a factor, and who has it. */
interface FactorCount {
	readonly answered: number;
	readonly yes: number;
}

/** What is exactly true of one group of the population. */
interface InclusionTruth {
	readonly group: Group;
	readonly people: number;
	/** By factor; nobody answered where it applies to nobody. */
	readonly factors: Readonly<Record<string, FactorCount>>;
	/** People by how many factors they have, of those who gave every answer asked of them. */
	readonly counts: readonly number[];
}

/** People of the country by the factors that they have, and no others: bit i is that of the i-th factor. */
export type Combinations = ReadonlyMap<number, number>;

/** People who are in the same groups. */
class Cell {
	readonly groups: readonly Group[];
	people = 0;
	readonly answered = new Float64Array(factors.length);
	readonly yes = new Float64Array(factors.length);
	readonly counts = new Float64Array(factors.length + 1);

	constructor(groups: readonly Group[]) {
		this.groups = groups;
	}

	/** Adds a person; the factors that they have as bits, undefined where an answer is missing. */
	add({ factors: answers }: InclusionAnswers): number | undefined {
		let [bits, had, isWhole] = [0, 0, true];
		this.people++;
		factors.forEach(({ id }, i) => {
			const code = answers[id];
			if (code === codes.dontKnow || code === codes.refused) isWhole = false;
			else if (code !== codes.notApplicable) this.answered[i]!++;
			if (code !== codes.yes) return;
			this.yes[i]!++;
			bits += 2 ** i;
			had++;
		});
		if (isWhole) this.counts[had]!++;
		return isWhole ? bits : undefined;
	}
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function truthOf(group: Group, cells: readonly Cell[]): InclusionTruth {
	const own = cells.filter(({ groups }) => groups.some((one) => one.join() === group.join()));
	return {
		group,
		people: sum(own.map(({ people }) => people)),
		factors: Object.fromEntries(
			factors.map(({ id }, i) => [
				id,
				{
					answered: sum(own.map(({ answered }) => answered[i]!)),
					yes: sum(own.map(({ yes }) => yes[i]!))
				}
			])
		),
		counts: Array.from({ length: factors.length + 1 }, (_, n) =>
			sum(own.map(({ counts }) => counts[n]!))
		)
	};
}

/** Counts the whole population, household by household; nobody is kept. */
export function inclusionTruth(setting: Setting): {
	readonly groups: readonly InclusionTruth[];
	readonly combinations: Combinations;
} {
	const cells = new Map<number, Cell>();
	const combinations = new Map<number, number>();
	const count = (person: Person, answers: InclusionAnswers) => {
		const key = ((person.sex * 10 + person.ageGroup) * 10 + answers.ethnicity) * 10 + answers.birth;
		const cell = cells.get(key) ?? new Cell(groupsOf(person, answers));
		cells.set(key, cell);
		const bits = cell.add(answers);
		if (bits !== undefined) combinations.set(bits, (combinations.get(bits) ?? 0) + 1);
	};
	for (const place of neighbourhoods(setting))
		for (const household of residents(setting, place))
			householdInclusion(setting, place, household).forEach((answers, i) =>
				count(household.people[i] as Person, answers)
			);
	const all = [...cells.values()];
	const groups = new Map(all.flatMap((cell) => cell.groups.map((one) => [one.join(), one])));
	return { groups: [...groups.values()].map((group) => truthOf(group, all)), combinations };
}
