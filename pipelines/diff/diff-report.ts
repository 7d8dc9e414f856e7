import { DataError } from '#lib/errors.ts';
import { diffText } from './diff-text.ts';
import { releaseDiff } from './release-diff.ts';
import { releaseFolder } from './release-folder.ts';

export interface DiffReportOptions {
	/** Holds the releases of a profile, for those that are not named by a path. */
	readonly data: string;
	readonly json: boolean;
	/** As typed. */
	readonly tolerance: string | undefined;
	/** As typed; defaults to 20 for people, and 1,000 in JSON. */
	readonly limit: string | undefined;
}

export interface DiffReport {
	readonly text: string;
	readonly different: boolean;
}

/**
 * What changed between two releases, which are named as `releaseFolder` says: as text for people,
 * or as the JSON of `src/lib/model/release-diff.ts`.
 */
export async function diffReport(
	[before, after]: readonly [string, string],
	{ data, json, tolerance, limit }: DiffReportOptions
): Promise<DiffReport> {
	const most = limit === undefined ? (json ? 1000 : 20) : wholeNumber(limit);
	const diff = await releaseDiff(releaseFolder(before, data), releaseFolder(after, data), {
		tolerance: tolerance === undefined ? 0 : share(tolerance),
		limit: most
	});
	const text = json ? `${JSON.stringify(diff, null, '\t')}\n` : diffText(diff, most);
	return { text, different: diff.different };
}

function wholeNumber(text: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new DataError(`not a number of rows: ${text}`);
	return Number(text);
}

function share(text: string): number {
	const value = text.trim() === '' ? NaN : Number(text);
	if (!(value >= 0 && value < 1))
		throw new DataError(`not a relative tolerance, from 0 to below 1: ${text}`);
	return value;
}
