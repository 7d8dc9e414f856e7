import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { type EstimateRow, estimateRow } from '#lib/model/estimate-row.ts';
import type { Profile } from '#lib/model/manifest.ts';
import type { FigureKey } from '#lib/model/replicate-row.ts';
import type { Survey } from '#lib/model/survey.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { isProtected } from '../steps/protect/may-leave.ts';
import type { FiguresAudit } from '../steps/protect/figures/audit-figures.ts';
import { auditSurvey } from '../steps/protect/figures/audit-survey.ts';
import {
	type ProtectInput,
	type Withheld,
	protectSurvey,
	protectedFile
} from '../steps/protect/figures/protect-survey.ts';
import { replicateTables, replicatesFile } from '../steps/replicate-tables.ts';
import { rowsOfFile } from './table-file.ts';
import { rowFigure } from '../steps/protect/figures/cell-key.ts';
import { publishedTerritories } from '../steps/protect/figures/published-territories.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import type { BuiltSurvey, Outcome } from './build-survey.ts';

/** The rules by which the figures of a survey are protected, with its own k. */
export function rulesOf(
	{ id, protection }: Pick<Survey, 'id' | 'protection'>,
	{ disclosure }: Pick<Declarations, 'disclosure'>
): DisclosureRules {
	const rules = disclosure.find((one) => one.id === protection?.rules);
	if (!rules) throw new DataError(`no rules to protect the people of a survey by: ${id}`);
	return { ...rules, k: protection?.k ?? rules.k };
}

/** Figures that have passed the protection. */
export interface GuardedFigures {
	/** Of the Parquet file on this machine. */
	readonly estimates: string;
	/** Changes with any byte of it. */
	readonly hash: string;
	readonly withheld: Withheld;
	/** Of the Parquet file of their totals under replicate weights; absent where there are none. */
	readonly replicates: string | undefined;
}

/** A survey that was built, with its figures as a profile may have them. */
export interface PublishableSurvey extends Outcome {
	readonly built: BuiltSurvey;
	/** The Parquet file of the figures. */
	readonly figures: string;
	/** Of a survey that is protected. */
	readonly guarded?: GuardedFigures;
}

export interface GuardOptions {
	readonly declarations: Declarations;
	readonly profile: Profile;
	readonly cache: ArtefactCache;
	/** Says which survey is being protected, which takes a while. */
	readonly progress?: (text: string) => void;
}

/** Every survey that was built, protected where its profile asks for it. */
export async function publishableSurveys(
	outcomes: readonly Outcome[],
	options: GuardOptions
): Promise<PublishableSurvey[]> {
	if (options.profile === 'public') refuseSameFile(outcomes);
	const all: PublishableSurvey[] = [];
	for (const { built, ...outcome } of outcomes) {
		if (!built) continue;
		const { survey } = outcome.declared;
		const isGuarded = isProtected(survey, options.profile);
		if (isGuarded) options.progress?.(`${survey.id}: protect\n`);
		const guarded = isGuarded ? await guardedFigures(survey, built, options) : undefined;
		const figures = guarded?.estimates ?? built.estimates;
		all.push({ ...outcome, built, figures, ...(guarded && { guarded }) });
	}
	return all;
}

/** Two tables of the same people, each withheld by itself, could be subtracted from each other. */
function refuseSameFile(outcomes: readonly Outcome[]) {
	const surveys = new Map<string, Pick<Survey, 'id' | 'synthetic'>>();
	for (const { declared, built } of outcomes)
		for (const { sha256, source } of built?.files ?? []) {
			const { id, synthetic } = declared.survey;
			const other = surveys.get(sha256);
			if (other && other.id !== id && !(synthetic && other.synthetic))
				throw new DataError(
					`${id}: ${source} is a file of ${other.id} too, and the figures of one would tell what is withheld of the other; declare one of them local`
				);
			surveys.set(sha256, { id, synthetic });
		}
}

