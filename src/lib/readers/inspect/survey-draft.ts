import { locales } from '#lib/model/locales.ts';
import type { Dictionary } from './dictionary.ts';
import { draftedConcepts } from './concept-proposals.ts';
import type { InspectedColumn } from './inspected-column.ts';
import type { Inspection } from './inspection.ts';
import { slugOf } from './inspection.ts';
import { mappingLines } from './mapping-draft.ts';
import { commentText, indented, yamlText } from './yaml-text.ts';

/** The draft of a `survey.yaml`: what nobody said is left blank, for a person. */
export function surveyDraft(inspection: Inspection): string {
	const lines = [
		'# A draft of `atalaya inspect`. Every TODO is for a person to decide; `atalaya validate` names what is left.',
		...aboutLines(inspection),
		'',
		...fileLines(inspection),
		'',
		...designLines(inspection),
		'',
		...mappingSection(inspection)
	];
	return `${lines.join('\n')}\n`;
}

/** The language of the product that a text is written in, where its document says so. */
export function localeOf(language: string | undefined): (typeof locales)[number] | undefined {
	const primary = language?.toLowerCase().split(/[-_]/)[0];
	return locales.find((locale) => locale === primary);
}

function aboutLines({ file, dictionaries }: Inspection): string[] {
	const study = dictionaries.find(({ studyTitle }) => studyTitle !== undefined);
	const producer = dictionaries.find((one) => one.producer !== undefined)?.producer;
	const id = slugOf(file.id);
	const series = id.replace(/-?(19|20)\d\d.*$/, '') || id;
	const value = (text: string | undefined) => (text === undefined ? '' : ` ${yamlText(text)}`);
	return [
		`id: ${id} # TODO: country-series-year; the folder has the same name`,
		`series: ${series} # TODO: waves of one series share it`,
		...titleLines('title', study),
		'shortTitle: # TODO: { es: ..., en: ... }, where space is short',
		'country: # TODO: ISO 3166-1 alpha-3, such as COL',
		`producer: { name:${value(producer)} } # TODO: who made the survey, as it writes its name`,
		`fieldwork: { start:${value(isoDay(study?.start))}, end:${value(isoDay(study?.end))} } # TODO: days, such as 2024-09-05`,
		'mode: # TODO: face-to-face, telephone, web, paper or mixed',
		'universe: # TODO: { es: ..., en: ... }, who is represented',
		"licence: { name: } # TODO: the producer's terms",
		'citation: # TODO: how the producer asks to be cited',
		'tier: protected # TODO: open only with written permission to publish rows',
		'protection: { rules: household-survey } # TODO: the rules of data/disclosure that it needs',
		'origin: { kind: official } # TODO: url'
	];
}

function titleLines(field: string, study: Dictionary | undefined): string[] {
	const locale = localeOf(study?.language);
	if (study?.studyTitle === undefined || locale === undefined)
		return [`${field}: # TODO: { es: ..., en: ... }`];
	return [`${field}: { ${locale}: ${yamlText(study.studyTitle)} } # TODO: other languages`];
}

const isoDay = (text: string | undefined) =>
	text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;

/** The file, as it was found and read. */
export function fileLines({ file, path, sha256, rows, rejected, keys }: Inspection): string[] {
	const { format, encoding, delimiter, compression, sheet, headerRow, maxUnfoldedBytes } = file;
	const key = keys.find(({ repeated }) => repeated === 0)?.columns;
	const columns = key?.map(yamlText).join(', ');
	const why = keyComment(keys);
	return [
		'files:',
		...indented(
			[
				`- id: ${file.id}`,
				`  path: ${yamlText(file.path)} # TODO: relative to ATALAYA_SOURCES; inspected as ${commentText(path)}`,
				...(sha256 === undefined ? [] : [`  sha256: ${sha256}`]),
				`  # expectedRows: ${rows + rejected} # if the producer says how many there are; so many were found`,
				`  format: ${format}`,
				...(compression === 'none' ? [] : [`  compression: ${compression}`]),
				...(maxUnfoldedBytes === undefined ? [] : [`  maxUnfoldedBytes: ${maxUnfoldedBytes}`]),
				...(format !== 'csv' || encoding === undefined ? [] : [`  encoding: ${encoding}`]),
				...(delimiter === undefined ? [] : [`  delimiter: ${JSON.stringify(delimiter)}`]),
				...(sheet === undefined ? [] : [`  sheet: ${yamlText(sheet)}`]),
				...(headerRow === undefined ? [] : [`  headerRow: ${headerRow}`]),
				`  key: [${columns ?? ''}] # ${why}`
			],
			2
		)
	];
}

