import { tableCsv } from './table-csv.ts';
import { tableSdmx } from './table-sdmx.ts';
import type { ChartFile } from './chart-file.ts';
import { chartPng } from './chart-png.ts';
import { citationOf } from './citation.ts';
import type { LeavingTable } from './leaving-table.ts';

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
	LeavingTable
>;
type ChartFormat = Format<'svg' | 'png', 'chart', ChartFile>;
export type ExportFormat = TableFormat | ChartFormat;

const file = (content: BlobPart, { mediaType }: Pick<ExportFormat, 'mediaType'>): Blob =>
	new Blob([content], { type: mediaType });

function textFormat(
	about: Omit<TableFormat, 'of' | 'blob'>,
	text: (table: LeavingTable) => string
): TableFormat {
	const blob = (table: LeavingTable) => Promise.resolve(file(text(table), about));
	return { ...about, of: 'table', blob };
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const parquet = 'application/vnd.apache.parquet';

/**
 * Every way out of a page: what is not here does not leave. The libraries of workbooks and
 * Parquet come with the first file that needs them.
 */
export const exportFormats: readonly ExportFormat[] = [
	textFormat({ id: 'csv', extension: 'csv', mediaType: 'text/csv;charset=utf-8' }, tableCsv),
	{
		id: 'xlsx',
		of: 'table',
		extension: 'xlsx',
		mediaType: xlsx,
		blob: async (table) => {
			const { tableXlsx } = await import('./table-xlsx.ts');
			return file(await tableXlsx(table), { mediaType: xlsx });
		}
	},
	{
		id: 'parquet',
		of: 'table',
		extension: 'parquet',
		mediaType: parquet,
		blob: async (table) => {
			const { tableParquet } = await import('./table-parquet.ts');
			return file(tableParquet(table), { mediaType: parquet });
		}
	},
	textFormat(
		{
			...{ id: 'sdmx-csv', extension: 'sdmx.csv' },
			mediaType: 'application/vnd.sdmx.data+csv;version=2.0.0'
		},
		tableSdmx
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
