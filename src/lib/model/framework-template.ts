import { type EntryTemplate, type TemplateSheet, columnsOf, textsOf } from './entry-template.ts';

const source = columnsOf('text', 'source.document', 'source.place');
const amount = columnsOf('number', 'value', 'numerator', 'denominator', 'standardError');
const indicator = columnsOf('text', 'indicator');

/** Values of an indicator, which the column `indicator` names. */
const values = (id: string, field: string, columns: TemplateSheet['columns']): TemplateSheet => ({
	...{ id, field, columns: [...indicator, ...columns] },
	within: { sheet: 'indicators', key: 'id', column: 'indicator' }
});

/** The workbook in which a results framework is filled in: a sheet for every list of it. */
export const frameworkTemplate: EntryTemplate = {
	id: 'framework',
	sheets: [
		{
			...{ id: 'framework', field: '' },
			columns: [
				...columnsOf('text', 'id'),
				...['title', 'shortTitle', 'summary'].flatMap(textsOf),
				...columnsOf('yes-no', 'synthetic'),
				...columnsOf('text', 'period.start', 'period.end'),
				...columnsOf('text', 'period.source.document', 'period.source.place', 'checked')
			]
		},
		{
			...{ id: 'documents', field: 'documents' },
			columns: columnsOf('text', 'id', 'title', 'producer', 'date', 'url')
		},
		{
			...{ id: 'groups', field: 'groups' },
			columns: [...columnsOf('text', 'code'), ...textsOf('title')]
		},
		{
			...{ id: 'units', field: 'units' },
			columns: [...columnsOf('text', 'id'), ...textsOf('one'), ...textsOf('many')]
		},
		{
			...{ id: 'lines', field: 'lines' },
			columns: [
				...columnsOf('text', 'code', 'kind', 'group'),
				...textsOf('title'),
				...textsOf('description'),
				...source
			]
		},
		{
			...{ id: 'indicators', field: 'indicators' },
			within: { sheet: 'lines', key: 'code', column: 'line' },
			columns: [
				...columnsOf('text', 'line', 'id'),
				...textsOf('label'),
				...columnsOf('text', 'measure', 'unit', 'direction'),
				...columnsOf('yes-no', 'aggregation'),
				...columnsOf('text', 'counting'),
				...columnsOf('word-or-list', 'countries'),
				...columnsOf('number', 'target.value', 'target.numerator', 'target.denominator'),
				...columnsOf('text', 'target.per', 'target.basis', 'target.due'),
				...textsOf('note'),
				...source
			]
		},
		{
			...values('baselines', 'baseline', [
				...columnsOf('text', 'on'),
				...amount,
				...columnsOf('pairs', 'groups'),
				...textsOf('note'),
				...source
			]),
			single: true
		},
		values('milestones', 'milestones', [
			...columnsOf('text', 'due'),
			...amount,
			...columnsOf('pairs', 'groups'),
			...textsOf('note'),
			...source
		]),
		values('reported', 'reported', [
			...columnsOf('text', 'from', 'to', 'country'),
			...amount,
			...columnsOf('pairs', 'groups'),
			...textsOf('note'),
			...source
		]),
		{
			...{ id: 'remarks', field: 'remarks' },
			columns: [
				...columnsOf('text', 'kind'),
				...columnsOf('list', 'lines'),
				...textsOf('text'),
				...source
			]
		}
	]
};
