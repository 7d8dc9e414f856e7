import { cohorts, treatedRows } from '../panel/cohorts.ts';
import type { Panel } from '../panel/panel.ts';
import { expectDesign } from '../panel/refusals.ts';
import { coefficientContrast } from '../regression/least-squares.ts';
import { type BaconDecomposition, baconDecomposition } from './bacon.ts';
import {
	type DidEffect,
	type DidOptions,
	type DidResult,
	didEffect,
	didResult,
	panelFit
} from './did-result.ts';

/** One effect of treatment with unit and period effects; under staggered timing taken apart. */
export type TwoWayEffect = DidResult & { readonly effect: DidEffect } & (
		| { readonly timing: 'one-start' }
		| { readonly timing: 'staggered'; readonly decomposition: BaconDecomposition }
	);

/**
 * Outcome regressed on treatment with unit and period effects, clustered. Agrees with R
 * `fixest::feols(y ~ treated | id + period)`. Under staggered timing it is no headline: units already
 * treated serve as controls (reference 2.4), so it comes with a warning and the weights of its
 * comparisons, and there is no way to have it without them.
 * @throws DataError for one treated or control cluster, and under staggered timing for a panel that
 * cannot be taken apart: unbalanced, weighted or with covariates.
 */
export function twoWayEffect(panel: Panel, options: DidOptions = {}): TwoWayEffect {
	expectDesign(panel, { prePeriods: 1, starts: 'any', controls: 'any' });
	const starts = cohorts(panel).map(({ start }) => start);
	const isStaggered = starts.length > 1 || panel.start.some((value) => value <= panel.first);
	const decomposition = isStaggered ? baconDecomposition(panel) : undefined;
	const fit = panelFit(panel, [{ name: 'treated', values: treatedRows(panel) }], options);
	const effect = didEffect(panel, fit, coefficientContrast(fit.fit, 'treated'), options);
	const shared = { ...didResult(panel, panel, fit), effect };
	if (!decomposition) return { ...shared, timing: 'one-start' };
	const { forbiddenWeight } = decomposition;
	const warning = { code: 'staggered-timing', starts, forbiddenWeight } as const;
	const warnings = [...shared.warnings, warning];
	return { ...shared, warnings, timing: 'staggered', decomposition };
}
