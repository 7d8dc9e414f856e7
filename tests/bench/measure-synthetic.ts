import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Panel, panel } from '#lib/impact/panel/panel.ts';
import { syntheticError } from '#lib/impact/synthetic/standard-error.ts';
import { syntheticEffect } from '#lib/impact/synthetic/synthetic-effect.ts';
import { factorRows } from '../support/factor-panels.ts';
import { type Line, median } from './report.ts';

const size = { controls: 480, treated: 20, before: 40, after: 20 };
const replications = 200;
/** Reference, section 4: Frank-Wolfe. */
const tolerance = 1e-4;

interface Measured {
	readonly lines: readonly Line[];
	readonly complaints: readonly string[];
	readonly details: unknown;
}

/** Synthetic difference in differences of 500 units in 60 periods with its placebo error. */
export function measureSynthetic(options: {
	readonly folder: string;
	readonly runs: number;
	readonly say: (text: string) => void;
}): Measured {
	const rows = factorRows({ ...size, effect: 2 });
	const whole = panel(rows);
	const times = Array.from({ length: options.runs }, () => timeOf(whole));
	const r = timeR(options.folder, whole);
	if (!r) options.say('synthetic: R beside ours: skipped, no Rscript with synthdid here');
	const { estimate } = times[0]!;
	const isApart = r !== undefined && Math.abs(estimate - r.estimate) > tolerance;
	const instead = r && { what: `R synthdid ${r.synthdid}, here`, seconds: r.seconds };
	const value = median(times.map(({ seconds }) => seconds));
	return {
		lines: [
			{
				what: `impact: synthetic DiD 500 x 60 with placebo, ${replications} replications`,
				...{ value, unit: 's', aim: 10, instead }
			}
		],
		complaints: isApart ? [`synthetic DiD unlike R's ${r.estimate}: ${estimate}`] : [],
		details: { synthetic: { size, replications, times, r } }
	};
}

function timeOf(whole: Panel) {
	const start = performance.now();
	const { estimate, settings } = syntheticEffect(whole, { method: 'sdid' });
	const { standardError } = syntheticError(whole, {
		...{ method: 'sdid', error: 'placebo', replications }
	});
	return { estimate, standardError, settings, seconds: (performance.now() - start) / 1000 };
}

const timed = z.object({ synthdid: z.string(), estimate: z.number(), seconds: z.number() });

const hasSynthdid = () =>
	spawnSync('Rscript', ['-e', 'quit(status = !requireNamespace("synthdid", quietly = TRUE))'], {
		stdio: 'ignore'
	}).status === 0;

/** R synthdid on the same panel and this machine; undefined where it is not installed. */
function timeR(folder: string, { unit, period, periods, outcome, start }: Panel) {
	if (!hasSynthdid()) return undefined;
	const path = join(folder, 'panel.csv');
	const lines = Array.from(outcome, (y, i) => {
		const [code, at] = [unit.codes[i]!, periods[period.codes[i]!]!];
		return [unit.levels[code], at, y, +(at >= start[code]!)].join();
	});
	writeFileSync(path, ['unit,period,outcome,treated', ...lines, ''].join('\n'));
	const script = join(import.meta.dirname, 'time-synthetic.R');
	const { status, stdout, stderr } = spawnSync('Rscript', [script, path, String(replications)], {
		encoding: 'utf8'
	});
	if (status !== 0) throw new Error(`R stopped: ${stderr}`);
	return timed.parse(JSON.parse(stdout));
}
