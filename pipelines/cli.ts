import { writeFileSync } from 'node:fs';
import { DataError } from '#lib/errors.ts';
import { type CommandName, commandNames, generalUsage, helpOf, usageOf } from './command-help.ts';
import { commandLine, failureCode } from './command-line.ts';
import type { RequestError } from './requests/request-document.ts';

const say = (text: string) => process.stdout.write(text);

type CommandLine = ReturnType<typeof commandLine>;

// Each command loads what it needs when it is asked for: a build that finds nothing changed has to
// be quick.

async function build({ values }: CommandLine) {
	const { buildRelease } = await import('./release/build.ts');
	const profile = await profileAsked(values);
	const isTerminal = process.stdout.isTTY;
	const { changed, release } = await buildRelease({ profile, progress: say, isTerminal });
	say(`release ${release}, profile ${profile}: ${changed ? 'built' : 'nothing changed'}\n`);
}

async function profileAsked(values: CommandLine['values']) {
	const { profile } = await import('#lib/model/manifest.ts');
	const asked = profile.safeParse(values.profile);
	if (!asked.success) throw new DataError(`not a profile, local or public: ${values.profile}`);
	return asked.data;
}

async function validate({ values }: CommandLine) {
	const { pathsFor } = await import('./paths.ts');
	const { validation } = await import('./declarations/validate.ts');
	const { declarations } = pathsFor({ profile: 'local' });
	const { isValid, text } = validation(declarations, { json: values.json });
	say(text);
	if (!isValid) process.exitCode = 1;
}

async function simulate({ values }: CommandLine) {
	const { out, scenario, wave, programme } = values;
	if (!out || (wave === undefined) === (programme === undefined))
		throw new DataError(
			`simulate needs --out, and one of --wave and --programme\n${usageOf('simulate')}`
		);
	if (wave !== undefined) {
		const { writeSimulation } = await import('./simulate/simulate.ts');
		await writeSimulation(out, scenario, wave);
	}
	if (programme !== undefined) {
		const { writeProgramme } = await import('./simulate/programmes/programme-simulation.ts');
		await writeProgramme(out, programme);
	}
	say(`wrote ${out}\n`);
}

async function estimate({ values, positionals }: CommandLine) {
	const [, path] = positionals;
	if (path === undefined)
		throw new DataError(`estimate needs a file of requests\n${usageOf('estimate')}`);
	const { estimateFile } = await import('./requests/estimate-file.ts');
	const answer = await estimateFile(path, { scripts: values.r });
	writeAnswer(answer, values);
	for (const result of answer.results) if ('error' in result) sayFault(result);
}

async function impact({ values, positionals }: CommandLine) {
	const [, path] = positionals;
	if (path === undefined)
		throw new DataError(`impact needs a file of requests\n${usageOf('impact')}`);
	const { impactFileAnswer } = await import('./requests/impact-file.ts');
	const answer = await impactFileAnswer(path, { scripts: values.r });
	writeAnswer(answer, values);
	for (const result of answer.results)
		if ('error' in result) sayFault(result);
		else if (result.answer.refusal)
			process.stderr.write(`${result.id}: refused: ${result.answer.refusal.reason}\n`);
}

function writeAnswer(answer: unknown, { out, pretty }: CommandLine['values']) {
	const text = `${JSON.stringify(answer, null, pretty ? 2 : undefined)}\n`;
	if (out === undefined) say(text);
	else writeFileSync(out, text);
}

function sayFault({ id, error }: { readonly id: string; readonly error: RequestError }) {
	const { field, message, more = [] } = error;
	for (const one of [{ field, message }, ...more])
		process.stderr.write(`${one.field ?? id}: ${one.message}\n`);
	process.exitCode = 1;
}

async function diff({ values, positionals }: CommandLine) {
	const [, before, after, ...others] = positionals;
	if (!before || !after || others.length > 0)
		throw new DataError(`diff needs two releases\n${usageOf('diff')}`);
	const { pathsFor } = await import('./paths.ts');
	const { diffReport } = await import('./diff/diff-report.ts');
	const { data } = pathsFor({ profile: await profileAsked(values) });
	const { json, tolerance, limit } = values;
	const { text, different } = await diffReport([before, after], { data, json, tolerance, limit });
	if (values.out === undefined) say(text);
	else writeFileSync(values.out, text);
	process.exitCode = different ? 1 : 0;
}

