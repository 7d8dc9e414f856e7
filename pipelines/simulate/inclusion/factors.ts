/** Who is asked about a factor; everybody else is not applicable. */
export type Asked =
	| 'everybody'
	| 'from-15'
	| 'adults'
	| 'young-adults'
	| 'in-labour-force'
	| 'employed'
	| 'born-elsewhere';

/** One way of being kept out, on the log-odds scale of the person or of the household. */
export interface Factor {
	/** The column of the file, and the concept that `data/concepts` makes of it. */
	readonly id: string;
	/** True of everybody in a household at once. */
	readonly shared: boolean;
	readonly asked: Asked;
	readonly base: number;
	/** How much the common hardship weighs: it is what makes factors come together. */
	readonly hardship: number;
	readonly woman: number;
	/** From the youngest to the oldest of the five age groups. */
	readonly age: readonly number[];
	/** Added to who says to belong to a people or group, whichever it is. */
	readonly group: number;
	readonly bornElsewhere: number;
	/** Added from 2021 to 2024. */
	readonly change: number;
	readonly refused: number;
}

const noAge = [0, 0, 0, 0, 0];

function factor(
	id: string,
	asked: Asked,
	base: number,
	effects: Partial<Omit<Factor, 'id' | 'asked' | 'base'>> = {}
): Factor {
	const none = { shared: false, woman: 0, age: noAge, group: 0, bornElsewhere: 0, change: 0 };
	return { id, asked, base, hardship: 0.8, refused: 0.0005, ...none, ...effects };
}

const household = { shared: true } as const;

/** The 22 factors that people are asked about, in the order of the questionnaire. */
export const factors: readonly Factor[] = [
	factor('financial_difficulty', 'everybody', -1.5, {
		...household,
		...{ hardship: 1.3, bornElsewhere: 0.2, group: 0.15, change: -0.3 }
	}),
	factor('welfare_dependence', 'everybody', -2.9, { ...household, hardship: 1.1 }),
	factor('social_security_none', 'adults', -1.5, {
		...{ age: [0, 0.5, 0.1, -0.1, -0.2], bornElsewhere: 0.5, change: -0.15 }
	}),
	factor('unemployed_underemployed', 'in-labour-force', -2.1, {
		...{ woman: 0.3, age: [0, 0.7, 0.1, -0.1, 0], change: -0.25 }
	}),
	factor('qualification_none', 'adults', -1.6, { age: [0, -0.4, -0.2, 0, 0.4], hardship: 1 }),
	factor('precarious_work', 'employed', -1.5, {
		...{ woman: 0.25, age: [0, 0.6, 0.2, 0, -0.1], bornElsewhere: 0.3 }
	}),
	factor('schooling_none', 'everybody', -3, { age: [-1, -0.3, 0, 0.2, 0.6], hardship: 1 }),
	factor('literacy_low', 'from-15', -3.4, { age: [-0.6, -0.4, -0.1, 0.2, 0.6], hardship: 1.1 }),
	factor('early_school_leaving', 'young-adults', -2, { woman: -0.3, hardship: 1.1 }),
	factor('language_barrier', 'everybody', -4.8, { group: 1.1, bornElsewhere: 1.6, hardship: 0.3 }),
	factor('health_access_none', 'everybody', -2.6, { bornElsewhere: 0.5, change: -0.2 }),
	factor('health_dependence', 'everybody', -3.1, { age: [-0.6, -0.4, -0.2, 0.1, 0.8] }),
	factor('home_not_owned', 'everybody', -1, { ...household, bornElsewhere: 0.8, change: 0.25 }),
	factor('tenure_insecure', 'everybody', -3, { ...household, bornElsewhere: 0.5, hardship: 1 }),
	factor('housing_bad_condition', 'everybody', -2.4, { ...household, hardship: 1.1 }),
	factor('overcrowded_home', 'everybody', -2.7, { ...household, hardship: 1 }),
	factor('surroundings_degraded', 'everybody', -1.9, { ...household, hardship: 0.9 }),
	factor('family_conflict', 'everybody', -3.1, { woman: 0.2, hardship: 0.7, refused: 0.004 }),
	factor('support_network_none', 'everybody', -2.9, {
		...{ age: [-0.4, -0.3, 0, 0.1, 0.4], bornElsewhere: 0.4, hardship: 0.7 }
	}),
	factor('rejection_felt', 'everybody', -2.9, { group: 0.7, bornElsewhere: 0.6, refused: 0.004 }),
	factor('nationality_none', 'born-elsewhere', -0.2, { hardship: 0.4, refused: 0.003 }),
	factor('participation_none', 'adults', -1.7, { age: [0, 0.4, 0.2, 0, -0.2], hardship: 0.6 })
];
