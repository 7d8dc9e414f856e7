import type { Concept } from '#lib/model/concept.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import type { Path } from '#lib/model/problems.ts';
import { start } from '#lib/readers/yaml/position.ts';
import { type DeclaredOf, type KindName, kindNamed } from './declaration-kinds.ts';
import { type Problem, problemAt } from './declaration-problem.ts';
import type { Declared, ReadKinds } from './declaration-reader.ts';

/** Says what is wrong at a path of one file; `key`: with the name of the field. */
export type Report = (path: Path, message: string, at?: 'key' | 'value') => void;

/** Categories of a concept, each with where it stands; a list of names stands item by item. */
export function checkCategories(
	concept: Concept,
	ids: readonly string[],
	report: Report,
	at: (index: number) => Path = (index) => [index]
) {
	if (ids.length === 0) return;
	if (concept.kind !== 'category')
		return report([], `a number, it has no categories: ${concept.id}`);
	const known = concept.categories.map((category) => category.id);
	ids.forEach((id, i) => {
		if (!known.includes(id)) report(at(i), unknownName(`category of ${concept.id}`, id, known));
	});
}

/** Every declaration that could be read, and what is found wrong between them. */
export class References {
	readonly problems: Problem[] = [];
	readonly read: ReadKinds;
	/** The day of the check: nothing was checked after it. */
	readonly today: string;
	readonly #unchecked = new Map<string, number>();

	constructor(read: ReadKinds, today: Date) {
		this.read = read;
		this.today = today.toISOString().slice(0, 10);
	}

	reporter({ file, positionOf }: Pick<Declared<unknown>, 'file' | 'positionOf'>): Report {
		return (path, message, at) =>
			void this.problems.push(problemAt(file, positionOf(path, at), message, path));
	}

	/** The declaration that `id` names. One that is not there is reported; one that is broken is not. */
	find<Name extends KindName>(
		kind: Name,
		id: string,
		report: (message: string) => void
	): DeclaredOf<Name> | undefined {
		const { declared, broken } = this.read[kind];
		const found = declared.get(id);
		const file = broken.get(id);
		if (found) return found.value;
		if (file !== undefined) this.#unchecked.set(file, (this.#unchecked.get(file) ?? 0) + 1);
		else report(unknownName(kindNamed(kind).nouns[0], id, [...declared.keys(), ...broken.keys()]));
		return undefined;
	}

	/** Ids of all territories, or of those of one level. */
	territories(level?: 'country'): Set<string> {
		const lists = [...this.read.territories.declared.values()].map(({ value }) => value);
		const wanted = lists.filter((list) => level === undefined || list.level === level);
		return new Set(wanted.flatMap(({ territories }) => territories.map(({ id }) => id)));
	}

	/** One line a broken file that others refer to, instead of one a reference. */
	unchecked(): Problem[] {
		return [...this.#unchecked].map(([file, count]) =>
			problemAt(
				file,
				start,
				`references to it that were not checked, because of its errors: ${count}`
			)
		);
	}
}
