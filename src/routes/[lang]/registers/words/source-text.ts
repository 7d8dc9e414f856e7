import type { StatedSource } from '#lib/model/registers/entry.ts';

/** "Document (2023), section 2". */
export const sourceText = ({ document, year, place }: StatedSource): string =>
	`${document}${year === undefined ? '' : ` (${year})`}, ${place}`;
