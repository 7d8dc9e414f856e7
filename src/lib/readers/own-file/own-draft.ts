import type { Concept } from '#lib/model/concept.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { OwnDeclaration } from '#lib/model/own-file.ts';
import { sourceFile } from '#lib/model/survey.ts';
import type { InspectedColumn } from '../inspect/inspected-column.ts';
import { type Inspection, slugOf, tableName } from '../inspect/inspection.ts';
import { type KeyCandidate, keyCandidates } from '../inspect/key-candidates.ts';
import { questionDraft } from '../inspect/question-draft.ts';
import { fileLines } from '../inspect/survey-draft.ts';
import { indented } from '../inspect/yaml-text.ts';
import type { OwnFile } from './open-own-file.ts';
import { groupCodes } from './own-columns.ts';
import { columnsByName, ownConcepts } from './own-concepts.ts';
import { aboutLines, conceptText, designLines } from './own-draft-lines.ts';
import { mappingLines } from './own-draft-mappings.ts';
import { inspectedOwn } from './own-summary.ts';

export interface OwnDraftOptions {
	readonly declaration: OwnDeclaration;
	/** In hexadecimal; absent where the file is too large to be hashed here. */
	readonly sha256: string | undefined;
	/** Concepts that may be proposed instead of those of the file. */
	readonly concepts: readonly Concept[];
	/** The concepts that the explorer asks about, by the ids that the declaration makes. */
	readonly own: readonly Concept[];
	/** The language in which the person writes. */
	readonly locale: Locale;
	/** Why the design is not complete, if it is not. */
	readonly note: string | undefined;
}

export interface OwnDraft {
	readonly survey: string;
	/** A file of `data/concepts` each, by id. */
	readonly concepts: readonly { readonly id: string; readonly text: string }[];
	readonly questions: string | undefined;
}

/**
 * The declaration of a survey that gives the same figures in a build as the explorer does here: with
 * its own concepts, every code that was declared, and blanks where nobody said anything.
 */
export async function ownDraft(file: OwnFile, options: OwnDraftOptions): Promise<OwnDraft> {
	const { declaration, own, concepts, locale } = options;
	const { columns } = inspectedOwn(file, concepts);
	const inspection = await inspectionOf(file, columns, options);
	const key = inspection.keys.find(({ repeated }) => repeated === 0)?.columns ?? [];
	const taken = new Set(concepts.map(({ id }) => id));
	const idOf = (id: string) => (taken.has(id) ? `${id}_own` : id);
	const known = new Set(own.map(({ id }) => id));
	const uses = ownConcepts(file.table, declaration);
	const mappings = uses
		.filter(({ concept }) => known.has(concept.id))
		.flatMap((use) => [
			'',
			...mappingLines(use, {
				...{ declaration, file: inspection.file.id, id: idOf(use.concept.id) },
				proposed: columns.find(({ name }) => name === use.concept.column)?.concepts ?? []
			})
		]);
	const left = uses.filter(({ concept }) => !known.has(concept.id));
	const lines = [
		'# A draft of the workbench of Atalaya. Every TODO is for a person to decide; `atalaya validate`',
		'# names what is left. The concepts are those of the file: put harmonised ones in their place.',
		...aboutLines(file.name, options),
		'',
		...fileLines(inspection),
		'',
		...designLines(inspection.file.id, { ...options, key }),
		'',
		`mappings:${mappings.length === 0 ? ' # TODO: no column is analysed' : ''}`,
		...indented(mappings, 2),
		...(left.length === 0
			? []
			: [
					'',
					`# Left out, as they have fewer than two answers: ${left.map(({ concept }) => concept.column).join(', ')}`
				])
	];
	return {
		survey: `${lines.join('\n')}\n`,
		concepts: own.map((one) => ({
			id: idOf(one.id),
			text: conceptText({ ...one, id: idOf(one.id) }, locale)
		})),
		questions: questionDraft(inspection)
	};
}

async function inspectionOf(
	file: OwnFile,
	columns: readonly InspectedColumn[],
	{ sha256 }: OwnDraftOptions
): Promise<Inspection> {
	const { dictionaries } = inspectedOwn(file);
	const keys: readonly KeyCandidate[] = await keyCandidates(columns, (names) => {
		const byName = columnsByName(file.table);
		const wanted = names.flatMap((name) => byName.get(name) ?? []);
		const groups = new Set(groupCodes(wanted, file.table.rows));
		return Promise.resolve(file.table.rows - groups.size);
	});
	return {
		...{ path: file.name, sha256, columns, dictionaries, keys, rejected: 0 },
		file: sourceFile.parse({ id: slugOf(tableName(file.name)), path: file.name, ...file.format }),
		guesses: file.guesses,
		rows: file.table.rows,
		notes: file.notes
	};
}
