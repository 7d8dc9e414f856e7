import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/locales.ts';

const labels = {
	producer: m.data_producer,
	source: m.data_source,
	licence: m.data_licence,
	fieldwork: m.data_fieldwork,
	retrieved: m.data_retrieved,
	started: m.data_started,
	checked: m.data_checked,
	narrated: m.data_narrated,
	measures: m.data_measures,
	access: m.data_access,
	rows: m.data_rows,
	lines: m.data_lines,
	entries: m.data_entries,
	invented: m.registers_column_invented,
	tiles: m.data_tiles,
	areas: m.data_areas,
	state: m.data_state
} as const;

type Column = readonly [key: string, label: keyof typeof labels];

/** What is told of each kind of holding: the key of a cell, and what it is called. */
const columns = {
	tables: [
		['licence', 'licence'],
		['rows', 'rows']
	],
	surveys: [
		['producer', 'producer'],
		['licence', 'licence'],
		['edition', 'fieldwork'],
		['access', 'access'],
		['rows', 'rows'],
		['state', 'state']
	],
	series: [
		['producer', 'producer'],
		['measures', 'measures'],
		['licence', 'licence'],
		['edition', 'retrieved'],
		['rows', 'rows'],
		['state', 'state']
	],
	programmes: [
		['producer', 'producer'],
		['licence', 'licence'],
		['edition', 'started'],
		['access', 'access'],
		['rows', 'rows']
	],
	frameworks: [
		['producer', 'producer'],
		['licence', 'licence'],
		['edition', 'checked'],
		['rows', 'lines']
	],
	registers: [
		['licence', 'licence'],
		['edition', 'checked'],
		['rows', 'entries'],
		['invented', 'invented']
	],
	boards: [
		['licence', 'licence'],
		['edition', 'narrated'],
		['rows', 'tiles']
	],
	shapes: [
		['producer', 'source'],
		['licence', 'licence'],
		['rows', 'areas']
	]
} as const satisfies Record<string, readonly Column[]>;

export const columnsOf = (kind: keyof typeof columns, locale: Locale) =>
	columns[kind].map(([key, label]) => ({ key, label: labels[label]({}, { locale }) }));
