import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { DataError } from '#lib/errors.ts';
import { hasR } from './r.ts';

const repository = join(import.meta.dirname, '../..');

/** The folder with R's answers and real microdata; undefined where there is none. */
const sharedFolder = folderFrom('ATALAYA_SHARED', join(repository, '..', 'shared'));

/** The folder with real microdata; undefined where there is none. */
const sourcesFolder = folderFrom('ATALAYA_SOURCES', join(repository, '..', 'shared', 'data'));

function folderFrom(name: string, usual: string): string | undefined {
	const asked = process.env[name];
	if (asked === undefined || asked === '') return existsSync(usual) ? usual : undefined;
	if (!existsSync(asked)) throw new DataError(`${name} names no folder: ${asked}`);
	return asked;
}

/** `describe` for claims about real microdata in one folder of the sources, e.g. `co_encspa2019`. */
export function describeWithSources(name: string, folder: string, claims: () => void): void {
	const isThere = sourcesFolder !== undefined && existsSync(join(sourcesFolder, folder));
	describeIf(isThere, name, `source files not here: ${folder}`, claims);
}

/** `describe` for claims judged by R's answers in the shared folder, which may be read at once. */
export function describeWithOracle(name: string, claims: () => void): void {
	const isThere = sharedFolder !== undefined && existsSync(join(sharedFolder, 'oracle'));
	describeIf(isThere, name, "R's answers not here: shared/oracle", claims);
}

/** `describe` for claims held against a document of the shared references, e.g. `seeds.md`. */
export function describeWithReference(name: string, file: string, claims: () => void): void {
	const isThere = sharedFolder !== undefined && existsSync(join(sharedFolder, 'reference', file));
	describeIf(isThere, name, `document not here: shared/reference/${file}`, claims);
}

/** `describe` for claims that R itself judges, with its package survey on this machine. */
export function describeWithR(name: string, claims: () => void): void {
	describeIf(hasR(), name, 'R with its package survey is not on this machine', claims);
}

function describeIf(isThere: boolean, name: string, absence: string, claims: () => void): void {
	if (isThere) describe(name, claims);
	else {
		describe(name, () => {
			test.skip(absence);
		});
	}
}

/** The path of a source file; only inside `describeWithSources`. */
export function sourceFile(path: string): string {
	return fileIn(sourcesFolder, path);
}

/** The path of a file of R's answers, e.g. `survey/cases.json`; only inside `describeWithOracle`. */
export function oracleFile(path: string): string {
	return fileIn(sharedFolder, join('oracle', path));
}

/** The path of a reference document; only inside `describeWithReference`. */
export function referenceFile(path: string): string {
	return fileIn(sharedFolder, join('reference', path));
}

function fileIn(folder: string | undefined, path: string): string {
	const file = join(folder ?? '', path);
	if (folder === undefined || !existsSync(file)) throw new DataError(`no such file: ${path}`);
	return file;
}
