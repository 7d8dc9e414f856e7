import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from '../../pipelines/site/chromium.js';
import type { TimedAnswer, TimedQuestion } from './ask-timed.ts';
import { type ChromiumTimes, measureChromium } from './measure-chromium.ts';
import { explorerComplaints, explorerLines, measureExplorer } from './measure-explorer.ts';
import { differingRows, measureFile, measureGenerated, writeParquet } from './measure-node.ts';
import { type PipelineRun, measurePipeline } from './measure-pipeline.ts';
import { type ProtectionTimes, measureProtection } from './measure-protection.ts';
import { type MeasuredFiles, measureReaders } from './measure-readers.ts';
import { measureFramework } from './measure-framework.ts';
import { measureImpact } from './measure-impact.ts';
import { measurePages, pageLines, pageTable } from './measure-pages.ts';
import { measureQuestions } from './measure-questions.ts';
import { measureSearch } from './measure-search.ts';
import { measureSynthetic } from './measure-synthetic.ts';
import {
	type SurveyBench,
	besideOracle,
	distanceFromR,
	sourcesFolder,
	surveyBenchmark
} from './oracle.ts';
import { type Line, median, ratioOf, tableOf } from './report.ts';
import { differences } from './same-answers.ts';
import { rowsOf } from './survey.ts';
import { type TimedR, timeR } from './time-r.ts';

const runs = 5;
const rowsOfPsu = { small: 10, large: 200 };
const say = (text: string) => process.stdout.write(`${text}\n`);

const count = (rows: number) => rows.toLocaleString('en');
const time = (all: readonly TimedAnswer[]) => median(all.map(({ milliseconds }) => milliseconds));

function pipelineLines(all: readonly PipelineRun[]): Line[] {
	const of = (key: keyof PipelineRun) => median(all.map((run) => run[key]));
	return [
		{ what: 'pipeline: ENCSPA 2019 built', value: of('seconds'), unit: 's' },
		{
			what: 'pipeline: peak memory of that process',
			value: of('peakMegabytes'),
			unit: 'MB',
			aim: 1024
		},
		{ what: 'pipeline: nothing changed', value: of('unchangedSeconds'), unit: 's' }
	];
}

/** Seconds that R's survey package takes for the same rows, by the name of what it did. */
interface Timings {
	readonly what: string;
	readonly seconds: Readonly<Record<string, number>>;
}

/** R on this machine where it is installed, else as it was timed for the oracle. */
function timingsOf(live: TimedR | undefined, r: SurveyBench | undefined): Timings | undefined {
	if (live) return { what: `R survey ${live.survey}, here`, seconds: live.seconds };
	return r && { what: `R survey ${r.meta.survey}, stored`, seconds: r.seconds };
}

/** What a Chromium on two cores should stay below: the first time, and about known columns. */
const aims = { first: 100, again: 15 };

function answerLines(
	where: string,
	questions: readonly TimedQuestion[],
	r: Timings | undefined
): Line[] {
	const isChromium = where.startsWith('Chromium');
	return questions.flatMap(({ name, first, again, inR }) => {
		const seconds = r?.seconds[inR];
		const instead = seconds === undefined ? undefined : { what: r!.what, seconds };
		const line = (which: 'first' | 'again', all: readonly TimedAnswer[]): Line => ({
			what: `${where}: ${name}, ${which}`,
			value: time(all),
			unit: 'ms',
			...(isChromium && r ? { aim: aims[which] } : {}),
			instead
		});
		return [line('first', first), line('again', again)];
	});
}

function chromiumLines({ release, small, large }: ChromiumTimes, r: Timings | undefined) {
	const of = (key: 'start' | 'load' | 'first' | 'repeated' | 'other') =>
		median(release.map((times) => times[key]));
	const rows = count(rowsOf(rowsOfPsu.small));
	const line = (what: string, value: number): Line => ({ what, value, unit: 'ms' });
	return [
		line('Chromium: engine started', of('start')),
		line(`Chromium, ${rows} rows: Parquet loaded`, of('load')),
		line(`Chromium, ${rows} rows: first estimate of the page`, of('first')),
		line(`Chromium, ${rows} rows: other breakdown and its column`, of('other')),
		...answerLines(`Chromium, ${rows} rows`, small, undefined),
		...answerLines(`Chromium, ${count(rowsOf(rowsOfPsu.large))} rows`, large, r)
	];
}

/** Answers to one question in one form, by its name. */
const texts = (questions: readonly TimedQuestion[]) =>
	new Map(
		questions.flatMap(({ name, first, again }) => [
			[name, first.map(({ answer }) => answer)] as const,
			[`${name}, again`, again.map(({ answer }) => answer)] as const
		])
	);

