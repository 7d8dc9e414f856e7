import type { CategoryConcept, Concept } from '#lib/model/concept.ts';
import type { CodeCount } from './column-profile.ts';
import { type ConceptProposal, categoryOf } from './concept-proposals.ts';
import type { InspectedColumn } from './inspected-column.ts';
import { labelOf, namedCodes } from './known-codes.ts';
import type { SuspectedMissing } from './suspicions.ts';
import { commentText, commented, indented, yamlCode, yamlText } from './yaml-text.ts';

/** A mapping is written out where a concept is drafted for it, else as a comment to be taken up. */
export function mappingLines(
	column: InspectedColumn,
	file: string,
	drafted: ConceptProposal | undefined
): string[] {
	const lines = mapping(column, file, drafted?.concept);
	return [...headLines(column, drafted), ...(drafted ? lines : commented(lines))];
}

function headLines(
	{ known, profile, concepts }: InspectedColumn,
	drafted: ConceptProposal | undefined
): string[] {
	const { rows, blanks } = profile;
	const others = concepts.filter((one) => one !== drafted).map(({ concept }) => concept.id);
	const lines = [
		...(known.label === undefined ? [] : [commentText(known.label)]),
		...(blanks === 0 ? [] : [`${blanks} of ${rows} rows are blank`]),
		...(drafted ? [`TODO: proposed because ${drafted.why}; look whether it means the same`] : []),
		...(others.length === 0 ? [] : [`its words agree also with ${others.slice(0, 3).join(', ')}`])
	];
	return lines.map((line) => `# ${line}`);
}

function mapping(column: InspectedColumn, file: string, concept: Concept | undefined): string[] {
	const way =
		concept?.kind === 'number'
			? rangeLines(column)
			: column.kind === 'code'
				? codeLines(column, concept)
				: binLines(column, concept);
	return [
		`- concept: ${concept?.id ?? '# TODO: a concept of data/concepts'}`,
		...indented(
			[`file: ${file}`, `variable: ${yamlText(column.name)}`, ...way, ...missingLines(column)],
			2
		)
	];
}

function codeLines(column: InspectedColumn, concept: Concept | undefined): string[] {
	const suspected = new Set(column.missing.map(({ code }) => code));
	const codes = namedCodes(column.profile.codes, column.known.codes).filter(
		({ code }) => !suspected.has(code)
	);
	return [
		'codes:',
		...indented(
			codes.map((one) => codeLine(one, column, concept)),
			2
		)
	];
}

function codeLine(
	{ code, rows }: CodeCount,
	column: InspectedColumn,
	concept: Concept | undefined
): string {
	const label = labelOf(code, column.known.codes);
	const category = concept && label !== undefined ? categoryOf(concept, label) : undefined;
	const said = label === undefined ? 'no label' : commentText(label);
	const todo = category === undefined ? 'TODO: ' : '';
	const value = category === undefined ? '' : ` ${yamlText(category)}`;
	return `${yamlCode(code)}:${value} # ${todo}${said}; ${rowCount(rows)}`;
}

const rowCount = (rows: number) => (rows === 1 ? '1 row' : `${rows} rows`);

function rangeLines({ profile, missing }: InspectedColumn): string[] {
	const { smallest, largest, largestOther } = profile;
	const top = missing.length > 0 ? largestOther : largest;
	return [`range: [${smallest ?? ''}, ${top ?? ''}] # TODO: what may occur; this is what occurs`];
}

function binLines({ profile }: InspectedColumn, concept: Concept | undefined): string[] {
	const { smallest, largest } = profile;
	const found = smallest === undefined ? 'texts' : `${smallest} to ${largest}`;
	const bins = concept?.kind === 'category' ? binsOf(concept) : ['- { from: , to: , category: }'];
	return [
		`bins: # TODO: both ends belong to the class; the column holds ${found}`,
		...indented(bins, 2)
	];
}

/** Categories of ages say in their id where they begin and end. */
function binsOf({ categories }: CategoryConcept): string[] {
	return categories.map(({ id }) => {
		const [, from = '', to = ''] = /-(\d+)-(\d+)$/.exec(id) ?? [];
		return `- { from: ${from}, to: ${to}, category: ${yamlText(id)} }`;
	});
}

function missingLines(column: InspectedColumn): string[] {
	const { missing, profile } = column;
	const lines = missing.map(missingLine);
	if (profile.blanks > 0) lines.push(`'': # TODO: blank, ${rowCount(profile.blanks)}; ${reasons}`);
	return lines.length === 0 ? [] : ['missing:', ...indented(lines, 2)];
}

const reasons = 'not-asked, not-applicable, dont-know, refused or lost';

function missingLine({ code, rows, label, why, reason }: SuspectedMissing): string {
	const said = label === undefined ? 'no label' : commentText(label);
	const guess = reason === undefined ? reasons : `perhaps ${reason}`;
	return `${yamlCode(code)}: # TODO: ${said}; ${rowCount(rows)}; ${why}: ${guess}, or an answer`;
}
