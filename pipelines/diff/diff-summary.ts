import type { ReleaseDiff, TableDiff } from '#lib/model/release-diff.ts';

/** How a large change of a figure is called: it is no test, for the samples may be the same. */
export const outsideWords = 'larger than 1.96 standard errors of the newer figure';

/** `1 row`, `1,200 rows`. */
export const counted = (count: number, noun: string): string =>
	`${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** What changed, in one paragraph. */
export function diffSummary(diff: Omit<ReleaseDiff, 'summary'>): string {
	const { before, after, profile, different, tables, definitions, respondents } = diff;
	const names = `Release ${after.release} (${after.date}) against ${before.release} (${before.date}), profile ${profile}`;
	if (!different)
		return `${names}: no difference${equalWords(tables)}. Names and dates of releases do not count.`;
	const sentences = [
		`${names}: ${artefactWords(diff)}`,
		...tables.map(tableWords),
		...(definitions.length > 0 ? [definitionWords(definitions)] : []),
		...(respondents.length > 0 ? [respondentWords(respondents)] : []),
		'Figures that are suppressed in either release are not shown'
	];
	return `${sentences.join('. ')}.`;
}

function equalWords(tables: readonly TableDiff[]): string {
	const equal = tables.reduce((sum, { changes }) => sum + (changes?.numericallyEqual ?? 0), 0);
	return equal > 0 ? ` but ${counted(equal, 'row')} that are numerically equal` : '';
}

/** `a, b and c` */
function enumeration(parts: readonly string[]): string {
	const last = parts.at(-1) ?? '';
	return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function artefactWords({ artefacts }: Pick<ReleaseDiff, 'artefacts'>): string {
	const { added, removed, changed, same, sameContent } = artefacts;
	return enumeration([
		`${counted(added.length, 'artefact')} added`,
		`${removed.length} removed`,
		`${changed.length} changed`,
		`${same + sameContent.length} with the same content`
	]);
}

function tableWords({ path, changes, rows }: TableDiff): string {
	if (!changes)
		return `${path}: other columns name a row, so that ${counted(rows.before, 'row')} before and ${rows.after.toLocaleString('en')} after are not compared`;
	const { added, removed, changed, numericallyEqual } = changes;
	const parts = [
		`${counted(added.count, 'row')} added`,
		`${removed.count.toLocaleString('en')} removed`,
		`${changed.count.toLocaleString('en')} changed`,
		...(numericallyEqual > 0 ? [`${numericallyEqual.toLocaleString('en')} numerically equal`] : [])
	];
	const outside =
		changed.outside > 0
			? `; ${counted(changed.outside, 'row')} ${changed.outside === 1 ? 'has' : 'have'} a change ${outsideWords}`
			: '';
	return `${path}: ${enumeration(parts)}${outside}`;
}

/** A release does not say how the rows of an open survey were made. */
const respondentWords = (respondents: ReleaseDiff['respondents']) =>
	`${counted(respondents.length, 'file')} of rows of people changed, by other source files, mappings or code`;

function definitionWords(definitions: ReleaseDiff['definitions']): string {
	const meaning = definitions.filter(({ label }) => label === 'definition').length;
	const of = `${counted(definitions.length, 'difference')} in what is declared`;
	return `${of}, of which ${meaning} may change what a number means`;
}
