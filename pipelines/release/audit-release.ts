import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { baselineTable } from '#lib/model/baseline-table.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { type EstimateRow, comparisonRow, estimateRow } from '#lib/model/estimate-row.ts';
import { explorePage } from '#lib/model/explore-view.ts';
import { type Artefact, manifest as manifestSchema } from '#lib/model/manifest.ts';
import { type FigureKey, replicateRow } from '#lib/model/replicate-row.ts';
import { surveyReport } from '#lib/model/survey-report.ts';
import type { FiguresAudit, Leak } from '../steps/protect/figures/audit-figures.ts';
import { auditReport } from '../steps/protect/figures/audit-report.ts';
import { rowFigure } from '../steps/protect/figures/cell-key.ts';
import {
	type ProtectedSource,
	leakedComparisons
} from '../steps/protect/figures/protect-comparisons.ts';
import { impactPageLeaks } from './audit-impact-pages.ts';
import { baselinePageLeaks } from './audit-baseline-pages.ts';
import { boardPageLeaks } from './audit-board-pages.ts';
import { countryPageLeaks } from './audit-country-pages.ts';
import { experimentLeaks } from './audit-experiments.ts';
import { exclusionPageLeaks } from './audit-exclusion-page.ts';
import type { EarlierRelease } from './earlier-releases.ts';
import {
	type GuardOptions,
	type PublishableSurvey,
	figuresAudit,
	rulesOf
} from './protected-figures.ts';
import { rowsOfFile } from './table-file.ts';

export interface AuditOptions extends GuardOptions {
	/** Of the release, whole. */
	readonly folder: string;
	/** Of the releases that stay online beside it. */
	readonly earlier: readonly EarlierRelease[];
}

export interface ReleaseAudit {
	readonly leaks: readonly Leak[];
	/** By survey that is protected. */
	readonly figures: ReadonlyMap<string, FiguresAudit>;
}

type Guarded = PublishableSurvey & { readonly guarded: NonNullable<PublishableSurvey['guarded']> };

/**
 * What anybody could learn of single people from the files of a release as they lie there, and from
 * the releases that are online beside it.
 */
export async function auditRelease(
	surveys: readonly PublishableSurvey[],
	options: AuditOptions
): Promise<ReleaseAudit> {
	const guarded = surveys.filter((one): one is Guarded => one.guarded !== undefined);
	const leaks: Leak[] = [
		...strayFiles(options.folder),
		...experimentLeaks(options.folder),
		...impactPageLeaks(options.folder, options.declarations)
	];
	const figures = new Map<string, FiguresAudit>();
	if (guarded.length === 0) return { leaks, figures };
	const at = (path: string) => join(options.folder, path);
	const estimates = await rowsOfFile(at('estimates.parquet'), estimateRow);
	const comparisons = existsSync(at('comparisons.parquet'))
		? await rowsOfFile(at('comparisons.parquet'), comparisonRow)
		: [];
	const sources: ProtectedSource[] = [];
	for (const one of guarded) {
		const { survey } = one.declared;
		const rows = estimates.filter(({ source }) => source === survey.id);
		const rules = rulesOf(survey, options.declarations);
		const audit = await figuresAudit(one, rows, options);
		figures.set(survey.id, audit);
		leaks.push(...audit.leaks, ...reportLeaks(one, rules, options.folder));
		leaks.push(...(await replicateLeaks(one, rows, options)));
		sources.push({ id: survey.id, country: survey.country, rules, rows });
	}
	const countries = new Map(surveys.map(({ declared: { survey } }) => [survey.id, survey.country]));
	leaks.push(
		...leakedComparisons(comparisons, sources, countries),
		...pageLeaks(guarded, options),
		...baselinePageLeaks({ folder: options.folder, estimates, comparisons }),
		...countryPageLeaks({ folder: options.folder, estimates, comparisons }),
		...exclusionPageLeaks({ folder: options.folder, estimates, comparisons }),
		...(await boardPageLeaks({ folder: options.folder, estimates, comparisons })),
		...frozenLeaks(guarded, estimates, options),
		...earlierLeaks(guarded, estimates, options)
	);
	return { leaks, figures };
}

