import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { DataError } from '#lib/errors.ts';
import { type Concept, concept } from '#lib/model/concept.ts';
import { type ExploreDefaults, exploreDefaults } from '#lib/model/explore-view.ts';
import { type Indicator, indicator } from '#lib/model/indicator.ts';
import { type ReleaseDeclaration, releaseDeclaration } from '#lib/model/manifest.ts';
import { type QualityProfile, qualityProfile } from '#lib/model/quality-profile.ts';
import { questions } from '#lib/model/question.ts';
import { survey } from '#lib/model/survey.ts';
import { crossCheck } from './cross-check.ts';
import type { DeclaredSurvey, Problem } from './declared-survey.ts';

export interface Declarations {
	readonly surveys: readonly DeclaredSurvey[];
	readonly concepts: ReadonlyMap<string, Concept>;
	readonly indicators: readonly Indicator[];
	readonly quality: readonly QualityProfile[];
	readonly explore: ExploreDefaults;
	readonly release: ReleaseDeclaration;
}

const problemLine = ({ file, path, message }: Problem) =>
	path === '' ? `${file}: ${message}` : `${file}: ${path}: ${message}`;

class Reader {
	readonly problems: Problem[] = [];
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Files of a folder, by name; a folder that is not there holds none. */
	list(folder: string, keep: (name: string) => boolean): string[] {
		const path = join(this.#folder, folder);
		if (!existsSync(path)) return [];
		return readdirSync(path)
			.filter(keep)
			.sort()
			.map((name) => join(folder, name));
	}

	has(file: string): boolean {
		return existsSync(join(this.#folder, file));
	}

	read<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
		const path = join(this.#folder, file);
		const name = relative(process.cwd(), path);
		if (!existsSync(path)) {
			this.problems.push({ file: name, path: '', message: 'file not found' });
			return undefined;
		}
		const lines = new LineCounter();
		const document = parseDocument(readFileSync(path, 'utf8'), {
			lineCounter: lines,
			prettyErrors: true
		});
		for (const { message } of document.errors)
			this.problems.push({ file: name, path: '', message: message.split('\n')[0] ?? message });
		if (document.errors.length > 0) return undefined;
		const parsed = schema.safeParse(document.toJS());
		if (parsed.success) return parsed.data;
		for (const { path, message } of parsed.error.issues)
			this.problems.push({ file: name, path: path.join('.'), message });
		return undefined;
	}
}

const isYaml = (name: string) => name.endsWith('.yaml');

/** Reads and checks every declaration below `folder`; throws one error that lists all problems. */
export function readDeclarations(folder: string): Declarations {
	const reader = new Reader(folder);
	const named = <T extends { id: string }>(file: string, value: T | undefined): T[] => {
		if (value && value.id !== basename(file, '.yaml'))
			reader.problems.push({
				file,
				path: 'id',
				message: `is not the name of the file: ${value.id}`
			});
		return value ? [value] : [];
	};
	const concepts = reader
		.list('concepts', isYaml)
		.flatMap((file) => named(file, reader.read(file, concept)));
	const indicators = reader
		.list('indicators', isYaml)
		.flatMap((file) => named(file, reader.read(file, indicator)));
	const quality = reader
		.list('quality', isYaml)
		.flatMap((file) => named(file, reader.read(file, qualityProfile)));
	const surveys = reader
		.list('surveys', (name) => !name.startsWith('.') && !name.endsWith('.md'))
		.flatMap((at): DeclaredSurvey[] => {
			const file = join(at, 'survey.yaml');
			const declared = reader.read(file, survey);
			const wordings = join(at, 'questions.yaml');
			const asked = reader.has(wordings) ? reader.read(wordings, questions) : [];
			if (declared && declared.id !== basename(at))
				reader.problems.push({
					file,
					path: 'id',
					message: `is not the name of its folder: ${declared.id}`
				});
			return declared && asked ? [{ survey: declared, questions: asked, file }] : [];
		});
	const explore = reader.read('explore.yaml', exploreDefaults);
	const release = reader.read('release.yaml', releaseDeclaration);
	const byId = new Map(concepts.map((c) => [c.id, c]));
	if (reader.problems.length === 0)
		reader.problems.push(...crossCheck({ surveys, concepts: byId, indicators, quality, explore }));
	if (reader.problems.length > 0 || !explore || !release)
		throw new DataError(`declarations have errors\n${reader.problems.map(problemLine).join('\n')}`);
	return { surveys, concepts: byId, indicators, quality, explore, release };
}
