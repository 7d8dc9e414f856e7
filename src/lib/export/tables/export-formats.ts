import { answerCsv } from './answer-csv.ts';
import { answerSdmx } from './answer-sdmx.ts';
import type { AnswerTable } from './answer-table.ts';
import type { ChartFile } from './chart-file.ts';
import { chartPng } from './chart-png.ts';
import { citationOf } from './citation.ts';

interface Format<Id extends string, Of extends string, From> {
	readonly id: Id;
	/** What it is made of. */
	readonly of: Of;
	/** After the dot of a file name. */
	readonly extension: string;
	readonly mediaType: string;
	readonly blob: (from: From) => Promise<Blob>;
}

type TableFormat = Format<
	'csv' | 'xlsx' | 'parquet' | 'sdmx-csv' | 'citation' | 'bibtex' | 'ris',
	'table',
	AnswerTable
>;
type ChartFormat = Format<'svg' | 'png', 'chart', ChartFile>;
export type ExportFormat = TableFormat | ChartFormat;

const file = (content: BlobPart, { mediaType }: Pick<ExportFormat, 'mediaType'>): Blob =>
	new Blob([content], { type: mediaType });

function textFormat(
	about: Omit<TableFormat, 'of' | 'blob'>,
	text: (table: AnswerTable) => string
): TableFormat {
	const blob = (table: AnswerTable) => Promise.resolve(file(text(table), about));
	return { ...about, of: 'table', blob };
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const parquet = 'application/vnd.apache.parquet';

/**
 * Every way out of the explorer: what is not here does not leave. The libraries of workbooks and
 * Parquet come with the first file that needs them.
 */
export const exportFormats: readonly ExportFormat[] = [
	textFormat({ id: 'csv', extension: 'csv', mediaType: 'text/csv;charset=utf-8' }, answerCsv),
	{
		id: 'xlsx',
		of: 'table',
		extension: 'xlsx',
		mediaType: xlsx,
		blob: async (table) => {
			const { answerXlsx } = await import('./answer-xlsx.ts');
			return file(await answerXlsx(table), { mediaType: xlsx });
		}
	},
	{
		id: 'parquet',
		of: 'table',
		extension: 'parquet',
		mediaType: parquet,
		blob: async (table) => {
			const { answerParquet } = await import('./answer-parquet.ts');
			return file(answerParquet(table), { mediaType: parquet });
		}
	},
	textFormat(
		{
			...{ id: 'sdmx-csv', extension: 'sdmx.csv' },
			mediaType: 'application/vnd.sdmx.data+csv;version=2.0.0'
		},
		answerSdmx
	),
	...(['text', 'bibtex', 'ris'] as const).map((form) => citationFormat(form)),
	{
		id: 'svg',
		of: 'chart',
		extension: 'svg',
		mediaType: 'image/svg+xml',
		blob: ({ svg }) => Promise.resolve(file(svg, { mediaType: 'image/svg+xml' }))
	},
	{ id: 'png', of: 'chart', extension: 'png', mediaType: 'image/png', blob: chartPng }
];

function citationFormat(form: 'text' | 'bibtex' | 'ris'): TableFormat {
	const about = {
		text: { id: 'citation', extension: 'txt', mediaType: 'text/plain;charset=utf-8' },
		bibtex: { id: 'bibtex', extension: 'bib', mediaType: 'application/x-bibtex;charset=utf-8' },
		ris: { id: 'ris', extension: 'ris', mediaType: 'application/x-research-info-systems' }
	} as const;
	return textFormat(about[form], (table) => citationOf(table)[form]);
}
