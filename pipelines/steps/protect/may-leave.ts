import { DataError } from '#lib/errors.ts';
import type { Artefact, Profile } from '#lib/model/manifest.ts';
import type { Survey } from '#lib/model/survey.ts';

type Protected = Pick<Survey, 'tier' | 'synthetic' | 'protection'>;

/** Whether figures of a survey may be in a profile: in the public one only protected ones, or of nobody. */
export const mayLeave = ({ tier, synthetic, protection }: Protected, profile: Profile): boolean =>
	profile === 'local' ||
	(tier === 'open' && synthetic) ||
	(tier !== 'local' && protection !== undefined);

/** Whether the rows of a survey may be in a profile. */
export const rowsMayLeave = (survey: Protected, profile: Profile): boolean =>
	mayLeave(survey, profile) && (profile === 'local' || survey.tier === 'open');

/** Whether the figures of a survey have to be protected first. */
export const isProtected = ({ tier }: Pick<Survey, 'tier'>, profile: Profile): boolean =>
	profile === 'public' && tier !== 'open';

const rowKinds: readonly Artefact['kind'][] = ['respondents', 'respondents-csv', 'panel'];

/**
 * The artefacts of a release, every one of which may be in its profile.
 * @throws DataError for the first that may not: the release is not made.
 */
export function leaving(artefacts: readonly Artefact[], profile: Profile): readonly Artefact[] {
	const stuck = artefacts.find(
		({ tier, kind }) => tier === 'local' || (rowKinds.includes(kind) && tier !== 'open')
	);
	if (stuck && profile === 'public')
		throw new DataError(`may not be published, it is ${stuck.tier}: ${stuck.path}`);
	return artefacts;
}
