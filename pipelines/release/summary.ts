export interface SummaryLine {
	readonly survey: string;
	readonly tier: string;
	readonly status: string;
	readonly rows: string;
	readonly rejected: string;
	readonly checks: string;
	readonly seconds: string;
	/** Where the rejects are kept. */
	readonly note: string;
}

const columns = [
	'survey',
	'tier',
	'status',
	'rows',
	'rejected',
	'checks',
	'seconds',
	'note'
] as const;

/** One line a survey, in columns. */
export function summaryTable(lines: readonly SummaryLine[]): string {
	const heads = Object.fromEntries(columns.map((c) => [c, c === 'note' ? 'rejects in' : c]));
	const all = [heads as unknown as SummaryLine, ...lines];
	const widths = columns.map((c) => Math.max(...all.map((line) => line[c].length)));
	const text = all.map((line) =>
		columns
			.map((c, i) => line[c].padEnd(widths[i] ?? 0))
			.join('  ')
			.trimEnd()
	);
	return `${text.join('\n')}\n`;
}
