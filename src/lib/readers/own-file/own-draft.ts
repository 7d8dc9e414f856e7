import type { Concept } from '#lib/model/concept.ts';
import { sourceFile } from '#lib/model/survey.ts';
import type { OwnColumn, OwnDeclaration } from '#lib/model/own-file.ts';
import type { ColumnRole } from '../inspect/column-role.ts';
import type { InspectedColumn } from '../inspect/inspected-column.ts';
import { type Inspection, slugOf, tableName } from '../inspect/inspection.ts';
import { keyCandidates } from '../inspect/key-candidates.ts';
import { labelOf } from '../inspect/known-codes.ts';
import { questionDraft } from '../inspect/question-draft.ts';
import type { SuspectedMissing } from '../inspect/suspicions.ts';
import { surveyDraft } from '../inspect/survey-draft.ts';
import type { OwnFile } from './open-own-file.ts';
import { groupCodes } from './own-columns.ts';
import { columnsByName } from './own-concepts.ts';
import { inspectedOwn } from './own-summary.ts';

export interface OwnDraftOptions {
	readonly declaration: OwnDeclaration;
	/** In hexadecimal. */
	readonly sha256: string;
	/** Concepts that may be proposed. */
	readonly concepts: Iterable<Concept>;
}

/** The drafts that `atalaya inspect` writes, with the roles and the codes of no answer that a person declared. */
export async function ownDraft(file: OwnFile, { declaration, sha256, concepts }: OwnDraftOptions) {
	const { columns: guessed, dictionaries } = inspectedOwn(file, concepts);
	const columns = guessed.map((column) => declaredColumn(column, declaration));
	const byName = columnsByName(file.table);
	const keys = await keyCandidates(columns, (names) => {
		const wanted = names.flatMap((name) => byName.get(name) ?? []);
		const groups = new Set(groupCodes(wanted, file.table.rows));
		return Promise.resolve(file.table.rows - groups.size);
	});
	const inspection: Inspection = {
		...{ path: file.name, sha256, columns, dictionaries, keys, rejected: 0 },
		file: sourceFile.parse({ id: slugOf(tableName(file.name)), path: file.name, ...file.format }),
		guesses: file.guesses,
		rows: file.table.rows,
		notes: file.notes
	};
	return { survey: surveyDraft(inspection), questions: questionDraft(inspection) };
}

const roles = ['weight', 'stratum', 'psu'] as const satisfies readonly ColumnRole[];

/** What a person said goes before what names seem to say. */
function declaredColumn(column: InspectedColumn, declaration: OwnDeclaration): InspectedColumn {
	const { name, role } = column;
	const declared = roles.find((one) => declaration[one] === name);
	const isDesign = roles.some((one) => one === role?.role);
	const codes = Object.hasOwn(declaration.columns, name) ? declaration.columns[name]?.codes : {};
	const missing = suspectedOrDeclared(column, codes ?? {});
	if (declared)
		return {
			...column,
			missing,
			role: { role: declared, isWeak: false, why: 'it was declared so' }
		};
	return { ...column, missing, role: isDesign ? undefined : role };
}

function suspectedOrDeclared(
	{ missing, profile, known }: InspectedColumn,
	codes: OwnColumn['codes']
): SuspectedMissing[] {
	const suspected = new Map(missing.map((one) => [one.code, one]));
	const declared = Object.entries(codes).flatMap(([code, meaning]): SuspectedMissing[] => {
		if (meaning === 'answer' || meaning === 'undecided' || code === '') return [];
		const rows = profile.codes.find((one) => one.code === code)?.rows ?? 0;
		const one = { code, rows, label: labelOf(code, known.codes), why: 'it was declared so' };
		return [{ ...(suspected.get(code) ?? one), reason: meaning }];
	});
	const undecided = missing.filter(({ code }) => !codes[code] || codes[code] === 'undecided');
	return [...declared, ...undecided].toSorted((a, b) => Number(a.code) - Number(b.code));
}
