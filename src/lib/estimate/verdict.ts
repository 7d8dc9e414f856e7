import { DomainError } from '#lib/errors.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import type { QualityVerdict } from '#lib/model/estimate.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { assessedQuality } from '#lib/stats/quality/assessed-quality.ts';
import type { Assessed } from '#lib/stats/quality/quality-quantities.ts';
import type { QualityStandard } from '#lib/stats/quality/quality-rules.ts';
import type { DomainResult } from './domain-result.ts';

/** Quality profiles by id: their rules are data. */
export type QualityProfiles = ReadonlyMap<string, QualityStandard>;

/** The profiles of a release. */
export const profilesOf = ({ quality }: Pick<Catalogue, 'quality'>): QualityProfiles =>
	new Map(quality.map((profile) => [profile.id, profile]));

export interface VerdictOptions {
	readonly request: EstimateRequest;
	readonly standardError: number;
	readonly df: number;
	/** The design is incomplete, and nobody said by how much: nothing can be said of the error. */
	readonly unassessable: boolean;
	readonly profiles: QualityProfiles | undefined;
}

/** What the profile that was asked for says of an estimate; null without one. */
export function verdictOf(result: DomainResult, options: VerdictOptions): QualityVerdict | null {
	const { request, profiles, unassessable } = options;
	const { profile } = request;
	if (profile === undefined) return null;
	const standard = profiles?.get(profile);
	if (!standard) throw new DomainError(`no such quality profile: ${profile}`);
	if (unassessable) return { profile, label: 'not-assessable', reasons: [], notes: [] };
	const assessed = assessedOf(result, standard, options);
	const { label, reasons, notes } = assessedQuality(standard, assessed, request.qualitySettings);
	return {
		profile,
		label,
		reasons: reasons.map(({ value, limit = null, ...reason }) => ({
			...reason,
			value: finite(value),
			limit
		})),
		notes: [...notes]
	};
}

/** An interval without end, as of a count of hardly more than one effective case, has no width. */
const finite = (value: number | undefined) =>
	value !== undefined && Number.isFinite(value) ? value : null;

/** A number of people is judged by those counted where the standard says so. */
function assessedOf(
	{ kind, value = NaN, n, events, deff, sumValues, attribute }: DomainResult,
	{ kinds }: QualityStandard,
	{ standardError, df, request }: VerdictOptions
): Assessed {
	const plannedN = request.qualitySettings?.plannedN;
	const common = { estimate: value, standardError, n, df, events, deff, plannedN };
	if (attribute) {
		const kishDeff = (events * attribute.squaredWeights) / sumValues ** 2;
		const own = kinds.count?.cases === 'events' ? { n: events, df: attribute.df } : {};
		return { ...common, kind: 'count', ...own, kishDeff };
	}
	if (kind === 'total') return { ...common, kind: 'total' };
	const { statistic } = request.measure;
	const isShare = statistic === 'proportion' || statistic === 'distribution';
	return { ...common, kind: isShare ? 'proportion' : 'mean' };
}