function readerLines(all: readonly MeasuredFiles[]): Line[] {
	return all.flatMap(({ what, ours, instead, atMost }) => {
		const of = (key: 'seconds' | 'peakMegabytes') => median(ours.map((reading) => reading[key]));
		const limit = atMost === undefined ? {} : { atMost };
		return [
			{
				what: `readers: ${what}, ${count(ours[0]?.rows ?? 0)} rows`,
				...{ value: of('seconds'), unit: 's' as const },
				instead: { what: instead.what, seconds: median(instead.seconds), ...limit }
			},
			{
				what: `readers: ${what}, peak memory of that process`,
				...{ value: of('peakMegabytes'), unit: 'MB' as const, aim: 4096 }
			}
		];
	});
}

/** Runs of the generated file are long, and agree. */
async function measureFiles(folder: string) {
	const csvRows = Number(options.rows);
	const runs = Number(options.runs);
	const measured = await measureReaders({ folder, csvRows, runs, sources: sourcesFolder(), say });
	return {
		lines: readerLines(measured),
		complaints: measured.flatMap(({ unlike }) =>
			unlike.map((path) => `not as DuckDB reads it: ${path}`)
		),
		details: { readers: measured }
	};
}

function protectionLines(times: ProtectionTimes): Line[] {
	const line = (what: string, value: number): Line => ({
		what: `protection: ${what}`,
		value,
		unit: 's'
	});
	const of = `${count(times.tables)} tables, ${count(times.cells)} cells`;
	const total = times.suppressionSeconds + times.auditSeconds;
	return [
		{ ...line(`${of}, suppression and audit`, total), aim: 300 },
		line('of it the audit', times.auditSeconds),
		line('the slowest system', times.slowestSeconds)
	];
}

async function measureSuppression() {
	const protection = await measureProtection({ tables: 2000, cells: 100_000 });
	const { primary, second, lost, bound, tight, linearPrograms } = protection;
	const excess = (100 * (lost / bound - 1)).toFixed(1);
	say(`protection: ${count(primary)} cells withheld and ${count(second)} second ones,`);
	say(`at most ${excess} % dearer than the best choice; ${JSON.stringify(linearPrograms)}`);
	return {
		lines: protectionLines(protection),
		complaints: tight === 0 ? [] : [`cells found too narrow: ${tight}`],
		details: { protection }
	};
}

async function measureExplorerPages() {
	if (!findChromium()) {
		say('explorer: skipped, no Chromium found');
		return { lines: [], complaints: [], details: {} };
	}
	const only = options.pool === undefined ? undefined : [options.pool];
	const explorer = await measureExplorer({ runs: Number(options.runs), only, say });
	return {
		lines: explorerLines(explorer),
		complaints: explorerComplaints(explorer),
		details: { explorer }
	};
}

async function measureBoards(folder: string) {
	const pages = findChromium()
		? await measurePages({ folder, runs: Number(options.runs), say })
		: undefined;
	if (!pages) {
		say('boards: skipped, no Chromium found or nothing built');
		return { lines: [], complaints: [], details: {} };
	}
	say(`\n${pageTable(pages)}\n`);
	return { lines: pageLines(pages), complaints: [], details: { pages } };
}

async function measureEstimates(folder: string, r: SurveyBench | undefined) {
	const lines: Line[] = [];
	const complaints: string[] = [];
	const pipeline = measurePipeline(sourcesFolder(), 3);
	if (pipeline) lines.push(...pipelineLines(pipeline));
	else say('pipeline: skipped, source files of ENCSPA not here');
	const live = await timeR(folder, rowsOfPsu.large);
	const timings = timingsOf(live, r);
	if (!live) say('R beside ours: skipped, no Rscript with survey here');
	const parquet = await writeParquet(folder, rowsOfPsu.small);
	const file = await measureFile(parquet, runs);
	const small = await measureGenerated(rowsOfPsu.small, runs);
	const large = await measureGenerated(rowsOfPsu.large, runs);
	lines.push(...answerLines(`Node, ${count(rowsOf(rowsOfPsu.small))} rows`, small, undefined));
	lines.push(...answerLines(`Node, ${count(rowsOf(rowsOfPsu.large))} rows`, large, timings));
	const script = besideOracle('bench_data.sql');
	const differing = script === undefined ? 0 : await differingRows(script);
	if (differing > 0) complaints.push(`rows unlike R's: ${differing}`);
	if (r) complaints.push(...unlikeR(large, r));
	else say("comparison with R: skipped, R's answers not here");
	const chromium = findChromium() ? await measureChromium({ folder, runs, rowsOfPsu }) : undefined;
	if (chromium) {
		lines.push(...chromiumLines(chromium, timings));
		complaints.push(...unlikeNode({ file, small, large }, chromium));
	} else say('Chromium: skipped, none found');
	return {
		lines,
		complaints,
		details: { pipeline, r: live, node: { file, small, large }, chromium }
	};
}

