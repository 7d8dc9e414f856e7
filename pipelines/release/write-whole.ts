import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Replaces a file by one renaming: whoever reads it sees the old text or the new one. */
export function writeWhole(path: string, text: string): void {
	const aside = `${path}.new`;
	const file = openSync(aside, 'w');
	writeSync(file, text);
	fsyncSync(file);
	closeSync(file);
	renameSync(aside, path);
}
