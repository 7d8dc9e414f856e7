import type { Concept } from '#lib/model/concept.ts';
import type { Locale } from '#lib/model/localized.ts';
import { type OwnCard, type OwnDeclaration, ownCompleteness } from '#lib/model/own-file.ts';
import { slugOf, tableName } from '../inspect/inspection.ts';
import { commentText, indented, yamlText } from '../inspect/yaml-text.ts';

interface Words {
	readonly declaration: OwnDeclaration;
	readonly locale: Locale;
	readonly note: string | undefined;
}

const filled = (text: string | undefined) => (text?.trim() ?? '') !== '';

/** What a survey is, as far as its card was filled in. */
export function aboutLines(name: string, { declaration, locale }: Words): string[] {
	const { card = {} } = declaration;
	const id = slugOf(tableName(name));
	const series = id.replace(/-?(19|20)\d\d.*$/, '') || id;
	const value = (text = '') => (filled(text) ? ` ${yamlText(text.trim())}` : '');
	const todo = (field: keyof OwnCard, what: string) =>
		filled(card[field]) ? '' : ` # TODO: ${what}`;
	const words = (text = '') => (filled(text) ? ` { ${locale}: ${yamlText(text.trim())} }` : '');
	const period = `{ start:${day(card.start)}, end:${day(card.end)} }`;
	const isDated = filled(card.start) && filled(card.end);
	return [
		`id: ${id} # country-series-year; the folder has the same name`,
		`series: ${series} # waves of one series share it`,
		`title:${words(card.title)}${todo('title', '{ es: ..., en: ... }')}`,
		`shortTitle:${words(card.title)} # where space is short`,
		`country:${value(card.country)}${todo('country', 'ISO 3166-1 alpha-3, such as COL')}`,
		`producer: { name:${value(card.producer)} }${todo('producer', 'who made the survey')}`,
		`fieldwork: ${period}${isDated ? '' : ' # TODO: days, such as 2024-09-05'}`,
		`mode:${value(card.mode)}${todo('mode', 'face-to-face, telephone, web, paper or mixed')}`,
		`universe:${words(card.universe)}${todo('universe', '{ es: ..., en: ... }, who is represented')}`,
		`licence: { name:${value(card.licence)} }${todo('licence', "the producer's terms")}`,
		`citation:${value(card.citation)}${todo('citation', 'how the producer asks to be cited')}`,
		'tier: local # nothing of it is published; protected, once its figures may be',
		'origin: { kind: official }'
	];
}

const day = (text = '') => (filled(text) ? ` '${text.trim()}'` : '');

interface DesignWords extends Words {
	/** Columns that together name a row. */
	readonly key: readonly string[];
}

const list = (names: readonly string[]) => `[${names.map(yamlText).join(', ')}]`;

/** How it was drawn, as it was declared. */
export function designLines(
	file: string,
	{ declaration, locale, note, key }: DesignWords
): string[] {
	const { unit, lonely, nested, fpc, decimal, replicates } = declaration;
	const { strata, ids } = stagesOf(declaration, key);
	const isLost = declaration.single && ids.length + strata.length === 0 && !replicates;
	const completeness = isLost ? 'weights-only' : ownCompleteness(declaration);
	return [
		'design:',
		...indented(
			[
				`completeness: ${completeness}${isLost ? ' # TODO: every row was drawn by itself; name its key in ids, and say full' : ''}`,
				...(completeness === 'full' && note === undefined
					? []
					: [`note: { ${locale}: ${yamlText(note ?? 'TODO')} }`]),
				...(decimal === ','
					? ['# TODO: decimals are written with a comma, which a build does not read']
					: []),
				'units:',
				`  - id: ${unit}`,
				`    file: ${file}`,
				...indented(weightLines(declaration, locale), 4),
				...(ids.length === 0 ? [] : [`    ids: ${list(ids)}`]),
				...(strata.length === 0 ? [] : [`    strata: ${list(strata)}`]),
				...(fpc === undefined || replicates ? [] : [`    fpc: ${list([fpc])}`]),
				...(nested && !replicates ? ['    nested: true'] : []),
				...(lonely === 'fail' ? [] : [`    lonely: ${lonely}`]),
				...(replicates ? indented(replicateLines(replicates), 4) : [])
			],
			2
		)
	];
}

/** Where every row is a unit of its own, its key names it. */
function stagesOf({ strata, psu, single, replicates }: OwnDeclaration, key: readonly string[]) {
	if (replicates) return { strata: [], ids: [] };
	const [only, ...more] = key;
	const ids = single
		? only !== undefined && more.length === 0
			? [only]
			: []
		: psu === undefined
			? []
			: [psu];
	return { strata, ids };
}

function weightLines({ weight, sums }: OwnDeclaration, locale: Locale): string[] {
	if (weight === undefined) return ['weights: # TODO: a survey is declared with its weights'];
	return [
		'weights:',
		`  - id: ${slugOf(weight)}`,
		`    column: ${yamlText(weight)}`,
		`    label: { ${locale}: ${yamlText(weight)} }`,
		`    sums: ${sums}`
	];
}

function replicateLines(replicates: NonNullable<OwnDeclaration['replicates']>): string[] {
	const { columns, ...rest } = replicates;
	const fields = Object.entries(rest).filter(([, value]) => value !== undefined);
	return [
		'replicates:',
		...fields.map(([field, value]) => `  ${field}: ${JSON.stringify(value)}`),
		`  columns: ${list(columns)}`
	];
}

/** A file of `data/concepts`. */
export function conceptText(concept: Concept, locale: Locale): string {
	const words = (texts: Concept['label']) => `{ ${locale}: ${yamlText(texts[locale] ?? '')} }`;
	const { id, kind, label, definition, breakdown } = concept;
	const own =
		concept.kind === 'number'
			? [`unit: ${words(concept.unit)}`]
			: [
					`ordered: ${concept.ordered}`,
					'categories:',
					...concept.categories.map((one) => `  - { id: '${one.id}', label: ${words(one.label)} }`)
				];
	const lines = [
		`# ${commentText(label[locale] ?? id)}`,
		...[`id: ${id}`, `kind: ${kind}`, `label: ${words(label)}`, `definition: ${words(definition)}`],
		...[`breakdown: ${breakdown}`, ...own]
	];
	return `${lines.join('\n')}\n`;
}
