import {
	type Document,
	isAlias,
	isMap,
	isNode,
	isPair,
	isScalar,
	isSeq,
	parseDocument
} from 'yaml';
import type { Path } from '#lib/model/problems.ts';
import { type Position, start } from './position.ts';
import { nodeProblems } from './declaration-nodes.ts';
import { declarationText } from './declaration-text.ts';

export interface DocumentProblem {
	readonly position: Position;
	readonly path: Path;
	readonly message: string;
}

/** Where a field lies: its value, or its name; of one that is not there, what it would lie in. */
export type PositionOf = (path: Path, at?: 'key' | 'value') => Position;

export interface DeclarationDocument {
	/** Absent when the text cannot be trusted to say what its author meant. */
	readonly value?: unknown;
	readonly problems: readonly DocumentProblem[];
	readonly positionOf: PositionOf;
}

/** One mistake in the syntax makes many: those after the first few would only hide it. */
const shownErrors = 5;

const tooDeep = 'nested too deeply to be read';

/**
 * The YAML 1.2 of a file, in the core schema: `no` and `2024-01-01` are texts. Two equal keys, keys
 * that YAML would rewrite (01 to 1), tags and aliases without end are problems, never guesses.
 */
export function declarationDocument(bytes: Uint8Array): DeclarationDocument {
	const text = declarationText(bytes);
	const none = (position: Position, message: string): DeclarationDocument => ({
		problems: [{ position, path: [], message }],
		positionOf: () => start
	});
	if (typeof text !== 'string') return none(text.position, text.message);
	const document = parsed(text);
	if (!document) return none(start, tooDeep);
	if (document.contents === null && document.errors.length === 0)
		return none(start, 'the file is empty');
	const position = positionIn(text);
	const positionOf: PositionOf = (path, at = 'value') => position(offsetOf(document, path, at));
	const syntax = syntaxProblems(document, text).map(({ offset, message }) => ({
		position: position(offset),
		path: [],
		message
	}));
	if (syntax.length > 0) return { problems: syntax, positionOf };
	const { problems, isUsable } = nodeProblems(document);
	return {
		problems: problems.map(({ offset, ...rest }) => ({ position: position(offset), ...rest })),
		positionOf,
		...(isUsable ? { value: document.toJS({ maxAliasCount: -1 }) as unknown } : {})
	};
}

/** Own checks of keys and aliases, because those of the library take the square of their number. */
function parsed(text: string): Document | undefined {
	try {
		return parseDocument(text, {
			prettyErrors: false,
			uniqueKeys: false,
			logLevel: 'error'
		});
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/** Not by the `LineCounter` of the library, which loses the ends of lines after an error. */
function positionIn(text: string): (offset: number) => Position {
	const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
	return (offset) => {
		const within = Math.min(offset, text.length);
		let [low, high] = [0, starts.length];
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if (starts[middle]! <= within) low = middle;
			else high = middle;
		}
		return { line: low + 1, column: within - starts[low]! + 1 };
	};
}

function syntaxProblems(
	{ errors, warnings, directives }: Document,
	text: string
): { offset: number; message: string }[] {
	const all = [...errors, ...warnings];
	const overflow = all.find(({ message }) => message.includes('call stack'));
	if (overflow) return [{ offset: 0, message: tooDeep }];
	const first = new Map([...all].reverse().map((one) => [one.pos[0], one]));
	const found = all
		.filter((one) => first.get(one.pos[0]) === one)
		.map(({ code, message, pos: [offset] }) => ({
			offset,
			message:
				code === 'MULTIPLE_DOCS'
					? 'a second document, expected one a file'
					: message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
		}));
	if (directives?.yaml.explicit === true)
		found.push({ offset: text.indexOf('%YAML'), message: 'a %YAML directive, expected none' });
	const more = found.length - shownErrors;
	const shown = found.slice(0, shownErrors);
	const last = shown.at(-1);
	if (last && more > 0) last.message += ` (and ${more} more)`;
	return shown;
}

function offsetOf(document: Document, path: Path, at: 'key' | 'value'): number {
	let [node, key]: [unknown, unknown] = [document.contents, undefined];
	for (const part of path) {
		const within = isAlias(node) ? node.resolve(document) : node;
		const [nextKey, next] = childOf(within, part);
		if (next === undefined) {
			key = undefined;
			break;
		}
		[node, key] = [next, nextKey];
	}
	const found = at === 'key' && isNode(key) ? key : node;
	return (isNode(found) ? found.range?.[0] : undefined) ?? 0;
}

function childOf(node: unknown, part: PropertyKey): [unknown, unknown] {
	if (isSeq(node)) return [undefined, node.items[Number(part)]];
	if (!isMap(node)) return [undefined, undefined];
	const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
	return isPair(pair) ? [pair.key, pair.value ?? pair.key] : [undefined, undefined];
}
