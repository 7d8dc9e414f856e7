import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { sql } from '#lib/estimate/sql.ts';
import { writeRows } from './measure-node.ts';

const timed = z.object({
	survey: z.string(),
	R: z.string(),
	seconds: z.record(z.string(), z.number()),
	mean: z.array(z.number()),
	se: z.array(z.number())
});
export type TimedR = z.infer<typeof timed>;

const hasSurvey = () =>
	spawnSync('Rscript', ['-e', 'quit(status = !requireNamespace("survey", quietly = TRUE))'], {
		stdio: 'ignore'
	}).status === 0;

/** R's survey package on the same rows and this machine; undefined where it is not installed. */
export async function timeR(folder: string, rowsOfPsu: number): Promise<TimedR | undefined> {
	if (!hasSurvey()) return undefined;
	const path = join(folder, 'rows.csv');
	await writeRows(
		path,
		rowsOfPsu,
		sql`SELECT stratum, psu, weight_main AS weight, region, sex, ageg, (used = 'yes')::INTEGER AS used,
			(sells = 'yes')::INTEGER AS sells, income FROM harmonised`
	);
	const { status, stdout, stderr } = spawnSync(
		'Rscript',
		[join(import.meta.dirname, 'time-survey.R'), path],
		{ encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`R stopped: ${stderr}`);
	return timed.parse(JSON.parse(stdout));
}
