import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameworkIati } from '#lib/export/iati/framework-iati.ts';
import { importedFramework } from '../../pipelines/frameworks/framework-command.ts';
import { declaredFramework } from '../support/declared-frameworks.ts';
import { type Line, median } from './report.ts';

const bytes = 11_000_000;

/** An activity file of 11 MB, made of the demonstration framework, judged by every rule and imported. */
export async function measureFramework({
	folder,
	runs
}: {
	readonly folder: string;
	readonly runs: number;
}) {
	const path = join(folder, 'activities.xml');
	const whole = frameworkIati(declaredFramework('demo-alianza'));
	const start = whole.indexOf('<iati-activity>');
	const end = whole.indexOf('</iati-activities>');
	const activities = Math.ceil(bytes / (end - start));
	const body = whole.slice(start, end).repeat(activities);
	writeFileSync(path, whole.slice(0, start) + body + whole.slice(end));
	const seconds: number[] = [];
	const complaints: string[] = [];
	for (let run = 0; run < runs; run++) {
		const from = process.cpuUsage();
		const { text } = await importedFramework(path, { declarations: '', today: '2026-11-23' });
		const { user, system } = process.cpuUsage(from);
		seconds.push((user + system) / 1e6);
		if (!text.includes(`${activities} activities`) || !text.includes(`${activities} frameworks`))
			complaints.push(`activities that were not imported: ${text.slice(-200)}`);
	}
	const lines: Line[] = [
		{
			what: `IATI of 11 MB, ${activities} activities: rules and frameworks, processor time`,
			...{ value: median(seconds), unit: 's', aim: 3 }
		}
	];
	return { lines, complaints, details: { framework: seconds } };
}
