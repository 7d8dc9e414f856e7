import type { DefinitionChange } from '#lib/model/release-diff.ts';

/** The fields that lead to a value, without the items of lists: `concepts`, `label`, `en`. */
export type Fields = readonly string[];

/** Words about a thing, which do not make it another thing. */
const texts = new Set([
	...['label', 'title', 'shortTitle', 'sentence', 'translation', 'change', 'caution'],
	...['note', 'notes', 'designNote', 'reason', 'why', 'appliesTo', 'terms'],
	...['citation', 'source', 'producer', 'url']
]);

/** Who may have a thing, when, and where it is offered. */
const publications = new Set([
	...['tier', 'licence', 'status', 'breakdown', 'fixedBy'],
	...['approver', 'approvedOn', 'embargo', 'nextRelease', 'calendar', 'operator']
]);

/** What was noticed about figures: corrections of earlier releases, findings of checks. */
const notices = new Set(['corrections', 'series.checks']);

/**
 * Where even a label tells what a number means: answers in the words that people were offered, and
 * the rules of a quality profile.
 */
const telling = new Set(['answers', 'kinds', 'table']);

/** What is not known to be harmless counts as a change of what a number means. */
export function labelOf(fields: Fields): DefinitionChange['label'] {
	if (fields.some((field) => telling.has(field))) return 'definition';
	if (notices.has(fields.slice(0, 2).join('.')) || notices.has(fields[0] ?? '')) return 'text';
	const first = fields.find((field) => texts.has(field) || publications.has(field));
	if (first === undefined) return 'definition';
	return texts.has(first) ? 'text' : 'publication';
}

/** Compared elsewhere as artefacts, or other in every release. */
const incidental = new Set([
	...['surveys.tables.path', 'surveys.tables.rows', 'surveys.tables.csv'],
	...['series.path', 'series.rows', 'baselines.now.release'],
	...['release.id', 'release.date', 'report.release', 'report.changes'],
	...['release.earlier', 'changes', 'earlier']
]);

export const isIncidental = (fields: Fields) => incidental.has(fields.join('.'));

/** Lists in the order of their files, which means nothing. */
const unordered = new Set([
	'surveys',
	'concepts',
	'indicators',
	'surveys.questions',
	'series',
	'baselines'
]);

export const labelOfOrder = (fields: Fields): DefinitionChange['label'] =>
	unordered.has(fields.join('.')) ? 'text' : labelOf(fields);