function unlikeR(large: readonly TimedQuestion[], r: SurveyBench): string[] {
	const distance = distanceFromR(large, r);
	say(`largest relative distance from R survey ${r.meta.survey}: ${distance.toExponential(1)}`);
	return distance <= 1e-8 ? [] : [`too far from R: ${distance}`];
}

interface NodeTimes {
	readonly file: readonly TimedQuestion[];
	readonly small: readonly TimedQuestion[];
	readonly large: readonly TimedQuestion[];
}

function unlikeNode({ file, small, large }: NodeTimes, chromium: ChromiumTimes): string[] {
	const released = chromium.release.map(({ answers }) => `[${answers.sex}]`);
	const inFile = texts(file).get('32 cells') ?? [];
	return [
		...differences('file, 32 cells', [...inFile, ...released]),
		...[...texts(small)].flatMap(([name, ours]) =>
			differences(`small, ${name}`, [...ours, ...(texts(chromium.small).get(name) ?? [])])
		),
		...[...texts(large)].flatMap(([name, ours]) =>
			differences(`large, ${name}`, [...ours, ...(texts(chromium.large).get(name) ?? [])])
		)
	];
}

function keep(lines: readonly Line[], details: unknown): string {
	const folder = join(import.meta.dirname, 'results');
	mkdirSync(folder, { recursive: true });
	const date = new Date().toISOString();
	const machine = {
		node: process.version,
		processor: cpus()[0]?.model,
		cores: availableParallelism(),
		load,
		gigabytes: Math.round(totalmem() / 2 ** 30)
	};
	const path = join(folder, `${date.slice(0, 19).replaceAll(':', '-')}.json`);
	const measured = lines.map((line) => ({ ...line, timesQuicker: ratioOf(line) }));
	writeFileSync(
		path,
		JSON.stringify({ date, machine, lines: measured, details }, withoutAnswers, 1)
	);
	return path;
}

const measureEffects = (given: Parameters<typeof measureSynthetic>[0]) => [
	measureImpact(given),
	measureSynthetic(given)
];

/** The answers were compared already; they would be most of the file. */
const withoutAnswers = (key: string, value: unknown) =>
	key === 'answer' || key === 'answers' ? undefined : value;

/** Before we add ours: above the number of cores, the times below are those of a busy machine. */
const load = loadavg()[0] ?? 0;
const { values: options } = parseArgs({
	options: {
		/** `readers`, `protection`, `impact`, `framework`, `estimates`, `search`, `questions`, `boards` or `explorer`; absent: all. */
		only: { type: 'string' },
		/** Of the CSV that the readers read. */
		rows: { type: 'string', default: '10000000' },
		/** `pool-50k`, `pool-1m` or `pool-10m`: that one alone in the explorer; absent: all. */
		pool: { type: 'string' },
		/** Of each reading, and of each page. */
		runs: { type: 'string', default: '3' }
	}
});
const isAsked = (part: string) => options.only === undefined || options.only === part;
const folder = mkdtempSync(join(tmpdir(), 'atalaya-bench-'));
try {
	const parts = [
		...(isAsked('readers') ? [await measureFiles(folder)] : []),
		...(isAsked('protection') ? [await measureSuppression()] : []),
		...(isAsked('impact') ? measureEffects({ folder, runs: Number(options.runs), say }) : []),
		...(isAsked('framework')
			? [await measureFramework({ folder, runs: Number(options.runs) })]
			: []),
		...(isAsked('search') ? [await measureSearch({ runs: Number(options.runs), say })] : []),
		...(isAsked('questions')
			? [await measureQuestions({ folder, runs: Number(options.runs), say })]
			: []),
		...(isAsked('explorer') ? [await measureExplorerPages()] : []),
		...(isAsked('boards') ? [await measureBoards(folder)] : []),
		...(isAsked('estimates') ? [await measureEstimates(folder, surveyBenchmark())] : [])
	];
	const lines = parts.flatMap((part) => part.lines);
	const complaints = parts.flatMap((part) => part.complaints);
	const details = Object.assign({}, ...parts.map((part) => part.details)) as unknown;
	say(`load of the machine at the start: ${load.toFixed(1)} on ${availableParallelism()} cores`);
	say(`\n${tableOf(lines)}\n\nkept in ${keep(lines, details)}`);
	for (const complaint of complaints) process.stderr.write(`WRONG: ${complaint}\n`);
	if (complaints.length > 0) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
