import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, repository } from '../pipelines/install.js';
import { compileMessages } from '../pipelines/messages.js';
import { adoptSharedFolder } from '../pipelines/shared-folder.js';
import { provideChromium } from './support/chromium.js';
import { countReport, sumOf } from './support/count.js';

/**
 * @import { Count } from './support/count.js'
 * @typedef {{ name: string, group?: string, beside?: string[], run: () => Count }} Step
 */

const groups = ['lint', 'types', 'unit', 'browser'];
/** @type {string[]} */
const complaints = [];

const withoutSources = {
	ATALAYA_SOURCES: join(repository, '.atalaya', 'no-sources'),
	ATALAYA_COMPRESSION: 'quick'
};
/** Types are asked for everywhere by `npm run lint` alone, which takes minutes more. */
const inHaste = { ATALAYA_LINT: 'quick' };
const formatted = ['--check', '--log-level', 'warn', '.'];

/**
 * In this order; a step without a group always runs. One that only says yes or no is one test.
 * @type {Step[]}
 */
const steps = [
	{ name: 'messages', run: () => oneTest(compileMessages()) },
	{ name: 'svelte-kit sync', run: () => command('@sveltejs/kit', 'svelte-kit', ['sync']) },
	{ name: 'prettier', group: 'lint', run: () => command('prettier', 'prettier', formatted) },
	{ name: 'imports', group: 'lint', run: () => yesOrNo(['tests/architecture/check.js']) },
	{ name: 'knip', group: 'lint', run: () => command('knip', 'knip', ['--no-progress']) },
	{ name: 'types', group: 'types', run: () => command('svelte-check', 'svelte-check', []) },
	{
		name: 'public build',
		group: 'browser',
		// Of what comes with the project: the same site, whoever has the files of real surveys.
		run: () => oneTest(runNode(['pipelines/start.js', '--public'], withoutSources) === 0)
	},
	{
		name: 'unit and oracle tests',
		group: 'unit',
		run: () => vitest('vite.config.ts', {}, oracleIds())
	},
	// Takes one core from the start, while the other has the steps before its turn.
	{ name: 'eslint', group: 'lint', beside: ['eslint', 'eslint', '.'], run: () => oneTest(false) },
	{ name: 'browser tests', group: 'browser', run: browserTests }
];

process.exitCode = await main();

async function main() {
	const only = groupAsked();
	const started = Date.now();
	install();
	for (const { name, folder } of adoptSharedFolder(process.env)) console.log(`${name}=${folder}`);
	const wanted = steps.filter(({ group }) => !only || !group || group === only);
	/** @type {Map<Step, () => Promise<Count>>} */
	const ahead = new Map();
	const counts = [];
	for (const step of wanted) {
		// What has no group makes the files that all others read.
		if (step.group && ahead.size === 0)
			for (const one of wanted)
				if (one.beside) ahead.set(one, startedBeside(one, only ? {} : inHaste));
		counts.push(await timed(step, ahead.get(step)));
	}
	const { passed, failed, skipped } = sumOf(counts);
	console.log(`\n${complaints.join('\n')}\nAll of it took ${secondsSince(started)} s.`);
	console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
	return failed > 0 ? 1 : 0;
}

/** @returns {string | undefined} */
function groupAsked() {
	const [option, group] = process.argv.slice(2).flatMap((word) => word.split('='));
	if (option === undefined) return undefined;
	if (option === '--only' && groups.includes(group ?? '')) return group;
	console.error(`npm test -- [--only ${groups.join('|')}]`);
	process.exit(2);
}

/**
 * Starts a step that runs beside the others; its words are kept for its turn.
 *
 * @param {Step} step
 * @param {Record<string, string>} env
 * @returns {() => Promise<Count>}
 */
function startedBeside({ beside = [] }, env) {
	const [packageName = '', name = '', ...parameters] = beside;
	const scratch = mkdtempSync(join(tmpdir(), 'atalaya-test-'));
	const words = join(scratch, 'words');
	const out = openSync(words, 'w');
	const child = spawn(process.execPath, [binary(packageName, name), ...parameters], {
		cwd: repository,
		stdio: ['ignore', out, out],
		env: { ...process.env, ...env }
	});
	closeSync(out);
	/** @type {Promise<Count>} */
	const ended = new Promise((resolve) => {
		child.on('error', () => resolve(oneTest(false)));
		child.on('exit', (code) => resolve(oneTest(code === 0)));
	});
	return async () => {
		const count = await ended;
		process.stdout.write(readFileSync(words, 'utf8'));
		rmSync(scratch, { recursive: true, force: true });
		return count;
	};
}

