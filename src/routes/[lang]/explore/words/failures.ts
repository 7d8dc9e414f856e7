import { EngineError, type EngineFault } from '#lib/engine/engine-error.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';

type FileFault = Extract<EngineFault, `file-${string}`>;

const faults: Readonly<Record<Exclude<EngineFault, FileFault>, typeof m.fail_query>> = {
	'no-webassembly': m.fail_no_webassembly,
	'slow-start': m.fail_slow_start,
	start: m.fail_start,
	stopped: m.fail_stopped,
	memory: m.fail_memory,
	data: m.fail_data
};

const fileFaults: Readonly<Record<FileFault, typeof m.fail_file_missing>> = {
	'file-missing': m.fail_file_missing,
	'file-refused': m.fail_file_refused,
	'file-unreachable': m.fail_file_unreachable,
	'file-cut': m.fail_file_cut,
	'file-changed': m.fail_file_changed,
	'file-unreadable': m.fail_file_unreadable
};

const isFileFault = (fault: EngineFault): fault is FileFault => fault in fileFaults;

/** Whether a file of the release is at fault, on the host or on the way. */
export const isAboutFile = (error: unknown): boolean =>
	error instanceof EngineError && isFileFault(error.fault);

/** What happened, and what the reader can do. */
export function failureText(error: unknown, locale: Locale): string {
	if (!(error instanceof EngineError)) return m.fail_query({}, { locale });
	const { fault, file } = error;
	if (!isFileFault(fault)) return faults[fault]({}, { locale });
	const said = fileFaults[fault]({ file: file?.path ?? '' }, { locale });
	if (fault !== 'file-cut' || !file?.bytes) return said;
	const { found, expected } = file.bytes;
	const bytes = { found: count(found, locale), expected: count(expected, locale) };
	return `${said} ${m.fail_file_cut_bytes(bytes, { locale })}`;
}

/** For whoever repairs it. */
export const technicalText = (error: unknown): string =>
	String(error).split('\n')[0]?.slice(0, 200) ?? '';
