import { type Series, seriesColumns } from '#lib/model/series.ts';
import { csvLines } from './csv-lines.ts';

/** The file of a series of facts as it lies beside its declaration; a blank is a value nobody reported. */
export function seriesCsv(
	series: Pick<Series, 'dimensions' | 'value'>,
	rows: readonly Readonly<Record<string, string | number>>[]
): string {
	const hasErrors = series.value.precision === 'standard-error';
	const columns = seriesColumns(series)
		.slice(1)
		.filter((column) => column !== 'standard_error' || hasErrors);
	const lines = rows.map((row) => columns.map((column) => row[column] ?? null));
	return csvLines([columns, ...lines]).replaceAll('\r\n', '\n');
}
