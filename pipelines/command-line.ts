import { type ParseArgsConfig, parseArgs } from 'node:util';
import { DataError } from '#lib/errors.ts';

const options = {
	profile: { type: 'string', default: 'local' },
	out: { type: 'string' },
	scenario: { type: 'string', default: 'demo' },
	wave: { type: 'string' },
	programme: { type: 'string' },
	r: { type: 'string' },
	pretty: { type: 'boolean', default: false },
	json: { type: 'boolean', default: false },
	tolerance: { type: 'string' },
	limit: { type: 'string' },
	dictionary: { type: 'string', multiple: true, default: [] },
	'max-unfolded': { type: 'string' },
	risk: { type: 'boolean', default: false },
	keys: { type: 'string' },
	k: { type: 'string' },
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
	iati: { type: 'string' },
	help: { type: 'boolean', short: 'h', default: false }
} as const satisfies ParseArgsConfig['options'];

/**
 * The options and the words of a command line.
 * @throws DataError for an option that no command has, and for one without its value.
 */
export function commandLine(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], allowPositionals: true, options });
	} catch (cause) {
		throw new DataError(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

/** The word that names the command, even where the options are wrong; '' where there is none. */
function commandWord(args: readonly string[]): string {
	const { positionals } = parseArgs({ args: [...args], strict: false, options });
	return positionals[0] ?? '';
}

/** The exit code of an error: of `diff` 1 means a difference. */
export const failureCode = (args: readonly string[]): number =>
	commandWord(args) === 'diff' ? 2 : 1;
