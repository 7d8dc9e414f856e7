import fc from 'fast-check';
import { xmlElements } from '#lib/readers/xml/xml-elements.ts';
import { textSource } from './byte-sources.ts';
import { type Tree, treeOf } from './xml-documents.ts';

/** What a careless program may do to a document that stays well-formed. */
interface Edit {
	readonly kind: 'empty' | 'double' | 'rename' | 'attributes' | 'words' | 'move';
	/** Which element; counted round and round. */
	readonly at: number;
	/** Which name, word or element in its place. */
	readonly with: number;
}

/** A few edits of one document. */
export const xmlEdits = fc.array(
	fc.record<Edit>({
		kind: fc.constantFrom('empty', 'double', 'rename', 'attributes', 'words', 'move'),
		at: fc.nat(),
		with: fc.nat()
	}),
	{ minLength: 1, maxLength: 4 }
);

const words = [
	'',
	' ',
	'No',
	'-1',
	'1e999',
	'NaN',
	'٣',
	'<br>',
	'constructor',
	'__proto__',
	'\n\n'
];

/** Edits documents that are read once. */
export async function xmlEditor(
	document: string,
	root: string
): Promise<(edits: readonly Edit[]) => string> {
	for await (const item of xmlElements(textSource(document), new Set([root])))
		if (item.kind === 'element') {
			const tree = treeOf(item.element);
			return (edits) => written(edits.reduce(edited, tree));
		}
	throw new Error(`no such root: ${root}`);
}

/** The tree with one of its elements changed. */
function edited(tree: Tree, edit: Edit): Tree {
	const all = elementsOf(tree);
	const at = all[edit.at % all.length];
	const other = all[edit.with % all.length] ?? tree;
	const change = (element: Tree): Tree =>
		element === at ? changed(element, edit, other) : inside(element, change);
	return change(tree);
}

const isTree = (part: string | Tree | object): part is Tree => Array.isArray(part);

const elementsOf = (tree: Tree): Tree[] => [
	tree,
	...tree.slice(2).flatMap((part) => (isTree(part) ? elementsOf(part) : []))
];

function inside([name, attributes, ...parts]: Tree, change: (element: Tree) => Tree): Tree {
	return [name, attributes, ...parts.map((part) => (isTree(part) ? change(part) : part))];
}

function changed([name, attributes, ...parts]: Tree, edit: Edit, other: Tree): Tree {
	const word = words[edit.with % words.length] ?? '';
	switch (edit.kind) {
		case 'empty':
			return [name, attributes];
		case 'double':
			return [name, attributes, ...parts, ...parts];
		case 'rename':
			return [other[0], attributes, ...parts];
		case 'attributes':
			return [
				name,
				Object.fromEntries(Object.keys(attributes).map((key) => [key, word])),
				...parts
			];
		case 'words':
			return [name, {}, word];
		case 'move':
			return [name, attributes, other, ...parts];
	}
}

function written([name, attributes, ...parts]: Tree): string {
	const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
	const content = parts.map((part) => (isTree(part) ? written(part) : escaped(part))).join('');
	return `<${name}${pairs.join('')}>${content}</${name}>`;
}

const escaped = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
