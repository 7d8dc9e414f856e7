import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import { exclusionPage } from '#lib/model/exclusion-page.ts';
import type { Leak } from '../steps/protect/figures/audit-figures.ts';
import { exclusionPath } from './exclusion-page.ts';

interface PublishedTables {
	/** The folder of the release. */
	readonly folder: string;
	readonly estimates: readonly EstimateRow[];
	readonly comparisons: readonly ComparisonRow[];
}

/** Fields in the order of the schema that read them. */
const text = (row: object) => JSON.stringify(row);

/**
 * The page of the exclusion matrix holds rows of the tables of the release and nothing else: a row that
 * is none of theirs, to the last digit, is a leak.
 */
export function exclusionPageLeaks({ folder, estimates, comparisons }: PublishedTables): Leak[] {
	const at = join(folder, exclusionPath);
	if (!existsSync(at)) return [];
	const known = new Set([
		...estimates.map((row) => text(estimateRow.parse(row))),
		...comparisons.map((row) => text(comparisonRow.parse(row)))
	]);
	const page = exclusionPage.parse(JSON.parse(readFileSync(at, 'utf8')));
	const figures = page.series.flatMap(({ factors, counts, sets, combinations }) => [
		...[...factors, ...counts, ...sets, ...combinations]
	]);
	return figures.flatMap(({ indicator, waves, groups, change }): Leak[] =>
		[...waves, ...groups, ...(change ? [change] : [])]
			.filter((row) => !known.has(text(row)))
			.map((row) => ({
				...{ artefact: exclusionPath, kind: 'page' },
				where: [indicator, row.by_1, row.category_1].filter((word) => word !== '').join(' ')
			}))
	);
}
