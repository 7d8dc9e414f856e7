import { writeFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { DataError } from '#lib/errors.ts';

const usage = `atalaya build [--profile local|public]   declarations and source files to a release
atalaya validate [--json]                 check every declaration, and name every error at once
atalaya inspect FILE [--dictionary FILE ...] [--out survey.yaml [--force]] [--json]
                                          what is in a file, and the draft of a survey.yaml
atalaya init DIR [--empty]                a folder for an observatory of its own
atalaya diff A B [--json] [--out FILE] [--tolerance 0] [--limit 20] [--profile local|public]
                                          what changed between two releases
atalaya freeze --indicator ID --survey ID [--territory ID] [--group concept=category ...]
               [--question ID] --role TEXT --why TEXT --language es [--out FILE]
                                          a baseline from a figure of the release that stands
atalaya freeze --revise BASELINE --why TEXT --language es
                                          what a later release says, beside the frozen value
atalaya simulate --out FOLDER [--scenario demo] --wave 2022   write a simulated survey and its truth
atalaya estimate REQUESTS.json [--out FILE] [--r FOLDER] [--pretty]   estimates from a data file
atalaya COMMAND --help                    more about a command`;

const say = (text: string) => process.stdout.write(text);

/** Of `diff` 1 means a difference. */
const failure = process.argv.includes('diff') ? 2 : 1;

/** An option that is not known is an error like any other. */
function parsed<Config extends ParseArgsConfig>(config: Config) {
	try {
		return parseArgs(config);
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(failure);
	}
}

const { values, positionals } = parsed({
	allowPositionals: true,
	options: {
		profile: { type: 'string', default: 'local' },
		out: { type: 'string' },
		scenario: { type: 'string', default: 'demo' },
		wave: { type: 'string' },
		r: { type: 'string' },
		pretty: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		tolerance: { type: 'string' },
		limit: { type: 'string' },
		dictionary: { type: 'string', multiple: true, default: [] },
		force: { type: 'boolean', default: false },
		empty: { type: 'boolean', default: false },
		indicator: { type: 'string' },
		survey: { type: 'string' },
		territory: { type: 'string' },
		group: { type: 'string', multiple: true },
		question: { type: 'string' },
		role: { type: 'string' },
		why: { type: 'string' },
		language: { type: 'string' },
		revise: { type: 'string' },
		help: { type: 'boolean', short: 'h', default: false }
	}
});

// Each command loads what it needs when it is asked for: a build that finds nothing changed has to
// be quick.

async function build() {
	const { buildRelease } = await import('./release/build.ts');
	const profile = await profileAsked();
	const isTerminal = process.stdout.isTTY;
	const { changed, release } = await buildRelease({ profile, progress: say, isTerminal });
	say(`release ${release}, profile ${profile}: ${changed ? 'built' : 'nothing changed'}\n`);
}

async function profileAsked() {
	const { profile } = await import('#lib/model/manifest.ts');
	const asked = profile.safeParse(values.profile);
	if (!asked.success) throw new DataError(`not a profile, local or public: ${values.profile}`);
	return asked.data;
}

async function validate() {
	const { pathsFor } = await import('./paths.ts');
	const { validation } = await import('./declarations/validate.ts');
	const { declarations } = pathsFor({ profile: 'local' });
	const { isValid, text } = validation(declarations, { json: values.json });
	say(text);
	if (!isValid) process.exitCode = 1;
}

async function simulate() {
	if (!values.out || !values.wave) throw new DataError(`simulate needs --out and --wave\n${usage}`);
	const { writeSimulation } = await import('./simulate/simulate.ts');
	await writeSimulation(values.out, values.scenario, values.wave);
	say(`wrote ${values.out}\n`);
}

async function estimate() {
	const [, path] = positionals;
	if (path === undefined) throw new DataError(`estimate needs a file of requests\n${usage}`);
	const { estimateFile } = await import('./requests/estimate-file.ts');
	const answer = await estimateFile(path, { scripts: values.r });
	const text = `${JSON.stringify(answer, null, values.pretty ? 2 : undefined)}\n`;
	if (values.out === undefined) say(text);
	else writeFileSync(values.out, text);
	for (const result of answer.results) {
		if (!('error' in result)) continue;
		const { field, message, more = [] } = result.error;
		for (const one of [{ field, message }, ...more])
			process.stderr.write(`${one.field ?? result.id}: ${one.message}\n`);
		process.exitCode = 1;
	}
}

async function diff() {
	const [, before, after, ...others] = positionals;
	if (!before || !after || others.length > 0)
		throw new DataError(`diff needs two releases\n${usage}`);
	const { pathsFor } = await import('./paths.ts');
	const { diffReport } = await import('./diff/diff-report.ts');
	const { data } = pathsFor({ profile: await profileAsked() });
	const { json, tolerance, limit } = values;
	const { text, different } = await diffReport([before, after], { data, json, tolerance, limit });
	if (values.out === undefined) say(text);
	else writeFileSync(values.out, text);
	process.exitCode = different ? 1 : 0;
}

async function inspect() {
	const [, path, ...others] = positionals;
	if (path === undefined || others.length > 0)
		throw new DataError(`inspect needs one file\n${usage}`);
	const { pathsFor } = await import('./paths.ts');
	const { inspectFile } = await import('./inspect/inspect-command.ts');
	const { out, force, json, dictionary: dictionaries } = values;
	const paths = pathsFor({ profile: 'local' });
	say(await inspectFile(path, { paths, dictionaries, out, force, json }));
}

async function init() {
	const [, folder, ...others] = positionals;
	if (folder === undefined || others.length > 0)
		throw new DataError(`init needs one folder\n${usage}`);
	const { makeInstanceFolder } = await import('./init/instance-folder.ts');
	const files = makeInstanceFolder(folder, { today: new Date(), empty: values.empty });
	say(`wrote ${files} files; the first ten minutes are in ${folder}/README.md\n`);
}

async function freeze() {
	const { pathsFor } = await import('./paths.ts');
	const { why, language, revise, indicator, survey, territory, group, question, role, out } =
		values;
	const decided = { why, language, paths: pathsFor({ profile: await profileAsked() }) };
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

async function helpOf(command: string): Promise<string> {
	if (command !== 'estimate') return usage;
	return (await import('./requests/estimate-help.ts')).estimateHelp;
}

const commands: Record<string, () => void | Promise<void>> = {
	build,
	validate,
	inspect,
	init,
	diff,
	freeze,
	simulate,
	estimate
};

try {
	const name = positionals[0] ?? '';
	const command = commands[name];
	if (values.help) say(`${await helpOf(name)}\n`);
	else if (!command) throw new DataError(usage);
	else await command();
} catch (error) {
	const isExpected = error instanceof DataError;
	process.stderr.write(
		`\n${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`
	);
	process.exitCode = failure;
}
