import type { Artefact, Profile } from '#lib/model/manifest.ts';
import type { Survey } from '#lib/model/survey.ts';

type Protected = Pick<Survey, 'tier' | 'synthetic'>;

/**
 * Whether anything computed from the rows of a survey may be in a profile. Outside of the local one
 * only what describes nobody: synthetic surveys that are open.
 */
export const mayLeave = ({ tier, synthetic }: Protected, profile: Profile): boolean =>
	profile === 'local' || (tier === 'open' && synthetic);

/** The artefacts of a profile: of the public one only open ones. */
export const leaving = (artefacts: readonly Artefact[], profile: Profile): Artefact[] =>
	artefacts.filter(({ tier }) => profile === 'local' || tier === 'open');

/** A count of people as a report shows it: small ones only as small. */
export type ShownCount = number | { readonly below: number };

const smallest = 5;

/** 0 is said, for it is about nobody; from 1 to 4 only that it is below 5. */
export const shownCount = (count: number): ShownCount =>
	count > 0 && count < smallest ? { below: smallest } : count;
