import { changeOf } from '#lib/impact/evaluation/readings.ts';
import { nameOf } from '#lib/model/catalogue-words.ts';
import type { Evaluation, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import {
	type ImpactEntry,
	impactIndex,
	programmePage,
	publishedProgramme
} from '#lib/model/impact-page.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Programme } from '#lib/model/programme.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { type ProgrammeOutcome, isSynthetic } from './build-programmes.ts';
import { copyArtefact, ownArtefact } from './release-files.ts';

/** The page of every programme that was evaluated, their list, and the panels that may leave. */
export function impactArtefacts(outcomes: readonly ProgrammeOutcome[], folder: string): Artefact[] {
	const built = outcomes.flatMap(({ programme, evaluation, panel, sources }) =>
		evaluation ? [{ programme, evaluation, panel, sources }] : []
	);
	if (built.length === 0) return [];
	const pages = built.map(({ programme, evaluation, sources = [] }): Artefact => {
		const content = programmePage.parse({
			programme: published(programme),
			synthetic: isSynthetic(programme),
			...{ sources, evaluation }
		});
		const path = `pages/impact/${programme.id}.json`;
		return { ...ownArtefact(folder, { path, kind: 'page' }, content), ...about(programme) };
	});
	const panels = built.flatMap(({ programme, panel }) =>
		panel ? panelArtefacts(programme, panel, folder) : []
	);
	const entries = built.map(({ programme, evaluation }) => entryOf(programme, evaluation));
	const list = ownArtefact(
		folder,
		{ path: 'pages/impact.json', kind: 'page' },
		impactIndex.parse({ entries })
	);
	return [...pages, ...panels, { ...list, tier: leastTier(built.map((one) => one.programme)) }];
}

/** Lists of files are in English, or in the language that there is. */
const about = ({ tier, citation, licence }: Programme) => ({
	...{ tier, licence },
	source: nameOf(citation, 'en')
});

const leastTier = (programmes: readonly Programme[]): Programme['tier'] =>
	programmes.some(({ tier }) => tier === 'local')
		? 'local'
		: programmes.some(({ tier }) => tier === 'protected')
			? 'protected'
			: 'open';

/** Without the places of its files. */
function published({ files, ...shown }: Programme) {
	return publishedProgramme.parse(shown);
}

function panelArtefacts(
	programme: Programme,
	{ csv, parquet }: NonNullable<ProgrammeOutcome['panel']>,
	folder: string
): Artefact[] {
	const at = (extension: string) => `panels/${programme.id}.${extension}`;
	const named = { ...about(programme), kind: 'panel' as const, rows: 0 };
	return [
		{ ...named, path: at('parquet'), ...copyArtefact(parquet, folder, at('parquet')) },
		{ ...named, path: at('csv'), ...copyArtefact(csv, folder, at('csv')) }
	];
}

function entryOf(programme: Programme, evaluation: Evaluation): ImpactEntry {
	const { id, title, summary, type, groups, stage, country, place, started } = programme;
	const { estimand, tier, outcomes } = programme;
	const declared = outcomes.find(({ role }) => role === 'main');
	const found = evaluation.outcomes.find(({ role }) => role === 'main');
	if (!declared || !found) throw new Error(`no main outcome: ${id}`);
	const { id: outcome, label, family, scale, measures, direction } = declared;
	return {
		programme: {
			...{ id, title, summary, type, groups, stage, country, started, estimand, tier },
			...(place && { place })
		},
		synthetic: isSynthetic(programme),
		design: programme.design.kind,
		evidence: evidenceOf(programme, evaluation),
		outcome: { id: outcome, label, family, scale, measures, direction },
		verdict: evaluation.verdict,
		effect: found.effect,
		relative: found.relative,
		standardised: standardised(found),
		n: found.n,
		costPerEffect: costPerEffect(programme, evaluation),
		harms: evaluation.outcomes
			.filter(({ role }) => role === 'harm')
			.map((one) => harmOf(programme, one))
	};
}

function evidenceOf({ design }: Programme, { verdict }: Evaluation): ImpactEntry['evidence'] {
	if (verdict === 'refused' || verdict === 'trends-differ') return 'not-established';
	return design.kind === 'series' ? 'before-after' : 'comparison';
}

/** In standard deviations of the comparison before the start, which are taken as known. */
function standardised({ effect, comparisonSd }: OutcomeEvaluation): ImpactEntry['standardised'] {
	if (effect.kind === 'refused' || effect.scale === 'ratio') return null;
	if (!(comparisonSd !== null && comparisonSd > 0) || effect.standardError === null) return null;
	const estimate = effect.estimate / comparisonSd;
	const standardError = effect.standardError / comparisonSd;
	const { df, level } = effect;
	return {
		estimate,
		standardError,
		...tInterval(estimate, standardError, df === null ? { level } : { level, df })
	};
}

function costPerEffect(
	{ cost }: Programme,
	{ cost: found }: Evaluation
): ImpactEntry['costPerEffect'] {
	if (!cost || !found || found.perEffect.kind === 'none') return null;
	const { perDollar } = cost.exchangeRate;
	const { estimate, lower } = found.perEffect;
	const upper = found.perEffect.kind === 'interval' ? found.perEffect.upper : null;
	const dollars = (amount: number | null) => (amount === null ? null : amount / perDollar);
	return {
		dollars: estimate / perDollar,
		lower: dollars(lower),
		upper: dollars(upper),
		priceYear: cost.priceYear
	};
}

function harmOf(
	{ outcomes }: Programme,
	{ outcome, effect }: OutcomeEvaluation
): ImpactEntry['harms'][number] {
	const declared = outcomes.find(({ id }) => id === outcome);
	const change = changeOf(effect);
	const found = (): ImpactEntry['harms'][number]['found'] => {
		if (effect.kind === 'refused') return 'refused';
		if (declared?.measures === 'enforcement') return 'activity';
		if (change === 'unclear' || declared?.direction === 'none') return 'no-clear-change';
		return change === declared?.direction ? 'better' : 'worse';
	};
	return { outcome, kind: declared?.harm ?? 'other', found: found() };
}