async function inspect({ values, positionals }: CommandLine) {
	const [, path, ...others] = positionals;
	for (const option of ['keys', 'k', 'survey'] as const)
		if (!values.risk && values[option] !== undefined)
			throw new DataError(`only with --risk: --${option}`);
	const { pathsFor } = await import('./paths.ts');
	const paths = pathsFor({ profile: 'local' });
	if (values.survey !== undefined) {
		if (path !== undefined)
			throw new DataError(`inspect --risk takes a file or a survey, not both: ${path}`);
		const { surveyRiskText } = await import('./inspect/survey-risk.ts');
		say(await surveyRiskText(values.survey, paths));
		return;
	}
	if (path === undefined || others.length > 0)
		throw new DataError(`inspect needs one file\n${usageOf('inspect')}`);
	const { inspectFile } = await import('./inspect/inspect-command.ts');
	const { out, force, json, dictionary: dictionaries, 'max-unfolded': maxUnfolded } = values;
	const risk = values.risk ? { risk: riskAsked(values) } : {};
	const asked = { paths, dictionaries, maxUnfolded, out, force, json, ...risk };
	say(await inspectFile(path, { ...asked, isTerminal: process.stdout.isTTY }));
}

function riskAsked(values: CommandLine['values']) {
	const k = Number(values.k ?? 5);
	if (!(Number.isInteger(k) && k >= 2)) throw new DataError(`--k is 2 or more: ${values.k}`);
	const keys = values.keys?.split(',').map((name) => name.trim());
	return { k, keys: keys?.filter((name) => name !== '') };
}

async function init({ values, positionals }: CommandLine) {
	const [, folder, ...others] = positionals;
	if (folder === undefined || others.length > 0)
		throw new DataError(`init needs one folder\n${usageOf('init')}`);
	const { makeInstanceFolder } = await import('./init/instance-folder.ts');
	const files = makeInstanceFolder(folder, { today: new Date(), empty: values.empty });
	say(`wrote ${files} files; the first ten minutes are in ${folder}/README.md\n`);
}

async function freeze({ values }: CommandLine) {
	const { pathsFor } = await import('./paths.ts');
	const { why, language, revise, indicator, survey, territory, group, question, role, out } =
		values;
	const decided = { why, language, paths: pathsFor({ profile: await profileAsked(values) }) };
	const figure = { indicator, survey, territory, group, question, role, out };
	if (revise === undefined) {
		const { freezeFigure } = await import('./freeze/freeze.ts');
		say(await freezeFigure({ ...figure, ...decided }));
		return;
	}
	for (const [option, value] of Object.entries(figure))
		if (value !== undefined)
			throw new DataError(`--revise takes what the baseline says, without --${option}`);
	const { reviseBaseline } = await import('./freeze/freeze-revision.ts');
	say(await reviseBaseline({ id: revise, ...decided }));
}

async function framework({ values, positionals }: CommandLine) {
	const [, path, ...others] = positionals;
	if (path === undefined || others.length > 0)
		throw new DataError(`framework needs one file\n${usageOf('framework')}`);
	const { pathsFor } = await import('./paths.ts');
	const { importedFramework } = await import('./frameworks/framework-command.ts');
	const { declarations } = pathsFor({ profile: 'local' });
	const today = new Date().toISOString().slice(0, 10);
	const { out, iati, json } = values;
	const { text, isValid } = await importedFramework(path, { declarations, today, out, iati, json });
	say(text);
	if (!isValid) process.exitCode = 1;
}

async function questionnaire({ values, positionals }: CommandLine) {
	const [, action, what, ...others] = positionals;
	if (what === undefined || others.length > 0 || (action !== 'blank' && action !== 'read'))
		throw new DataError(`questionnaire needs blank NAME or read FILE\n${usageOf('questionnaire')}`);
	const { pathsFor } = await import('./paths.ts');
	const { blankQuestionnaire, filledQuestionnaire } =
		await import('./questionnaires/questionnaire-command.ts');
	const { declarations } = pathsFor({ profile: 'local' });
	const here = { declarations, today: new Date().toISOString().slice(0, 10), out: values.out };
	if (action === 'blank') {
		say(await blankQuestionnaire(what, { ...here, language: values.language ?? 'es' }));
		return;
	}
	const { text, isValid } = await filledQuestionnaire(what, { ...here, json: values.json });
	say(text);
	if (!isValid) process.exitCode = 1;
}

const commands: Record<CommandName, (line: CommandLine) => Promise<void>> = {
	build,
	validate,
	inspect,
	init,
	diff,
	freeze,
	simulate,
	estimate,
	impact,
	framework,
	questionnaire
};

async function run(args: readonly string[]): Promise<void> {
	const line = commandLine(args);
	const [word] = line.positionals;
	const name = commandNames.find((one) => one === word);
	if (line.values.help) say(`${name ? helpOf(name) : generalUsage}\n`);
	else if (name) await commands[name](line);
	else
		throw new DataError(
			word === undefined ? generalUsage : `${generalUsage}\n\nno command: ${word}`
		);
}

const args = process.argv.slice(2);
try {
	await run(args);
} catch (error) {
	const isExpected = error instanceof DataError;
	process.stderr.write(
		`\n${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`
	);
	process.exitCode = failureCode(args);
}
