import { m } from '#lib/i18n/paraglide/messages.js';
import { faultKinds, type FaultKind } from '#lib/model/instrument/instrument-faults.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { InstrumentFileFault } from '#lib/readers/instrument/instrument-error.ts';
import type { ImportProblem } from '#lib/readers/instrument/instrument-reading.ts';
import { faultWords } from './fault-words.ts';

const refusals: Readonly<Record<InstrumentFileFault, typeof m.builder_file_empty>> = {
	empty: m.builder_file_empty,
	'too-large': m.builder_file_too_large,
	encrypted: m.builder_file_encrypted,
	'old-workbook': m.builder_file_old_workbook,
	'other-format': m.builder_file_other_format,
	'no-form': m.builder_file_no_form,
	'no-codebook': m.builder_file_no_codebook,
	lifecycle: m.builder_file_lifecycle,
	entities: m.builder_file_entities,
	'no-package': m.builder_file_no_package,
	damaged: m.builder_file_damaged,
	unreadable: m.builder_file_unreadable
};

/** Why a file is no questionnaire that can be read, and what to do. */
export const refusalWords = (fault: InstrumentFileFault, locale: Locale): string =>
	refusals[fault]({}, { locale });

type FileReason = Exclude<ImportProblem['reason'], FaultKind>;

const reasons: Readonly<
	Record<FileReason, (words: { what: string; detail: string }, locale: Locale) => string>
> = {
	'unknown-type': ({ what }, locale) => m.builder_read_unknown_type({ what }, { locale }),
	'name-changed': ({ what }, locale) => m.builder_read_name_changed({ what }, { locale }),
	'left-out': ({ what }, locale) => m.builder_read_left_out({ what }, { locale }),
	namespace: ({ what }, locale) => m.builder_read_namespace({ what }, { locale }),
	'no-wording': ({ what }, locale) => m.builder_read_no_wording({ what }, { locale }),
	'unknown-field-type': ({ what }, locale) => m.builder_read_unknown_type({ what }, { locale }),
	value: ({ detail }, locale) => m.builder_read_value({ detail }, { locale }),
	form: ({ detail }, locale) => m.builder_read_value({ detail }, { locale })
};

const isFault = (reason: ImportProblem['reason']): reason is FaultKind =>
	(faultKinds as readonly string[]).includes(reason);

/** Where in the file, as its reader looks for it: "survey, row 7, relevant". */
export function placeWords({ sheet, row, column, path }: ImportProblem, locale: Locale): string {
	const line = row === undefined ? [] : [m.builder_read_row({ row: String(row) }, { locale })];
	return [sheet, ...line, column, path].filter((part) => part !== undefined).join(', ');
}

export function problemWords({ reason, what, message }: ImportProblem, locale: Locale): string {
	return isFault(reason)
		? faultWords({ kind: reason, level: 'warning', what }, locale)
		: reasons[reason]({ what, detail: message }, locale);
}
