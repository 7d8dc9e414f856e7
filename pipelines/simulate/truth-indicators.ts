import { codes } from './answers.ts';
import type { Answers } from './questionnaire.ts';
import type { Wording } from './scenario.ts';

/** How the true value of an indicator follows from the codes of its question. */
export interface TruthIndicator {
	readonly id: string;
	readonly concept: string;
	/** Absent: the mean of a number. */
	readonly numerator?: readonly string[];
	readonly answer: (answers: Answers) => number;
	/** The codes that count, in the order of `numerator`; empty for a mean. */
	readonly counted: readonly number[];
	readonly unsure: readonly number[];
}

const unsure = [codes.dontKnow, codes.refused];

function share(
	id: string,
	concept: string,
	numerator: Readonly<Record<string, number>>,
	answer: (answers: Answers) => number
): TruthIndicator {
	const counted = Object.values(numerator);
	return { id, concept, numerator: Object.keys(numerator), answer, counted, unsure };
}

const yes = { yes: codes.yes };

/** The indicator of drug selling in the neighbourhood, were everybody asked in this wording. */
export function drugSale(wording: Wording): TruthIndicator {
	const answer = (answers: Answers) => (wording === 'have-seen' ? answers.seen : answers.heard);
	return share('drug-sale-neighbourhood', 'drug_sale_neighbourhood', yes, answer);
}

/** The other indicators of people; their ids are those of `data/indicators`. */
export const personIndicators: readonly TruthIndicator[] = [
	share('drug-offered', 'drug_offered_12m', yes, (a) => a.offered),
	share('cannabis-access-easy', 'cannabis_access', { 'very-easy': 1, easy: 2 }, (a) => a.access),
	share('cannabis-risk-great', 'cannabis_risk_frequent', { great: 4 }, (a) => a.risk),
	share('cannabis-ever', 'cannabis_ever', yes, (a) => a.everUsed),
	share('cannabis-past-year', 'cannabis_past_year', yes, (a) => a.usedPastYear),
	share('person-victimised', 'person_victimised', yes, (a) => a.victim),
	share('trust-police-some', 'trust_police', { some: 3, much: 4 }, (a) => a.trust),
	share('school-absence-fear', 'school_absence_fear', yes, (a) => a.absence),
	{
		id: 'cannabis-first-age',
		concept: 'cannabis_first_age',
		answer: (a) => a.firstAge,
		counted: [],
		unsure: [98, 99]
	},
	{
		id: 'cannabis-spending',
		concept: 'cannabis_spending',
		answer: (a) => a.spending,
		counted: [],
		unsure: [9998, 9999]
	}
];

/** The indicator of households; its answer is the code of the household. */
export const householdIndicator = {
	id: 'household-victimised',
	concept: 'household_victimised',
	numerator: ['yes'],
	counted: [codes.yes],
	unsure
} as const;
