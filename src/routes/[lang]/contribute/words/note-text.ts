import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';
import type { QuestionnaireFault } from '#lib/readers/questionnaire/questionnaire-error.ts';
import type { QuestionnaireRead } from '#lib/workers/questionnaire-messages.ts';

type Note = QuestionnaireRead['notes'][number];

const notes = {
	'unknown-column': m.contribute_note_unknown_column,
	'column-twice': m.contribute_note_column_twice,
	'missing-column': m.contribute_note_missing_column,
	merged: m.contribute_note_merged,
	'hidden-sheet': m.contribute_note_hidden_sheet,
	'hidden-column': m.contribute_note_hidden_column,
	'hidden-row': m.contribute_note_hidden_row,
	'other-sheet': m.contribute_note_other_sheet,
	'renamed-sheet': m.contribute_note_renamed_sheet,
	'entry-exists': m.contribute_note_entry_exists
} as const satisfies Readonly<Record<Note['kind'], unknown>>;

/** What has to be known of how a questionnaire was read. */
export function noteText({ kind, sheet, cell, name = '', meant }: Note, locale: Locale): string {
	const place = cell === '' ? sheet : `${sheet}!${cell}`;
	const said = notes[kind]({ place, name }, { locale });
	return meant === undefined ? said : `${said} ${m.contribute_meant({ meant }, { locale })}`;
}

const faults = {
	empty: m.contribute_fault_empty,
	'too-large': m.contribute_fault_too_large,
	encrypted: m.contribute_fault_encrypted,
	'old-workbook': m.contribute_fault_old_workbook,
	'open-document': m.contribute_fault_open_document,
	numbers: m.contribute_fault_numbers,
	zip: m.contribute_fault_zip,
	csv: m.contribute_fault_csv,
	xml: m.contribute_fault_xml,
	'other-format': m.contribute_fault_other_format,
	'no-template': m.contribute_fault_no_template,
	damaged: m.contribute_fault_damaged,
	unreadable: m.contribute_fault_unreadable
} as const satisfies Readonly<Record<QuestionnaireFault, unknown>>;

/** Why a file was not read, and what to do. */
export const faultText = (fault: QuestionnaireFault, locale: Locale): string =>
	faults[fault]({}, { locale });
