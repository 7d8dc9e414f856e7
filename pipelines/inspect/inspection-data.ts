import { shownCodes } from '#lib/readers/inspect/column-profile.ts';
import type { InspectedColumn } from '#lib/readers/inspect/inspected-column.ts';
import type { Inspection } from '#lib/readers/inspect/inspection.ts';
import { labelOf } from '#lib/readers/inspect/known-codes.ts';

/** What was found in a table, as data; values of columns that may name people stay out. */
export function inspectionData(
	inspection: Inspection,
	drafts: { survey: string; questions: string | undefined }
) {
	const { path, sha256, file, guesses, rows, rejected, notes, keys, dictionaries } = inspection;
	return {
		...{ path, sha256, file, guesses, rows, rejected, notes, keys },
		dictionaries: dictionaries.map(({ title, kind, producer, year, language, variables }) => ({
			...{ title, kind, producer, year, language },
			variables: variables.length
		})),
		columns: inspection.columns.map(columnData),
		drafts
	};
}

function columnData(column: InspectedColumn) {
	const { name, kind, role, isPrivate, profile, known, missing, concepts } = column;
	const { blanks, distinct, leadingZeros, fractions, commas, smallest, largest, codes } = profile;
	const isList = kind === 'code' && distinct <= shownCodes;
	return {
		...{ name, kind, role, label: known.label, question: known.question },
		...{ blanks, distinct, leadingZeros, fractions, commas },
		thousandsPoints: column.hasThousandsPoints ? profile.thousands : 0,
		...(isPrivate || kind === 'text' ? {} : { smallest, largest }),
		...(isPrivate || !isList
			? {}
			: { codes: codes.map((one) => ({ ...one, label: labelOf(one.code, known.codes) })) }),
		missing,
		concepts: concepts.map(({ concept, score, why }) => ({ concept: concept.id, score, why }))
	};
}
