import {
	type EntryTemplate,
	type TemplateColumn,
	type TemplateSheet,
	columnsOf,
	textsOf
} from '../entry-template.ts';
import { frequency } from '../period.ts';
import { seriesStatus } from '../series-origin.ts';
import { seriesFields } from '../series-fields.ts';
import { tier } from '../survey.ts';
import { territoryLevel } from '../territory.ts';

const needed = (columns: readonly TemplateColumn[]): TemplateColumn[] =>
	columns.map((column) => ({ ...column, isNeeded: true }));

const chosen = (path: string, choices: readonly string[]): TemplateColumn[] =>
	columnsOf('text', path).map((column) => ({ ...column, choices }));

const { measures, direction, value } = seriesFields.shape;

const about: TemplateSheet = {
	...{ id: 'series', field: '' },
	columns: [
		...needed(columnsOf('text', 'id')).map((column) => ({ ...column, form: 'id' as const })),
		...needed(['title', 'definition'].flatMap(textsOf)),
		...needed(chosen('measures', measures.options)),
		...needed(chosen('direction', direction.options)),
		...textsOf('caution'),
		...needed(chosen('tier', tier.options)),
		...needed(chosen('value.kind', value.shape.kind.options)),
		...needed(textsOf('value.unit')),
		...columnsOf('number', 'value.per'),
		...needed(columnsOf('number', 'value.decimals')),
		...needed(chosen('value.precision', value.shape.precision.options)),
		...needed(chosen('geography.level', territoryLevel.options)),
		...columnsOf('list', 'geography.lists').map((column) => ({ ...column, names: 'lists' })),
		...needed(chosen('frequency', frequency.options)),
		...columnsOf('text', 'lastComplete'),
		...needed(columnsOf('text', 'source.producer', 'source.document')),
		...columnsOf('text', 'source.table', 'source.url'),
		...needed(columnsOf('text', 'source.licence.name')),
		...columnsOf('text', 'source.licence.url'),
		...textsOf('source.licence.note'),
		...needed(columnsOf('text', 'source.citation', 'source.retrieved')),
		...needed(textsOf('source.vintage')),
		...needed(textsOf('recording.rule')),
		...columnsOf('number', 'checks.rows'),
		...columnsOf('numbers', 'checks.range'),
		...columnsOf('yes-no', 'checks.whole'),
		...columnsOf('number', 'checks.jump.factor', 'checks.jump.neighbours', 'checks.jump.floor'),
		...needed(textsOf('origin.method')),
		...columnsOf('items', 'origin.files')
	]
};

/** The form of a series of facts: what it is, and the lists that it has; its numbers stand apart. */
export const seriesTemplate: EntryTemplate = {
	id: 'series',
	fixed: { origin: { kind: 'facts' } },
	sheets: [
		about,
		{
			...{ id: 'dimensions', field: 'dimensions' },
			columns: [...needed(columnsOf('text', 'id')), ...needed(textsOf('label'))]
		},
		{
			...{ id: 'categories', field: 'categories' },
			within: { sheet: 'dimensions', key: 'id', column: 'dimension' },
			columns: [...needed(columnsOf('text', 'dimension', 'id')), ...needed(textsOf('label'))]
		},
		{
			...{ id: 'hierarchies', field: 'hierarchies' },
			columns: [
				...needed(columnsOf('text', 'dimension', 'parent')),
				...needed(columnsOf('list', 'children')),
				...columnsOf('text', 'from'),
				...needed(chosen('sum', ['equal', 'overlapping', 'unchecked']))
			]
		},
		{
			...{ id: 'breaks', field: 'recording.breaks' },
			columns: [...needed(columnsOf('text', 'period')), ...needed(textsOf('reason'))]
		},
		{ ...{ id: 'notes', field: 'notes' }, columns: textsOf('') },
		{
			...{ id: 'totals', field: 'checks.totals' },
			columns: [
				...columnsOf('text', 'territory'),
				...columnsOf('pairs', 'categories'),
				...needed(columnsOf('text', 'from', 'to')),
				...needed(columnsOf('number', 'value')),
				...columnsOf('number', 'tolerance'),
				...needed(columnsOf('text', 'source'))
			]
		}
	]
};

/** The numbers of a series, a row each; a column more for every dimension, by its id. */
export const seriesValues: TemplateSheet = {
	...{ id: 'values', field: 'values' },
	columns: [
		...needed(columnsOf('text', 'territory', 'period')),
		...columnsOf('number', 'value', 'standardError'),
		...chosen('status', seriesStatus.options),
		...columnsOf('text', 'note')
	]
};
