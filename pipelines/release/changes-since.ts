import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SurveyReport } from '#lib/model/survey-report.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { estimateChangesBySource } from '../diff/estimate-changes.ts';
import { openDuckDB } from '../duckdb.ts';
import { otherReleases } from '../steps/publish.ts';

type Counts = Omit<NonNullable<SurveyReport['changes']>, 'release'>;

export interface ChangesSince {
	/** The release before. */
	readonly since: string;
	/** How many estimates of a survey are new, gone or other. */
	of(survey: string): Counts;
	/** Of all surveys together. */
	readonly all: Counts;
}

interface Made {
	/** Of the new release. */
	readonly folder: string;
	/** Holds the releases that stand. */
	readonly data: string;
}

const none: Counts = { added: 0, removed: 0, changed: 0 };

/** How the estimates differ from those of the release before; undefined where a side has none. */
export async function changesSince(
	{ release }: Pick<Declarations, 'release'>,
	{ folder, data }: Made
): Promise<ChangesSince | undefined> {
	const [before] = otherReleases(data, release);
	if (!before) return undefined;
	const [old, now] = [before.folder, folder].map((at) => join(at, 'estimates.parquet')) as [
		string,
		string
	];
	if (!existsSync(old) || !existsSync(now)) return undefined;
	const engine = await openDuckDB();
	try {
		const found = await estimateChangesBySource(engine, old, now);
		return {
			since: before.name,
			of: (survey) => found.get(survey) ?? none,
			all: [...found.values()].reduce(
				(sum, one) => ({
					added: sum.added + one.added,
					removed: sum.removed + one.removed,
					changed: sum.changed + one.changed
				}),
				none
			)
		};
	} finally {
		engine.close();
	}
}
