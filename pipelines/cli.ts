import { parseArgs } from 'node:util';
import { DataError } from '#lib/errors.ts';
import { profile as profileSchema } from '#lib/model/manifest.ts';
import { buildRelease } from './build.ts';
import { readDeclarations } from './declarations.ts';
import { pathsFor } from './paths.ts';
import { writeSimulation } from './simulate/simulate.ts';

const usage = `atalaya build [--profile local|public]   declarations and source files to a release
atalaya validate                          check every declaration
atalaya simulate --out FOLDER [--scenario demo] --wave 2022   write a simulated survey and its truth`;

const say = (text: string) => process.stdout.write(text);

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		profile: { type: 'string', default: 'local' },
		out: { type: 'string' },
		scenario: { type: 'string', default: 'demo' },
		wave: { type: 'string' }
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

const commands: Record<string, () => void | Promise<void>> = { build, validate, simulate };

try {
	const command = commands[positionals[0] ?? ''];
	if (!command) throw new DataError(usage);
	await command();
} catch (error) {
	const isExpected = error instanceof DataError;
	process.stderr.write(
		`\n${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`
	);
	process.exitCode = 1;
}
