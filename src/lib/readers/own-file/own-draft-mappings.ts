import type { OwnDeclaration } from '#lib/model/own-file.ts';
import type { ConceptProposal } from '../inspect/concept-proposals.ts';
import { commentText, indented, yamlText } from '../inspect/yaml-text.ts';
import { type OwnColumnUse, reasonOf } from './own-concepts.ts';
import { numberIn } from './own-numbers.ts';

interface MappingOptions {
	readonly declaration: OwnDeclaration;
	readonly file: string;
	/** Of the concept. */
	readonly id: string;
	readonly proposed: readonly ConceptProposal[];
}

/** How a column becomes its concept: every code of it, and why others are no answer. */
export function mappingLines(
	use: OwnColumnUse,
	{ declaration, file, id, proposed }: MappingOptions
): string[] {
	const { concept, column } = use;
	const { unit, decimal } = declaration;
	const way = concept.categories
		? ['codes:', ...concept.categories.map((one) => codeLine(one.code, `'${one.id}'`, one.label))]
		: [`range: [${rangeOf(use, decimal).join(', ')}] # what occurs`];
	const missing = column.values.flatMap((code, i) => {
		const reason = column.counts[i]! > 0 ? reasonOf(code, use.declared) : undefined;
		return reason === undefined ? [] : [codeLine(code, reason, undefined)];
	});
	return [
		...(proposed.length === 0
			? []
			: [
					`# perhaps ${proposed
						.slice(0, 3)
						.map((one) => one.concept.id)
						.join(', ')} of the release`
				]),
		`- concept: ${id}`,
		...indented(
			[
				...(unit === 'person' ? [] : [`units: [${unit}]`]),
				`file: ${file}`,
				`variable: ${yamlText(concept.column)}`,
				...way,
				...(missing.length === 0 ? [] : ['missing:', ...missing])
			],
			2
		)
	];
}

const codeLine = (code: string, value: string, label: string | undefined) =>
	`  ${JSON.stringify(code)}: ${value}${label === undefined ? '' : ` # ${commentText(label)}`}`;

function rangeOf({ column, declared }: OwnColumnUse, decimal: '.' | ','): [number, number] {
	let [smallest, largest] = [Infinity, -Infinity];
	column.values.forEach((text, i) => {
		const number = numberIn(text, decimal);
		if (column.counts[i] === 0 || number === undefined || reasonOf(text, declared)) return;
		smallest = Math.min(smallest, number);
		largest = Math.max(largest, number);
	});
	return [smallest, largest];
}