function keyComment(keys: Inspection['keys']): string {
	const [best, ...others] = keys;
	if (!best) return 'TODO: no column looks like a key';
	const names = best.columns.join(', ');
	if (best.repeated > 0) return `TODO: ${names} is no key: ${best.repeated} rows repeat another`;
	const more = others
		.filter(({ repeated }) => repeated === 0)
		.map((one) => one.columns.join(' + '));
	return more.length === 0
		? 'TODO: look whether it is one; no row repeats another'
		: `TODO: look whether it is one; no row repeats another, nor one of ${more.slice(0, 3).join(' or ')}`;
}

const ofRole = (columns: readonly InspectedColumn[], role: string, isWeak: boolean) =>
	columns.filter((column) => column.role?.role === role && column.role.isWeak === isWeak);

function designLines({ columns, file }: Inspection): string[] {
	const [strata = [], ids = []] = ['stratum', 'psu'].map((role) =>
		ofRole(columns, role, false).map(({ name }) => yamlText(name))
	);
	const found = Number(strata.length > 0) + Number(ids.length > 0);
	const completeness = ['weights-only', 'partial', 'full'][found]!;
	const weak = ofRole(columns, 'stratum', true).map(({ name }) => name);
	return [
		'design:',
		...indented(
			[
				`completeness: ${completeness} # TODO: ${designComment(found)}`,
				...(found === 2
					? []
					: ['note: # TODO: { es: ..., en: ... }, why the design is not complete']),
				'units:',
				'  - id: person # TODO: person, household or event',
				`    file: ${file.id}`,
				...indented(weightLines(columns), 4),
				...listLine('ids', ids),
				...listLine('strata', strata),
				...weak.map(
					(name) => `    # ${name} is called like a stratum, and may be a socio-economic level`
				)
			],
			2
		)
	];
}

const designComment = (found: number) =>
	found === 2
		? 'strata and primary units are proposed by their names'
		: found === 1
			? 'one of strata and primary units was not found'
			: 'neither strata nor primary units were found';

function listLine(field: string, names: readonly string[]): string[] {
	if (names.length === 0) return [];
	const more = names.length > 1 ? `; one of them is meant` : '';
	return [`    ${field}: [${names[0]}] # TODO: candidates are ${names.join(', ')}${more}`];
}

function weightLines(columns: readonly InspectedColumn[]): string[] {
	const weights = [...ofRole(columns, 'weight', false), ...ofRole(columns, 'weight', true)];
	if (weights.length === 0) return ['weights: # TODO: no column looks like a weight'];
	return [
		'weights: # TODO: keep those of this unit; the first is the default',
		...weights.flatMap(({ name, known }) => [
			`  - id: ${slugOf(name)}`,
			`    column: ${yamlText(name)}`,
			`    label: # TODO: { es: ..., en: ... }${known.label === undefined ? '' : `; ${commentText(known.label)}`}`
		])
	];
}

function mappingSection({ columns, file }: Inspection): string[] {
	const asked = columns.filter(
		({ role, isPrivate, kind }) =>
			(role === undefined || role.isWeak) && !isPrivate && (kind === 'code' || kind === 'number')
	);
	const drafted = draftedConcepts(asked);
	const lines = (columns: readonly InspectedColumn[]) =>
		columns.map((column) => mappingLines(column, file.id, drafted.get(column.name)));
	const others = asked.filter(({ name }) => !drafted.has(name));
	return [
		'# Every code of a variable is named: in codes, or in missing with its reason.',
		drafted.size === 0
			? 'mappings: # TODO: no concept was recognised; take up some of those below'
			: 'mappings:',
		...indented(lines(asked.filter(({ name }) => drafted.has(name))).flat(), 2),
		...(others.length === 0
			? []
			: ['', '  # Columns to be taken up: name a concept, and take away the # of its lines.']),
		...indented(
			lines(others).flatMap((one) => ['', ...one]),
			2
		)
	];
}
