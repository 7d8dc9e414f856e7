import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DataError } from '#lib/errors.ts';
import { profile as profileSchema } from '#lib/model/manifest.ts';
import { buildRelease } from './build.ts';
import { readDeclarations } from './declarations.ts';
import { estimateFile } from './estimate-file.ts';
import { estimateHelp } from './estimate-help.ts';
import { pathsFor } from './paths.ts';
import { writeSimulation } from './simulate/simulate.ts';

const usage = `atalaya build [--profile local|public]   declarations and source files to a release
atalaya validate                          check every declaration
atalaya simulate --out FOLDER [--scenario demo] --wave 2022   write a simulated survey and its truth
atalaya estimate REQUESTS.json [--out FILE] [--r FOLDER] [--pretty]   estimates from a data file
atalaya COMMAND --help                    more about a command`;

const help: Readonly<Record<string, string>> = { estimate: estimateHelp };

const say = (text: string) => process.stdout.write(text);

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		profile: { type: 'string', default: 'local' },
		out: { type: 'string' },
		scenario: { type: 'string', default: 'demo' },
		wave: { type: 'string' },
		r: { type: 'string' },
		pretty: { type: 'boolean', default: false },
		help: { type: 'boolean', short: 'h', default: false }
	}
});

async function build() {
	const profile = profileSchema.parse(values.profile);
	const isTerminal = process.stdout.isTTY;
	const { changed, release } = await buildRelease({ profile, progress: say, isTerminal });
	say(`release ${release}, profile ${profile}: ${changed ? 'built' : 'nothing changed'}\n`);
}

function validate() {
	const { declarations } = pathsFor({ profile: 'local' });
	const { surveys, concepts, indicators } = readDeclarations(declarations);
	say(
		`${surveys.length} surveys, ${concepts.size} concepts, ${indicators.length} indicators: no errors\n`
	);
}

async function simulate() {
	if (!values.out || !values.wave) throw new DataError(`simulate needs --out and --wave\n${usage}`);
	await writeSimulation(values.out, values.scenario, values.wave);
	say(`wrote ${values.out}\n`);
}

async function estimate() {
	const [, path] = positionals;
	if (path === undefined) throw new DataError(`estimate needs a file of requests\n${usage}`);
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

const commands: Record<string, () => void | Promise<void>> = {
	build,
	validate,
	simulate,
	estimate
};

try {
	const name = positionals[0] ?? '';
	const command = commands[name];
	if (values.help) say(`${help[name] ?? usage}\n`);
	else if (!command) throw new DataError(usage);
	else await command();
} catch (error) {
	const isExpected = error instanceof DataError;
	process.stderr.write(
		`\n${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`
	);
	process.exitCode = 1;
}
