const megabyte = 1_000_000;

/**
 * Bytes of a file that a page reads. Texts, SPSS and Stata files stream by, and what they hold is
 * limited by its cells; a workbook, a JSON text and the column of a row group of Parquet are held
 * whole while they are read.
 */
const byFormat: Readonly<Record<string, number>> = {
	...{ csv: 2000 * megabyte, sav: 2000 * megabyte, dta: 2000 * megabyte },
	...{ parquet: 1000 * megabyte, xlsx: 200 * megabyte, json: 250 * megabyte }
};

const usual = 500 * megabyte;

/** Of a format as `fileFormat` names it; packed texts count as they lie on the disk. */
export const maxFileBytes = (format: string): number => byFormat[format] ?? usual;

/** No file of any format is larger. */
export const largestFileBytes = Math.max(...Object.values(byFormat));
