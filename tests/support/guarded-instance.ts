import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';
import { type Paths, pathsFor } from '../../pipelines/paths.ts';
import { ArtefactCache } from '../../pipelines/release/artefact-cache.ts';
import type { AuditOptions } from '../../pipelines/release/audit-release.ts';
import { buildSurveys } from '../../pipelines/release/build-surveys.ts';
import {
	type PublishableSurvey,
	publishableSurveys
} from '../../pipelines/release/protected-figures.ts';
import { assembleRelease } from '../../pipelines/release/release.ts';
import { SourceHashes } from '../../pipelines/release/source-hashes.ts';
import { testRules } from './disclosure.ts';
import { type Declaration, type Instance, makeInstance, testSurvey } from './instance.ts';

const text = (words: string) => ({ es: words, en: words });
const label = (id: string) => ({ id, label: text(id) });

const areas = ['north', 'south', 'east', 'west'] as const;
const ages = ['young', 'middle', 'old'] as const;

/** What nothing but the rows of the survey holds. */
export const canary = 7919.123456789;

/** 900 people; few of the young of the west saw a sale, and few people live in the east. */
function peopleCsv(): string {
	const rows = Array.from({ length: 900 }, (_, i) => {
		const area = i % 40 === 0 ? 2 : [0, 1, 3][i % 3]!;
		const age = Math.floor(i / 3) % 3;
		const sex = 1 + (Math.floor(i / 9) % 2);
		const sees = area === 3 && age === 0 ? (i % 4 === 1 ? 1 : 2) : i % 3 === 0 ? 1 : 2;
		const rare = area === 3 && age === 0 && i % 97 === 2 ? 1 : sees;
		const weight = canary + (i % 7);
		return [i + 1, 1 + (i % 2), Math.floor(i / 30), weight, sex, rare, area + 1, age + 1].join(',');
	});
	return ['id,h,psu,w,sex,sees,area,age', ...rows, ''].join('\n');
}

const coded = (concept: string, variable: string, categories: readonly string[]) => ({
	...{ concept, file: 'people', variable },
	codes: Object.fromEntries(categories.map((id, i) => [String(i + 1), id]))
});

/** The declaration of its survey. */
export const guardedSurvey = (changes: Declaration = {}): Declaration =>
	testSurvey({
		...{ tier: 'protected', synthetic: true, protection: { rules: 'test-rules' } },
		files: [{ id: 'people', path: 'people.csv', format: 'csv', key: ['id'] }],
		mappings: [
			coded('sex', 'sex', ['man', 'woman']),
			coded('sees_sale', 'sees', ['yes', 'no']),
			coded('area', 'area', areas),
			coded('age', 'age', ages)
		],
		...changes
	});

/** An observatory with one protected survey of four areas. */
export function guardedInstance(changes: Declaration = {}): Instance {
	const instance = makeInstance(guardedSurvey(changes));
	instance.write('sources/people.csv', peopleCsv());
	for (const [id, categories] of [['area', areas] as const, ['age', ages] as const])
		instance.yaml(`data/concepts/${id}.yaml`, {
			...{ id, kind: 'category', breakdown: true, label: text(id), definition: text(id) },
			categories: categories.map(label)
		});
	instance.yaml('data/territories/areas.yaml', {
		...{ id: 'areas', level: 'state', source: 'made up' },
		territories: areas.map((id) => ({ id, name: text(id) }))
	});
	instance.yaml('data/territories/published.yaml', { level: 'municipality', minPopulation: 50000 });
	instance.yaml('data/disclosure/test-rules.yaml', testRules);
	instance.yaml('data/estimates.yaml', {
		...{ territories: ['area'], breakdowns: ['sex', 'age'], pairs: [['sex', 'age']] },
		comparisons: [{ kind: 'groups', concept: 'sex', of: 'woman', against: 'man' }]
	});
	return instance;
}

/** A release of the public profile as it lies there before it is looked over. */
export interface GuardedRelease extends AuditOptions {
	readonly surveys: readonly PublishableSurvey[];
	readonly paths: Paths;
	remove(): void;
}

export async function guardedRelease({ root, env }: Instance): Promise<GuardedRelease> {
	const paths = pathsFor({ profile: 'public', root, env });
	const declarations = readDeclarations(paths.declarations);
	const cache = new ArtefactCache(paths.cache, 'test');
	const hashes = new SourceHashes(paths.sourceHashes);
	const quiet = { profile: 'public', progress: () => {} } as const;
	const outcomes = await buildSurveys(declarations, { ...quiet, paths, cache, hashes });
	const guard = { declarations, profile: 'public', cache } as const;
	const surveys = await publishableSurveys(outcomes, guard);
	const folder = mkdtempSync(join(root, 'release-'));
	const own = { profile: 'public', folder, outcomes, surveys, cache, data: paths.data } as const;
	await assembleRelease(declarations, { ...own, series: [], programmes: [] });
	const remove = () => rmSync(folder, { recursive: true, force: true });
	return { ...guard, folder, earlier: [], surveys, paths, remove };
}
