import {
	type Alias,
	type Document,
	type Pair,
	type Scalar,
	isAlias,
	isMap,
	isScalar,
	isSeq
} from 'yaml';
import type { Path } from '#lib/model/problems.ts';

export interface NodeProblem {
	readonly offset: number;
	readonly path: Path;
	readonly message: string;
}

const maxDepth = 60;

/** Fields and items of a file, those that aliases repeat counted each time. */
const maxNodes = 1_000_000;

/** The library looks through all of them for each of them. */
const maxAliases = 2000;

/** What YAML allows and a declaration does not; usable: it can be read all the same. */
export function nodeProblems(document: Document): {
	readonly problems: readonly NodeProblem[];
	readonly isUsable: boolean;
} {
	const walk = new Walk();
	walk.extent(document.contents, []);
	return { problems: walk.problems, isUsable: walk.isUsable };
}

/** What a node is once its aliases are replaced: nodes in all, and how deep they are nested. */
interface Extent {
	readonly nodes: number;
	readonly depth: number;
}

const single: Extent = { nodes: 1, depth: 0 };

/** Goes through a document in its order, so that an alias finds the latest anchor of its name. */
class Walk {
	readonly problems: NodeProblem[] = [];
	isUsable = true;
	#aliases = 0;
	#isLimited = false;
	readonly #anchors = new Map<string, unknown>();
	readonly #open = new Set<unknown>();
	readonly #extents = new Map<unknown, Extent>();

	extent(node: unknown, path: Path): Extent {
		if (isAlias(node)) return this.#alias(node, path);
		if (isScalar(node)) this.#scalar(node, path);
		if (!isMap(node) && !isSeq(node)) return single;
		this.#anchor(node);
		if (path.length > maxDepth) return this.#tooDeep(node, path);
		this.#open.add(node);
		const parts = isMap(node) ? this.#map(node.items, path) : this.#list(node.items, path);
		this.#open.delete(node);
		return this.#checked(node, path, {
			nodes: parts.reduce((sum, { nodes }) => sum + nodes, 1),
			depth: parts.reduce((most, { depth }) => Math.max(most, depth), 0) + 1
		});
	}

	#checked(node: unknown, path: Path, extent: Extent): Extent {
		this.#extents.set(node, extent);
		if (extent.depth > maxDepth) return this.#tooDeep(node, path);
		if (extent.nodes > maxNodes)
			this.#limit(node, path, `more than ${maxNodes} fields, those of aliases included`);
		return extent;
	}

	#list(items: readonly unknown[], path: Path): Extent[] {
		return items.map((item, i) => this.extent(item, [...path, i]));
	}

	#map(items: readonly Pair[], path: Path): Extent[] {
		const seen = new Set<string>();
		return items.map(({ key, value }) => {
			const name = this.#key(key, path);
			if (seen.has(name)) this.#report(key, [...path, name], `field stands twice: ${name}`);
			seen.add(name);
			return this.extent(value, [...path, name]);
		});
	}

	/** The name of a field, which has to be what stands in the file. */
	#key(key: unknown, path: Path): string {
		if (!isScalar(key)) {
			this.#refuse(key, path, 'the name of a field is no text');
			return '';
		}
		this.#anchor(key);
		const { value, source = '' } = key;
		const name = String(value);
		if (typeof value !== 'string' && name !== source)
			this.#report(key, path, `would be read as ${name}, put it in quotes: ${source}`);
		if (name === '__proto__') this.#refuse(key, path, 'not a name for a field: __proto__');
		return name;
	}

	#scalar(node: Scalar, path: Path) {
		this.#anchor(node);
		const { value, source } = node;
		if (Number.isInteger(value) && !Number.isSafeInteger(value))
			this.#report(node, path, `number with more digits than can be kept: ${source}`);
	}

	#anchor(node: { readonly anchor?: string }) {
		if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
	}

	#alias(alias: Alias, path: Path): Extent {
		const { source } = alias;
		this.#aliases += 1;
		if (this.#aliases > maxAliases)
			this.#limit(alias, path, `more aliases than can be followed, ${maxAliases}: ${source}`);
		const target = this.#anchors.get(source);
		if (this.#open.has(target)) this.#refuse(alias, path, `alias of what it lies in: ${source}`);
		else if (target === undefined) this.#refuse(alias, path, `alias without an anchor: ${source}`);
		return this.#extents.get(target) ?? single;
	}

	#tooDeep(node: unknown, path: Path): Extent {
		this.#limit(node, path.slice(0, 3), `nested more than ${maxDepth} deep`);
		return single;
	}

	/** Said once: what lies around a node that is too much is too much as well. */
	#limit(node: unknown, path: Path, message: string) {
		if (!this.#isLimited) this.#refuse(node, path, message);
		this.#isLimited = true;
	}

	#report(node: unknown, path: Path, message: string) {
		const { range } = (node ?? {}) as { readonly range?: readonly number[] | null };
		this.problems.push({ offset: range?.[0] ?? 0, path, message });
	}

	#refuse(node: unknown, path: Path, message: string) {
		this.isUsable = false;
		this.#report(node, path, message);
	}
}