/** @throws DataError that lists what leaks: the release is not made. */
export function refuseLeaks({ leaks }: ReleaseAudit): void {
	if (leaks.length === 0) return;
	const lines = leaks
		.slice(0, 20)
		.map(({ artefact, kind, where }) => `${artefact}: ${kind}: ${where}`);
	const more = leaks.length > lines.length ? `\n  and ${leaks.length - lines.length} more` : '';
	throw new DataError(
		`the release would tell of single people, and is not published\n  ${lines.join('\n  ')}${more}`
	);
}

/** What was withheld and proved, a line a survey, and how long the proof took. */
export function auditLines({ figures }: ReleaseAudit, seconds: number): string {
	if (figures.size === 0) return '';
	const lines = [...figures].map(([id, { cells, withheld, tightest, linearPrograms }]) => {
		const room = tightest
			? `the tightest ${tightest.width} wide, ${tightest.required} asked for`
			: '';
		return `${id}: ${withheld} of ${cells} cells withheld, ${linearPrograms} linear programs${room && `, ${room}`}`;
	});
	return `${lines.join('\n')}\naudit: ${seconds.toFixed(1)} s\n`;
}

/**
 * Where artefacts of each kind lie. Another file is refused though a manifest lists it: nothing here
 * looks into it. What is new, such as curves of programmes, needs a kind, a place and an audit.
 */
const places: Readonly<Record<Artefact['kind'], RegExp>> = {
	respondents: /^respondents\/[^/]+[.]parquet$/,
	'respondents-csv': /^respondents\/[^/]+[.]csv$/,
	estimates: /^estimates[.]parquet$/,
	comparisons: /^comparisons[.]parquet$/,
	replicates: /^replicates\/[^/]+[.]parquet$/,
	series: /^series\/[^/]+[.]parquet$/,
	baselines: /^baselines[.]json$/,
	report: /^report\/[^/]+[.]json$/,
	release: /^release[.]json$/,
	catalogue: /^(catalogue|series)[.]json$/,
	// Registers and frameworks hold what documents say, and no figure that was computed from answers.
	page: /^pages\/(explore|contribute|exclusion|questions|question-experiments|(baselines|boards|countries|impact|results|registers)(\/[A-Za-z0-9-]+)?)[.]json$/,
	panel: /^panels\/[^/]+[.](parquet|csv)$/,
	// Declared by hand from documents: plans and counts of activities, and forms to fill in.
	framework: /^frameworks\/[a-z0-9-]+[.](csv|xlsx|yaml|xml)$/,
	// Blank, with the names of what is declared.
	questionnaire: /^questionnaires\/[a-z-]+[.](es|en|pt|fr)[.]xlsx$/,
	// Lines from public sources, of areas that figures are published of: there is nobody in them.
	shapes: /^shapes\/[^/]+[.]json$/
};