/** What the protection of a survey is made of; the second has the files of this machine. */
function protectInputs(
	survey: Survey,
	{ units, estimates }: BuiltSurvey,
	declarations: Declarations
): { readonly asked: Omit<ProtectInput, 'units' | 'estimates'>; readonly input: ProtectInput } {
	const { estimates: plan, territories, published } = declarations;
	const has = (concept: string) => units.some(({ table }) => table.concepts.includes(concept));
	const asked = {
		survey: { id: survey.id, country: survey.country },
		rules: rulesOf(survey, declarations),
		concepts: [...declarations.concepts.values()].filter(({ id }) => has(id)),
		indicators: declarations.indicators.filter(({ concept }) => has(concept)),
		plan,
		territories: publishedTerritories(territories, published)
	};
	const here = units.map(({ table, parquet }): UnitTable => ({ ...table, path: parquet }));
	return { asked, input: { ...asked, units: here, estimates } };
}

/** The figures of a survey as they may be published; made again only when they or the rules change. */
async function guardedFigures(
	survey: Survey,
	built: BuiltSurvey,
	{ declarations, cache }: GuardOptions
): Promise<GuardedFigures> {
	const { asked, input } = protectInputs(survey, built, declarations);
	const made = await cache.artefacts({
		step: 'protect',
		inputs: [asked, built.units.map(({ table }) => table), built.hash, built.estimatesHash],
		run: (at) => protectSurvey(input, at)
	});
	const { folder, hash, result: withheld } = made;
	const estimates = join(folder, protectedFile);
	const replicates = await guardedReplicates(survey, { input, built, cache, figures: made });
	return { estimates, hash, withheld, replicates };
}

interface ReplicateParts {
	readonly input: ProtectInput;
	readonly built: BuiltSurvey;
	readonly cache: ArtefactCache;
	/** The figures that passed the protection. */
	readonly figures: { readonly folder: string; readonly hash: string };
}

/** Totals under replicate weights of the figures that are shown, so that nobody needs the rows for more. */
async function guardedReplicates(
	survey: Survey,
	{ input, built, cache, figures }: ReplicateParts
): Promise<string | undefined> {
	const { rules, concepts, indicators, plan } = input;
	const { id, country, fieldwork, synthetic, protection } = survey;
	const about = { id, country, fieldwork, synthetic, ...(protection && { protection }) };
	const { folder, result } = await cache.artefacts({
		step: 'replicates',
		inputs: [about, rules, concepts, indicators, plan, built.hash, figures.hash],
		run: async (at) => {
			const rows = await rowsOfFile(join(figures.folder, protectedFile), estimateRow);
			const shown = new Set(
				rows.filter(({ estimate }) => estimate !== null).map((row) => rowFigure(row, country))
			);
			const units = input.units.map((table) => ({ table }));
			const publishable = (key: FigureKey) => shown.has(rowFigure(key, country));
			return replicateTables(
				{ survey: about, units, concepts, indicators, plan, rules, publishable },
				at
			);
		}
	});
	return result.rows > 0 ? join(folder, replicatesFile) : undefined;
}

/** What could be learnt of single people from the rows of a survey in the last file of a release. */
export async function figuresAudit(
	{ declared: { survey }, built }: PublishableSurvey,
	rows: readonly EstimateRow[],
	{ declarations, cache }: GuardOptions
): Promise<FiguresAudit> {
	const { asked, input } = protectInputs(survey, built, declarations);
	// Under whatever name a release is made, its figures tell the same.
	const last = rows.map((row) => ({ ...row, vintage: '' }));
	const { result } = await cache.artefacts({
		step: 'audit',
		inputs: [asked, built.hash, built.estimatesHash, hashOf(last)],
		run: () => auditSurvey(input, last)
	});
	return result;
}

const hashOf = (rows: readonly EstimateRow[]) =>
	createHash('sha256').update(JSON.stringify(rows)).digest('hex');
