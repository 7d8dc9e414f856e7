import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { domainOf } from '#lib/stats/design/design.ts';
import { replicateDegreesOfFreedom } from '#lib/stats/replicates/replicate-degrees-of-freedom.ts';
import type { DomainSums } from './domains.ts';
import type { Prepared } from './prepared.ts';

/**
 * Degrees of freedom of a domain: PSUs minus strata with members, the rank of the replicate weights
 * of the members minus 1, or those of the whole sample. R `degf` on the subset design.
 */
export function degreesOf(
	rule: EstimateRequest['df'],
	{ sampleDf, design }: Pick<Prepared, 'sampleDf' | 'design'>,
	{ psus, strata, within }: Pick<DomainSums, 'psus' | 'strata' | 'within'>
): number {
	if (rule === 'normal') return Infinity;
	const ofDesign = rule === 'design';
	if (design.kind === 'linearised') return ofDesign ? sampleDf : psus - strata;
	const own = ofDesign ? design : domainOf(design, within).design;
	return own.kind === 'replicates' ? replicateDegreesOfFreedom(own) : 0;
}
