import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { baselinePage } from '#lib/model/baseline-page.ts';
import { baselineTable } from '#lib/model/baseline-table.ts';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import type { Leak } from '../steps/protect/figures/audit-figures.ts';

interface PublishedTables {
	/** The folder of the release. */
	readonly folder: string;
	readonly estimates: readonly EstimateRow[];
	readonly comparisons: readonly ComparisonRow[];
}

const pages = 'pages/baselines';

/**
 * Pages of baselines hold rows of the tables of the release and nothing else: the tables are audited,
 * so a row that is none of theirs, to the last digit, is a leak.
 */
export function baselinePageLeaks({ folder, estimates, comparisons }: PublishedTables): Leak[] {
	const at = join(folder, pages);
	if (!existsSync(at)) return [];
	const known = {
		estimates: new Set(estimates.map((row) => text(estimateRow.parse(row)))),
		comparisons: new Set(comparisons.map((row) => text(comparisonRow.parse(row)))),
		baselines: new Set(frozenIn(folder))
	};
	return readdirSync(at).flatMap((name): Leak[] => {
		const page = baselinePage.parse(json(join(at, name)));
		const entries = page.dimensions.flatMap((dimension) => dimension.entries);
		const strange = [
			...entries
				.flatMap(({ figures, country, groups }) => [...figures, ...country, ...groups])
				.filter((row) => !known.estimates.has(text(row)))
				.map(placeOf),
			...entries
				.flatMap(({ changes }) => changes)
				.filter((row) => !known.comparisons.has(text(row)))
				.map(({ indicator, of_source, against_source, territory }) =>
					[indicator, of_source, against_source, territory].join(' ')
				),
			...[...entries.flatMap(({ frozen }) => frozen), ...page.others]
				.filter((row) => !known.baselines.has(text(row)))
				.map(({ baseline }) => baseline.id)
		];
		return strange.map((where) => ({ artefact: `${pages}/${name}`, kind: 'page', where }));
	});
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Fields in the order of the schema that read them. */
const text = (row: object) => JSON.stringify(row);

function frozenIn(folder: string): string[] {
	const path = join(folder, 'baselines.json');
	return existsSync(path) ? baselineTable.parse(json(path)).map(text) : [];
}

const placeOf = ({ source, indicator, territory, category_1, category_2 }: EstimateRow) =>
	[source, indicator, territory, category_1, category_2].filter((word) => word !== '').join(' ');
