import { codes } from '../answers.ts';
import { type CsvRow, csvText } from '../csv-text.ts';
import type { Setting } from '../frame.ts';
import type { Interview } from '../sample.ts';
import type { TextFile } from '../source-files.ts';
import { type InclusionAnswers, householdInclusion } from './inclusion-answers.ts';

function personRow(interview: Interview, number: number, answers: InclusionAnswers): CsvRow {
	const { place, household, person, line, weight, adjustment } = interview;
	const asked = Object.entries(answers.factors).map(
		([id, code]) => [id, code === codes.notApplicable ? '' : code] as const
	);
	return {
		...{ person_id: 10 * number + line, territory: place.territory + 1, area: place.area + 1 },
		...{ psu: 10_001 + place.index, sex: person.sex, age: person.age },
		...{ ethnicity: answers.ethnicity, birth: answers.birth },
		...Object.fromEntries(asked),
		weight_person: (weight * household.people.length * adjustment).toFixed(6)
	};
}

/** The one file of the survey of social inclusion: a row for every interviewed person. */
export function inclusionFiles(interviews: readonly Interview[], setting: Setting): TextFile[] {
	const rows = interviews.map((interview, i) => {
		const answers = householdInclusion(setting, interview.place, interview.household);
		return personRow(interview, i + 1, answers[interview.line - 1] as InclusionAnswers);
	});
	return [{ name: 'persons.csv', text: csvText(rows) }];
}
