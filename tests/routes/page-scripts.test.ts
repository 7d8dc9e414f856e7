import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import { type Catalogue, catalogue } from '#lib/model/catalogue.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { comparedParts } from '../../src/routes/[lang]/explore/compared-parts.ts';
import { exploreAnswer } from '../../src/routes/[lang]/explore/explore-answer.ts';
import {
	type PageScript,
	answerScript,
	comparisonScript
} from '../../src/routes/[lang]/explore/scripts.ts';
import type { WordsOptions } from '../../src/routes/[lang]/explore/words/labels.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { releaseFolder } from '../support/built-release.ts';
import { testRules } from '../support/disclosure.ts';
import {
	type GuardedRelease,
	guardedInstance,
	guardedRelease
} from '../support/guarded-instance.ts';
import type { Instance } from '../support/instance.ts';
import { nodeReleaseEngine } from '../support/node-release-engine.ts';
import {
	expectComparisons,
	expectFigures,
	expectStandardised,
	preparedScript,
	roundedTo
} from '../support/page-script-answers.ts';
import { printedByR } from '../support/r.ts';
import { readyEngine } from '../support/ready-engine.ts';
import { describeWithR } from '../support/sources.ts';
import { makeCountries } from '../support/two-countries.ts';

const { signal } = new AbortController();
const scratch = mkdtempSync(join(tmpdir(), 'atalaya-page-scripts-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const catalogueOf = (folder: string): Catalogue =>
	catalogue.parse(JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')) as unknown);

/** A release, what answers from it, and where its files lie. */
interface Asked {
	readonly known: Catalogue;
	readonly engine: ReleaseEngine;
	/** Folders with the rows of the release or the files of a producer. */
	readonly folders: readonly string[];
}

async function answered(changes: object, { known, engine }: Asked): Promise<WordsOptions> {
	const view: ExploreView = exploreView.parse(changes);
	const resolved = resolvedView(known, view);
	if (typeof resolved === 'string') throw new Error(resolved);
	expect(resolved.dropped).toEqual([]);
	const { answers, compared } = await exploreAnswer(engine, resolved, {
		...{ catalogue: known, signal, path: '' }
	});
	const [first, ...others] = answers;
	return { catalogue: known, resolved, answers: [first!, ...others], compared, locale: 'es' };
}

/** A view answered, its scripts in folders of their own, and what R printed of each. */
interface Run {
	readonly words: WordsOptions;
	/** Of every source, or of the comparison. */
	readonly shown: readonly PageScript[];
	readonly paths: readonly string[];
}

/** Asks all views, and then R once for all: starting it costs more than a script. */
async function runs(views: Readonly<Record<string, object>>, asked: Asked) {
	const found = new Map<string, Run>();
	for (const [name, view] of Object.entries(views)) {
		const words = await answered(view, asked);
		const parts = comparedParts(words);
		const shown = (
			parts
				? [comparisonScript(words, parts, 'r1')]
				: words.answers.map((source) => answerScript(words, source, 'r1'))
		).filter((one) => one !== undefined);
		const fileOf = (file: string) =>
			asked.folders.map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? file;
		const paths = shown.map((one, i) =>
			preparedScript(one, { folder: join(mkdtempSync(join(scratch, 'run-')), String(i)), fileOf })
		);
		found.set(name, { words, shown, paths });
	}
	const printed = printedByR([...found.values()].flatMap(({ paths }) => paths));
	return (name: string) => {
		const { words, shown, paths } = found.get(name)!;
		return { words, shown, rows: paths.map((path) => printed.get(path)!) };
	};
}

type Runs = Awaited<ReturnType<typeof runs>>;

const comparisonsOf = ({ compared }: WordsOptions) =>
	compared.flatMap(({ key, result }) =>
		result.kind === 'compared' ? [[key, result.comparison] as const] : []
	);

const ofKind = (views: Readonly<Record<string, object>>, end: string) =>
	Object.keys(views).filter((name) => name.startsWith(end));

const north = { survey: 'north-2024', indicator: 'sees-sale' };
const south = { ...north, also: ['south-2023'] };
const adults = [{ concept: 'age_class', categories: ['age-15-24', 'age-25-64'] }];
const answers = { concept: 'sees_sale', unit: 'person', statistic: 'distribution', categories: [] };
const compare = (against: string, kind = 'difference') => ({ against, kind, anyway: true });

const openViews: Readonly<Record<string, object>> = {
	'an answer with two breakdowns and a filter': { ...north, by: ['sex', 'area'], where: adults },
	'an answer whose unsure people another source decides on': { ...south, by: ['sex'] },
	'a comparison of groups': { ...north, by: ['sex'], compare: compare('north-2024:man') },
	'a comparison as a ratio': {
		...{ ...north, by: ['sex', 'area'] },
		compare: compare('north-2024:man:town', 'ratio')
	},
	'a comparison of answers': {
		...{ survey: 'north-2024', of: answers, by: ['sex'], where: adults },
		compare: compare('north-2024:man:yes')
	},
	'a comparison of two sources': { ...south, compare: compare('north-2024') },
	'a comparison of groups and sources': {
		...{ ...south, by: ['sex'] },
		compare: compare('north-2024:man', 'ratio')
	},
	'a comparison from the other source': {
		...{ ...south, by: ['sex'], where: adults },
		compare: compare('south-2023:woman')
	},
	'the standard of groups': { ...north, by: ['sex'], standard: 'age_class' },
	'the standard of everybody': { ...north, standard: 'age_class' },
	'the standard of groups of two kinds, with a filter': {
		...{ ...north, by: ['sex', 'area'], where: adults, standard: 'age_class' }
	},
	'the standard of the ages of another source': {
		...{ ...south, by: ['sex'], where: adults, standard: 'age_class' }
	}
};

describeWithR('the script of a page about open surveys', () => {
	let instance: Instance;
	let run: Runs;
	beforeAll(async () => {
		instance = makeCountries({ plan: { breakdowns: ['sex'] } });
		const { root, env } = instance;
		await buildRelease({ profile: 'local', root, env, progress: () => undefined });
		const folder = releaseFolder(root);
		const db = await openDuckDB();
		const known = catalogueOf(folder);
		const engine = nodeReleaseEngine(db, { catalogue: known, folder });
		run = await runs(openViews, { known, engine, folders: [join(folder, 'respondents')] });
		db.close();
	}, 90_000);
	afterAll(() => instance.remove());

	test.for(ofKind(openViews, 'an answer'))('prints the figures of %s', (name) => {
		const { words, rows } = run(name);
		words.answers.forEach(({ answer }, i) => expectFigures(answer.figures, rows[i]!));
	});

	test.for(ofKind(openViews, 'a comparison'))('prints every line of %s', (name) => {
		const { words, rows } = run(name);
		const compared = comparisonsOf(words);
		const between = compared.filter(([key]) => !key.startsWith(words.resolved.view.survey));
		expect(between.length > 0).toBe(words.answers.length > 1);
		expectComparisons(compared, rows[0]!);
	});

	test.for(ofKind(openViews, 'the standard'))('prints the figures with %s', (name) => {
		const { words, rows } = run(name);
		words.answers.forEach(({ answer }, i) => expectStandardised(answer.figures, rows[i]!));
	});
});

const survey = 'test-2024';
const sees = { survey, indicator: 'sees-sale' };
const ages = (...categories: string[]) => [{ concept: 'age', categories }];

const protectedViews: Readonly<Record<string, object>> = {
	published: { ...sees, by: ['sex', 'age'] },
	merged: { ...sees, by: ['sex'], where: ages('young', 'old') },
	withheld: { ...sees, by: ['area'], where: ages('young', 'middle') },
	difference: { ...sees, by: ['age'], compare: compare(`${survey}:young`) },
	ratio: { ...sees, by: ['age'], compare: compare(`${survey}:young`, 'ratio') }
};
const madeViews: Readonly<Record<string, object>> = {
	difference: { ...sees, by: ['sex'], compare: compare(`${survey}:man`) },
	ratio: { ...sees, by: ['sex'], compare: compare(`${survey}:man`, 'ratio') }
};

const mixedViews: Readonly<Record<string, object>> = {
	mixed: { ...sees, also: ['other'], by: ['sex'], compare: compare(`${survey}:man`) }
};

/** The survey beside itself, as if it were another one with the same figures. */
async function besideItself(asked: Omit<Asked, 'engine'>, folder: string): Promise<Asked> {
	const [one] = asked.known.surveys;
	const known = { ...asked.known, surveys: [one!, { ...one!, id: 'other' }] };
	const figures = await readyEngine(folder).published(sees, signal);
	const engine = readyEngine(folder, { published: () => Promise.resolve(figures) });
	return { ...asked, known, engine };
}

describeWithR('the script of a page about a protected survey', () => {
	let instance: Instance;
	let release: GuardedRelease;
	let run: Runs;
	let made: Runs;
	let mixed: Runs;
	beforeAll(async () => {
		instance = guardedInstance();
		instance.yaml('data/disclosure/test-rules.yaml', { ...testRules, replicates: 10 });
		release = await guardedRelease(instance);
		const { folder } = release;
		const asked = { known: catalogueOf(folder), folders: [join(instance.root, 'sources')] };
		run = await runs(protectedViews, { ...asked, engine: readyEngine(folder) });
		const poorer = readyEngine(folder, { replicates: () => Promise.resolve([]) });
		made = await runs(madeViews, { ...asked, engine: poorer });
		mixed = await runs(mixedViews, await besideItself(asked, folder));
	}, 90_000);
	afterAll(() => {
		release.remove();
		instance.remove();
	});

	const rounded = roundedTo(testRules.rounding.digits);
	/** t and p follow from rounded numbers. */
	const madeNear = () => ({ relative: 1e-4, absolute: 1e-6 });
	const kindsOf = (shown: readonly PageScript[]) =>
		shown.flatMap(({ files }) => files.map(({ kind }) => kind));

	test('prints the published figures, from the files of the producer', () => {
		const { words, shown, rows } = run('published');
		expect(kindsOf(shown)).toEqual(['producer']);
		expectFigures(words.answers[0].answer.figures, rows[0]!, rounded);
	});

	test('prints what was added up, from the published totals alone', () => {
		const { words, shown, rows } = run('merged');
		expect(kindsOf(shown)).toEqual(['totals']);
		const { figures, overall } = words.answers[0].answer;
		expectFigures(figures, rows[0]!);
		const whole = rows[0]!.filter(({ scope }) => scope === 'overall');
		expect(whole).toHaveLength(1);
		const estimate = overall.kind === 'figure' ? overall.estimate : NaN;
		expect(Number(whole[0]!['estimate'])).toAgreeWith(estimate);
	});

	test('has no totals of a figure that is withheld', () => {
		const { shown } = run('withheld');
		const [{ script, files }] = shown as [PageScript];
		const [file] = files;
		const csv = file?.kind === 'totals' ? file.csv : '';
		expect(csv).toContain('south');
		expect(csv).not.toMatch(/east|north|west/);
		expect(script).not.toMatch(/east|north|west/);
	});

	test.for(['difference', 'ratio'])('prints comparisons by totals: %s', (kind) => {
		const { words, shown, rows } = run(kind);
		expect(kindsOf(shown)).toEqual(['totals']);
		expectComparisons(comparisonsOf(words), rows[0]!);
	});

	test.for(['difference', 'ratio'])('prints those the release made of the rows: %s', (kind) => {
		const { words, shown, rows } = made(kind);
		expect(kindsOf(shown)).toEqual(['producer']);
		expectComparisons(comparisonsOf(words), rows[0]!, madeNear);
	});

	test('adjusts p for what it has only the numbers of, too', () => {
		const { words, shown, rows } = mixed('mixed');
		const compared = comparisonsOf(words);
		expect(compared.map(([key]) => key)).toEqual([`${survey}:woman`, 'other:man']);
		expect(shown[0]!.script).toContain('was made of rows that are not published');
		expectComparisons(
			compared.filter(([, { outcome }]) => outcome === 'compared'),
			rows[0]!,
			madeNear
		);
	});
});
