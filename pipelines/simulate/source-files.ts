import { codes } from './answers.ts';
import { type CsvRow, csvText } from './csv-text.ts';
import type { Interview } from './sample.ts';
import type { Wave } from './scenario.ts';

/** A file of the survey as its producer would deliver it. */
export interface TextFile {
	readonly name: string;
	readonly text: string;
}

const blankIfZero = (code: number): string => (code === codes.notApplicable ? '' : String(code));
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
		}
	];
}