/**
 * @param {Step} step
 * @param {(() => Promise<Count>) | undefined} ahead of a step that was started before
 */
async function timed({ name, run }, ahead) {
	const started = Date.now();
	console.log(`\n== ${name}`);
	const count = ahead ? await ahead() : run();
	const { passed, failed, skipped } = count;
	if (failed > 0) complaints.push(`FAILED: ${name} (${failed})`);
	const outcome = failed > 0 ? 'FAILED' : 'ok';
	const share = `${passed} of ${passed + failed + skipped}`;
	console.log(`== ${name}: ${outcome}, ${share}, ${secondsSince(started)} s`);
	return count;
}

/** @param {number} started */
function secondsSince(started) {
	return ((Date.now() - started) / 1000).toFixed(1);
}

/**
 * A command of a package, run by this Node.
 *
 * @param {string} packageName
 * @param {string} name
 * @param {string[]} parameters
 */
function command(packageName, name, parameters) {
	return yesOrNo([binary(packageName, name), ...parameters]);
}

/**
 * @param {string} packageName
 * @param {string} name
 */
function binary(packageName, name) {
	const folder = join(repository, 'node_modules', packageName);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/**
 * @param {string[]} parameters of Node
 * @returns {Count}
 */
function yesOrNo(parameters) {
	return oneTest(runNode(parameters) === 0);
}

/**
 * @param {boolean} isPassed
 * @returns {Count}
 */
function oneTest(isPassed) {
	return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

/**
 * @param {string[]} parameters
 * @param {Record<string, string>} [env]
 */
function runNode(parameters, env = {}) {
	/** @type {import('node:child_process').StdioOptions} */
	const stdio = ['ignore', 'inherit', 'inherit'];
	const settings = { cwd: repository, stdio, env: { ...process.env, TZ: 'UTC', ...env } };
	return spawnSync(process.execPath, parameters, settings).status;
}

/**
 * @param {string} config
 * @param {Record<string, string>} [env]
 * @param {readonly string[]} [oracleIds] that a test must name
 * @returns {Count}
 */
function vitest(config, env = {}, oracleIds = []) {
	const scratch = mkdtempSync(join(tmpdir(), 'atalaya-test-'));
	const report = join(scratch, 'report.json');
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const parameters = [binary('vitest', 'vitest'), 'run', '--config', config, ...reporters];
	const exitCode = runNode(parameters, env);
	const text = existsSync(report) ? readFileSync(report, 'utf8') : undefined;
	rmSync(scratch, { recursive: true, force: true });
	if (text === undefined) {
		complaints.push(`vitest wrote no report: ${config}`);
		return oneTest(false);
	}
	const hasOracle = process.env.ATALAYA_SHARED !== undefined;
	const run = { exitCode, root: repository, hasOracle, oracleIds };
	const judged = countReport(JSON.parse(text), run);
	complaints.push(...judged.complaints);
	return judged.count;
}

/** The questions that R answered, where its answers are. */
function oracleIds() {
	const shared = process.env.ATALAYA_SHARED;
	const path = shared && join(shared, 'oracle', 'survey', 'cases.json');
	if (!path || !existsSync(path)) return [];
	/** @type {{ cases: { id: string }[] }} */
	const { cases } = JSON.parse(readFileSync(path, 'utf8'));
	return cases.map(({ id }) => id);
}

/** @returns {Count} */
function browserTests() {
	const config = 'tests/browser/vitest.config.ts';
	const chromium = provideChromium();
	if (chromium !== undefined) return vitest(config, { CHROME_PATH: chromium });
	const isDemanded = !['', 'false', undefined].includes(process.env.CI);
	const tests = countTests(config);
	const fate = isDemanded ? 'failed' : 'skipped';
	complaints.push(`no Chromium, ${tests} browser tests ${fate}: install one or set CHROME_PATH`);
	return { passed: 0, failed: 0, skipped: 0, [fate]: tests };
}

/** @param {string} config */
function countTests(config) {
	const parameters = [binary('vitest', 'vitest'), 'list', '--json', '--config', config];
	const { stdout } = spawnSync(process.execPath, parameters, { cwd: repository, encoding: 'utf8' });
	try {
		return Math.max(1, JSON.parse(stdout).length);
	} catch {
		return 1;
	}
}
