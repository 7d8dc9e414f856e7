import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { QualityProfiles } from '#lib/estimate/verdict.ts';
import { choices } from '#lib/model/nearest-name.ts';
import { qualityProfile } from '#lib/model/quality-profile.ts';
import { pathsFor } from '../paths.ts';

/** Declared quality profiles, read when somebody asks for one. */
export function qualityProfiles(ids: readonly string[]): QualityProfiles {
	const folder = profileFolder();
	const found = ids.filter((id) => existsSync(join(folder, `${id}.yaml`)));
	return new Map(
		found.map((id) => {
			const text = readFileSync(join(folder, `${id}.yaml`), 'utf8');
			return [id, qualityProfile.parse(parse(text))];
		})
	);
}

/** What to choose from, for somebody who asked for a profile that is not there. */
export function knownProfiles(asked: string): string {
	const folder = profileFolder();
	const names = existsSync(folder) ? readdirSync(folder) : [];
	const ids = names.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -5));
	return choices(asked, ids.sort());
}

const profileFolder = () => join(pathsFor({ profile: 'local' }).declarations, 'quality');
