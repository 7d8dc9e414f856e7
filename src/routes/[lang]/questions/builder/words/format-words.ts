import type {
	InstrumentFormat,
	InstrumentLoss
} from '#lib/export/instrument/instrument-formats.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';

const formats: Readonly<Record<InstrumentFormat['id'], typeof m.builder_format_xlsform>> = {
	xlsform: m.builder_format_xlsform,
	ddi: m.builder_format_ddi,
	'data-package': m.builder_format_package
};

const losses: Readonly<Record<InstrumentLoss, typeof m.builder_loss_own_columns>> = {
	'own-columns': m.builder_loss_own_columns,
	'empty-lists': m.builder_loss_empty_lists,
	'unused-lists': m.builder_loss_unused_lists,
	'empty-sections': m.builder_loss_empty_sections,
	'line-breaks': m.builder_loss_line_breaks,
	'notes-as-variables': m.builder_loss_notes,
	'own-notes': m.builder_loss_own_notes,
	'own-properties': m.builder_loss_own_properties
};

/** "XLSForm (.xlsx), for ODK and KoboToolbox". */
export const formatWords = (id: InstrumentFormat['id'], locale: Locale): string =>
	formats[id]({}, { locale });

export const lossWords = (all: readonly InstrumentLoss[], locale: Locale): string[] =>
	all.map((loss) => losses[loss]({}, { locale }));
