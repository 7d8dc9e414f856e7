import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type YAMLMap, isMap, isSeq, parseDocument } from 'yaml';
import { DataError } from '#lib/errors.ts';
import { kindNamed, kindNames } from '../declarations/declaration-kinds.ts';
import { pathsFor } from '../paths.ts';
import { ignoredFiles } from './ignored-files.ts';
import { instanceReadme } from './instance-readme.ts';

export interface InstanceFolderOptions {
	/** The day that the draft of the release bears. */
	readonly today: Date;
	/** Without the demonstration surveys: nothing can be built before a survey of its own is there. */
	readonly empty?: boolean;
	/** What it is made from; defaults to the declarations of this project. */
	readonly from?: string;
}

/** Kinds of declarations that any observatory may use as they are. */
const shared = ['concepts', 'disclosure', 'indicators', 'quality', 'territories', 'shapes'];

/** What a baseline consists of: as here, but for series that are not there. */
const frame = 'baseline-frame.yaml';

/** Registers of what anybody may use; the others hold entries of the demonstration. */
const sharedRegisters = [
	...['actors', 'alternatives', 'attendance', 'codes', 'exclusion', 'figures', 'milestones'],
	...['models', 'needs', 'partners', 'places']
];

/** Begins the names of all that belongs to the demonstration. */
const demonstration = /^demo-/;

/**
 * Makes a folder of declarations that `ATALAYA_DATA` may name, ready to be built; returns how many
 * files it holds.
 * @throws DataError where there is something already.
 */
export function makeInstanceFolder(
	folder: string,
	{ today, empty = false, from = projectDeclarations() }: InstanceFolderOptions
): number {
	expectNothing(folder);
	for (const kind of kindNames) mkdirSync(join(folder, kindFolder(kind)), { recursive: true });
	for (const name of shared) copied(join(from, name), join(folder, name), isShared);
	const isWanted = (name: string) =>
		!empty || sharedRegisters.includes(name.replace(/[.]yaml$/, ''));
	copied(join(from, 'registers'), join(folder, 'registers'), isWanted);
	if (!empty)
		for (const name of ['surveys', 'baselines', 'series', 'programmes', 'frameworks'])
			copied(join(from, name), join(folder, name), isDemonstration);
	const surveys = empty ? [] : readdirSync(join(folder, 'surveys'));
	const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
	if (existsSync(join(from, frame)))
		write(frame, withoutOtherSeries(join(from, frame), readdirSync(join(folder, 'series'))));
	write('estimates.yaml', withoutOthers(join(from, 'estimates.yaml'), { ...comparisons, surveys }));
	write(
		'explore.yaml',
		empty ? noView : withoutOthers(join(from, 'explore.yaml'), { ...views, surveys })
	);
	write('release.yaml', draftRelease(today));
	write('README.md', instanceReadme({ empty }));
	write('.gitignore', ignoredFiles);
	return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile()
	).length;
}

const projectDeclarations = () => pathsFor({ profile: 'local', env: {} }).declarations;

const kindFolder = (kind: (typeof kindNames)[number]) =>
	dirname(kindNamed(kind).files.replace(/\*.*$/, '_'));

function expectNothing(folder: string): void {
	const status = statSync(folder, { throwIfNoEntry: false });
	if (!status) return;
	if (!status.isDirectory()) throw new DataError(`not a folder: ${folder}`);
	const [first] = readdirSync(folder);
	if (first !== undefined)
		throw new DataError(
			`folder is not empty, and nothing in it was touched; it holds ${first}: ${folder}`
		);
}

/** Signed judgements and recommended questions are about surveys that are not here. */
const isShared = (name: string) => !['comparability.yaml', 'recommended.yaml'].includes(name);

const isDemonstration = (name: string) => demonstration.test(name);

function copied(from: string, to: string, isWanted: (name: string) => boolean): void {
	if (!existsSync(from)) return;
	for (const name of readdirSync(from).filter(isWanted))
		cpSync(join(from, name), join(to, name), { recursive: true });
}

/** The surveys that an item of a list names. */
type NamedSurveys = (item: YAMLMap) => readonly unknown[];

interface WithoutOthers {
	readonly list: string;
	readonly named: NamedSurveys;
	/** Those that are here. */
	readonly surveys: readonly string[];
}

const views = { list: 'views', named: (view: YAMLMap) => [view.get('survey')] };

const comparisons = {
	list: 'comparisons',
	named: (one: YAMLMap) => (one.get('kind') === 'groups' ? [] : [one.get('of'), one.get('against')])
};

/** A file without the items of a list that name surveys which are not here; all else as it was written. */
function withoutOthers(path: string, { list, named, surveys }: WithoutOthers): string {
	const text = readFileSync(path, 'utf8');
	const items = parseDocument(text).get(list);
	const all = isSeq(items) ? items.items.filter((item) => isMap(item)) : [];
	const starts = all.map((item) => text.lastIndexOf('\n', item.range?.[0] ?? 0) + 1);
	return all.reduceRight((rest, item, i) => {
		if (named(item).every((id) => surveys.includes(String(id)))) return rest;
		return rest.slice(0, starts[i]) + rest.slice(starts[i + 1] ?? item.range?.[2] ?? rest.length);
	}, text);
}

/** A frame whose dimensions name only the series of a folder; all else as it was written. */
function withoutOtherSeries(path: string, files: readonly string[]): string {
	const text = readFileSync(path, 'utf8');
	const dimensions = parseDocument(text).get('dimensions');
	const all = isSeq(dimensions) ? dimensions.items.filter((item) => isMap(item)) : [];
	return all.reduceRight((rest, dimension) => {
		const series = dimension.get('series');
		if (!isSeq(series) || !series.range) return rest;
		const kept = (series.toJSON() as string[]).filter((id) => files.includes(`${id}.yaml`));
		const [start, end] = series.range;
		return `${rest.slice(0, start)}[${kept.join(', ')}]${rest.slice(end)}`;
	}, text);
}

const noView = `# The quality profile by which estimates are labelled.
profile: cepal-2023
# What the explorer opens with: the first of these views that the release can answer. With the first survey:
# - { survey: its id, indicator: one that it answers, by: [at most two concepts] }
views: []
`;

/** In the months of ISO 8601, as releases are called. */
function draftRelease(today: Date): string {
	const day = today.toISOString().slice(0, 10);
	return `# The release that the next build makes. The public profile takes approved releases only: then status is
# approved, approver says who, and approvedOn when.
id: ${day.slice(0, 7)}
date: ${day}
status: draft
`;
}
