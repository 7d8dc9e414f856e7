import { z } from 'zod';

/** What a programme does, by what it intervenes with. */
export const interventionType = z.enum([
	'drug-market-intervention',
	'community-policing',
	'territorial-prevention',
	'school-prevention',
	'low-threshold-service',
	'harm-reduction',
	'treatment',
	'treatment-court',
	'alternative-to-prison',
	'social-insertion',
	'alternative-development',
	'law-reform'
]);

/** Whom it is for; several may hold. */
export const populationGroup = z.enum([
	'general-population',
	'children',
	'young-people',
	'working-mothers',
	'older-adults',
	'people-in-prison',
	'people-who-left-prison',
	'young-offenders',
	'women-facing-violence',
	'people-living-on-the-street',
	'people-who-inject-drugs',
	'people-who-use-drugs',
	'indigenous-peoples',
	'black-population',
	'lgbti-people',
	'communities',
	'people-with-mental-health-problems',
	'rural-young-people'
]);

export const programmeStage = z.enum([
	'exploring',
	'piloting',
	'implementing',
	'expanding',
	'ended'
]);

/** What a programme may make worse. */
export const harmKind = z.enum([
	'police-violence',
	'imprisonment',
	'displacement',
	'trust',
	'overdose',
	'other'
]);
