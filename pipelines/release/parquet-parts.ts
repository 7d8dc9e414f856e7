import { createHash } from 'node:crypto';
import type { FileParts } from '#lib/model/manifest.ts';
import { footerSize, parquetLayout } from '#lib/readers/parquet/parquet-layout.ts';

/** Above so many bytes a page fetches only the columns of a Parquet file that it asks for. */
export const largeFile = 4 * 2 ** 20;

/** What each column of a Parquet file is checked by, where the others are not fetched. */
export function parquetParts(file: Uint8Array): FileParts {
	const footer = file.subarray(file.length - footerSize(file));
	const columns = [...parquetLayout(footer).columns].map(([name, ranges]) => {
		const hash = createHash('sha256');
		for (const { start, end } of ranges) hash.update(file.subarray(start, end));
		return [name, hash.digest('hex')] as const;
	});
	return {
		footer: { bytes: footer.length, sha256: createHash('sha256').update(footer).digest('hex') },
		columns: Object.fromEntries(columns)
	};
}