function strayFiles(folder: string): Leak[] {
	const { artefacts } = manifestSchema.parse(json(join(folder, 'manifest.json')));
	const listed = new Set(['manifest.json', ...artefacts.map(({ path }) => path)]);
	const unlisted = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.filter((path) => !listed.has(path))
		.map((path) => ({ artefact: path, kind: 'stray' as const, where: 'not in the manifest' }));
	const unknown = artefacts
		.filter(({ path, kind }) => !places[kind].test(path))
		.map(({ path, kind }) => ({
			...{ artefact: path, kind: 'stray' as const },
			where: `not audited as: ${kind}`
		}));
	return [...unlisted, ...unknown];
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function reportLeaks(
	{ declared: { survey }, built }: Guarded,
	rules: DisclosureRules,
	folder: string
): Leak[] {
	const path = join(folder, `report/${survey.id}.json`);
	if (!existsSync(path)) return [];
	const counts = (unit: string, concept: string) =>
		built.units
			.find(({ table }) => table.unit === unit)
			?.harmonised.counts.find((one) => one.concept === concept)?.counts ?? {};
	return auditReport({ report: surveyReport.parse(json(path)), rules, counts });
}

/** What names a figure in a replicate table. */
const replicateKey = replicateRow.pick({
	...{ indicator: true, source: true, territory: true, period: true },
	...{ by_1: true, category_1: true, by_2: true, category_2: true }
});

/** Totals of a figure that is withheld: that they tell of no sampling unit was seen when they were made. */
async function replicateLeaks(
	{ declared: { survey } }: Guarded,
	rows: readonly EstimateRow[],
	{ folder }: AuditOptions
): Promise<Leak[]> {
	const artefact = `replicates/${survey.id}.parquet`;
	if (!existsSync(join(folder, artefact))) return [];
	const totals = await rowsOfFile(join(folder, artefact), replicateKey);
	const keyOf = (key: FigureKey) => rowFigure(key, survey.country);
	const shown = new Set(rows.filter(({ estimate }) => estimate !== null).map(keyOf));
	return totals
		.filter((row) => !shown.has(keyOf(row)))
		.map((row): Leak => {
			const where = keyOf(row).replaceAll('\t', ' ').trim();
			return { artefact, kind: 'replicates', where };
		});
}

/** A page is made from rows, so that nothing on it was withheld. */
function pageLeaks(guarded: readonly Guarded[], { folder }: AuditOptions): Leak[] {
	const artefact = 'pages/explore.json';
	if (!existsSync(join(folder, artefact))) return [];
	const { view } = explorePage.parse(json(join(folder, artefact)));
	const isGuarded = guarded.some(({ declared }) => declared.survey.id === view.survey);
	return isGuarded ? [{ artefact, kind: 'page', where: view.survey }] : [];
}

/** Frozen figures stay as they were: of one that is withheld now, the frozen one tells. */
function frozenLeaks(
	guarded: readonly Guarded[],
	rows: readonly EstimateRow[],
	{ folder }: AuditOptions
): Leak[] {
	const artefact = 'baselines.json';
	if (!existsSync(join(folder, artefact))) return [];
	const withheld = new Set(rows.filter(({ suppressed }) => suppressed).map(frozenKey));
	return baselineTable.parse(json(join(folder, artefact))).flatMap(({ baseline }): Leak[] => {
		const { frozen } = baseline;
		if (frozen.kind === 'published') return [];
		if (!guarded.some(({ declared }) => declared.survey.id === frozen.survey)) return [];
		const groups = Object.entries(frozen.group ?? {});
		const [[by_1, category_1] = ['', ''], [by_2, category_2] = ['', '']] = groups;
		const place = { ...frozen, source: frozen.survey, by_1, category_1, by_2, category_2 };
		return withheld.has(frozenKey(place)) ? [{ artefact, kind: 'frozen', where: baseline.id }] : [];
	});
}

function frozenKey(row: {
	readonly indicator: string;
	readonly source: string;
	readonly territory: string;
	readonly by_1: string;
	readonly category_1: string;
	readonly by_2: string;
	readonly category_2: string;
}): string {
	const groups = [`${row.by_1}=${row.category_1}`, `${row.by_2}=${row.category_2}`].sort();
	return [row.indicator, row.source, row.territory, ...groups].join('\t');
}

/** Figures that are withheld now and stand in a release that is still online. */
function earlierLeaks(
	guarded: readonly Guarded[],
	rows: readonly EstimateRow[],
	{ earlier }: AuditOptions
): Leak[] {
	const countries = new Map(guarded.map(({ declared: { survey } }) => [survey.id, survey.country]));
	const keyOf = (row: EstimateRow) =>
		`${row.source}\t${rowFigure(row, countries.get(row.source) ?? '')}`;
	const withheld = new Set(rows.filter(({ suppressed }) => suppressed).map(keyOf));
	return earlier.flatMap(({ name, rows: before }) =>
		before
			.filter((row) => row.estimate !== null && withheld.has(keyOf(row)))
			.map((row): Leak => {
				const where = keyOf(row).replaceAll('\t', ' ').trim();
				return { artefact: name, kind: 'earlier', where };
			})
	);
}
