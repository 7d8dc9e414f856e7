import type { Comparability } from '#lib/model/comparability.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import type { ComparisonRequest } from '#lib/model/estimate-request.ts';
import type { ComparedTotals } from './ready-answer.ts';

/** How a figure of an answer differs from the one it is compared with, or why nobody says. */
export interface ComparedFigure {
	/** `figureKey` of the one that differs. */
	readonly key: string;
	readonly result:
		| { readonly kind: 'compared'; readonly comparison: Comparison }
		/** One of the two may not be shown. */
		| { readonly kind: 'suppressed' }
		/** The rule says that the two sources do not measure the same. */
		| { readonly kind: 'refused'; readonly found: Comparability };
	/** What the rule says of two sources that are compared all the same. */
	readonly found?: Comparability;
	/** By what rows answered it; the same for all groups of a source. */
	readonly request?: ComparisonRequest;
	/** By what totals answered it, of a survey without rows. */
	readonly totals?: ComparedTotals;
}
