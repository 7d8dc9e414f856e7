import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { type Manifest, manifest as manifestSchema } from '#lib/model/manifest.ts';
import { fieldProblems } from '#lib/model/problems.ts';
import type { Json } from '#lib/model/release-diff.ts';
import { otherReleases, standing } from '../steps/publish.ts';

export interface ReleaseFolder {
	readonly folder: string;
	readonly manifest: Manifest;
}

/**
 * The folder of a release: `current` and `previous` of those in `data`, a path, or the id or the
 * folder name of one in `data`.
 * @throws DataError where there is none, or more than one.
 */
export function releaseFolder(name: string, data: string): string {
	if (name === 'current' || name === 'previous') return standingFolder(name, data);
	if (existsSync(join(name, 'manifest.json'))) return resolve(name);
	const folders = existsSync(data) ? readdirSync(data, { withFileTypes: true }) : [];
	const found = folders
		.filter((entry) => entry.isDirectory())
		.filter((entry) => entry.name === name || entry.name.startsWith(`${name}.`))
		.map((entry) => join(data, entry.name))
		.filter((folder) => existsSync(join(folder, 'manifest.json')))
		.sort();
	const [only, ...others] = found;
	if (only === undefined) throw new DataError(`no release of this name in ${data}: ${name}`);
	if (others.length > 0)
		throw new DataError(
			`several releases have this name, give the folder of one, ${found.join(' or ')}: ${name}`
		);
	return only;
}

function standingFolder(name: 'current' | 'previous', data: string): string {
	const current = standing(data);
	if (!current) throw new DataError(`no release stands in ${data}: ${name}`);
	if (name === 'current') return join(data, current.path);
	const [previous] = otherReleases(data, { id: current.release, offline: [] });
	if (!previous) throw new DataError(`no release before ${current.release} in ${data}: ${name}`);
	return previous.folder;
}

/**
 * Two releases that may be compared, whole on the disk.
 * @throws DataError where they have different schema versions or profiles, or a file is not there.
 */
export function comparableReleases(
	before: string,
	after: string
): readonly [ReleaseFolder, ReleaseFolder] {
	const versions = [before, after].map(schemaVersionOf);
	if (versions[0] !== versions[1])
		throw new DataError(
			`releases of different schema versions are not compared: ${versions.join(', ')}`
		);
	const releases = [wholeRelease(before), wholeRelease(after)] as const;
	const profiles = releases.map(({ manifest }) => manifest.profile);
	if (profiles[0] !== profiles[1])
		throw new DataError(
			`releases of different profiles are never compared, local rows are not public: ${profiles.join(', ')}`
		);
	return releases;
}

const schemaVersionOf = (folder: string): string =>
	JSON.stringify(
		z.looseObject({ schemaVersion: z.json() }).safeParse(jsonFile(folder, 'manifest.json')).data
			?.schemaVersion ?? null
	);

function wholeRelease(folder: string): ReleaseFolder {
	const input = jsonFile(folder, 'manifest.json');
	const read = manifestSchema.safeParse(input);
	if (!read.success) {
		const [problem] = fieldProblems(read.error, { input, schema: manifestSchema });
		throw new DataError(
			`${join(folder, 'manifest.json')}: ${problem?.field ?? ''}: ${problem?.message ?? ''}`
		);
	}
	for (const { path, bytes } of read.data.artefacts) {
		const at = artefactPath(folder, path);
		const found = existsSync(at) ? `${statSync(at).size} bytes` : 'nothing';
		if (found !== `${bytes} bytes`)
			throw new DataError(`listed with ${bytes} bytes, found ${found}: ${at}`);
	}
	return { folder, manifest: read.data };
}

/** Where an artefact lies; a manifest that leads out of its folder is refused. */
export function artefactPath(folder: string, path: string): string {
	const at = resolve(folder, path);
	if (!at.startsWith(resolve(folder) + sep))
		throw new DataError(`a path out of the release ${folder}: ${path}`);
	return at;
}

/** A document of a release. */
export function jsonFile(folder: string, path: string): Json {
	const at = artefactPath(folder, path);
	try {
		return z.json().parse(JSON.parse(readFileSync(at, 'utf8')));
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new DataError(`not read as JSON, ${why}: ${at}`, { cause });
	}
}
