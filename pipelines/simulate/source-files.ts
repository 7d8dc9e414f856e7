import { codes } from './answers.ts';
import { publicUse } from './questionnaire.ts';
import { type CsvRow, csvText } from './csv-text.ts';
import { randomStream } from './random.ts';
import type { Interview } from './sample.ts';
import type { Wave } from './scenario.ts';

/** A file of the survey as its producer would deliver it. */
export interface TextFile {
	readonly name: string;
	readonly text: string;
}

const blankIfZero = (code: number): string => (code === codes.notApplicable ? '' : String(code));
/** Its own, so that no other answer depends on it. */
const ballotStream = 8_147;
const weight = (value: number): string => value.toFixed(6);

/** The columns that say where an interview comes from, in every file. */
function place({ place, household }: Interview): CsvRow {
	return {
		territory: place.territory + 1,
		area: place.area + 1,
		psu: 10_001 + place.index,
		economic_level: household.level
	};
}

function householdRow(interview: Interview, number: number): CsvRow {
	return {
		household_id: number,
		...place(interview),
		eligible: interview.household.people.length,
		victim: interview.household.victim,
		weight_household: weight(interview.weight * interview.adjustment)
	};
}

function personRow(interview: Interview, number: number, wave: Wave): CsvRow {
	const { sex, age, answers } = interview.person;
	const base = interview.weight * interview.household.people.length;
	return {
		person_id: 10 * number + interview.line,
		household_id: number,
		...place(interview),
		sex,
		age,
		drug_sale: wave.wording === 'have-seen' ? answers.seen : answers.heard,
		drug_offered: answers.offered,
		cannabis_access: answers.access,
		cannabis_risk: answers.risk,
		victim: answers.victim,
		trust_police: answers.trust,
		school_absence: blankIfZero(answers.absence),
		weight_person: weight(base * interview.adjustment),
		weight_design: weight(base)
	};
}

/** The chapter of people who ever used cannabis; nobody else has a row. */
function cannabisRow(interview: Interview, number: number): CsvRow {
	const { usedPastYear, firstAge, spending } = interview.person.answers;
	return {
		person_id: 10 * number + interview.line,
		past_year: usedPastYear,
		first_age: firstAge,
		spending: blankIfZero(spending)
	};
}

/** One version of the question to each half of the people, who are parted by lot. */
function ballotRow(interview: Interview, number: number, { year }: Wave): CsvRow {
	const random = randomStream(ballotStream, year, number, interview.line);
	const version = random.uniform() < 0.5 ? 'A' : 'B';
	return {
		person_id: 10 * number + interview.line,
		version,
		drug_use: publicUse(random, version, interview.person.answers)
	};
}

export function sourceFiles(interviews: readonly Interview[], wave: Wave): TextFile[] {
	const numbered = interviews.map((interview, i) => ({ interview, number: i + 1 }));
	const users = numbered.filter(
		({ interview: { person } }) => person.answers.everUsed === codes.yes
	);
	return [
		{
			name: 'households.csv',
			text: csvText(numbered.map(({ interview, number }) => householdRow(interview, number)))
		},
		{
			name: 'persons.csv',
			text: csvText(numbered.map(({ interview, number }) => personRow(interview, number, wave)))
		},
		{
			name: 'cannabis.csv',
			text: csvText(users.map(({ interview, number }) => cannabisRow(interview, number)))
		},
		...(wave.splitBallot
			? [
					{
						name: 'ballot.csv',
						text: csvText(
							numbered.map(({ interview, number }) => ballotRow(interview, number, wave))
						)
					}
				]
			: [])
	];
}
