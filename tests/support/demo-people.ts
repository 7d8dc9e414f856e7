import type { EstimateTable, TableColumn } from '#lib/estimate/estimate-table.ts';
import { drawWave } from '../../pipelines/simulate/simulate.ts';
import type { SmallRow } from './small-tables.ts';

const category = (...categories: string[]): TableColumn => ({ kind: 'category', categories });
const yesNo = category('yes', 'no');

/** What can be asked about the people of the demonstration survey. */
export const demoColumns: EstimateTable['columns'] = new Map<string, TableColumn>([
	['sex', category('1', '2')],
	['age_group', category('1', '2', '3', '4', '5')],
	['territory', category('1', '2', '3', '4', '5', '6', '7', '8')],
	['sale', yesNo],
	['attacked', yesNo],
	['user', yesNo],
	['first_age', { kind: 'number' }]
]);

export const demoDesign: Partial<EstimateTable> = { weight: 'w', stratum: 'h', psu: 'psu' };

/** The files of a simulated wave by their names, a text a cell. */
export function demoFiles(scenario: string, wave: string) {
	const files = drawWave({ scenario, wave });
	return (name: string) => records(files.find((file) => file.name === name)?.text ?? '');
}

/** Rows of a CSV without quotes. */
function records(text: string): Readonly<Record<string, string>>[] {
	const [head = '', ...lines] = text.trim().split('\n');
	const names = head.split(',');
	return lines.map((line) => {
		const cells = line.split(',');
		return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
	});
}

const answer = (code: string | undefined) =>
	code === '1' ? 'yes' : code === '2' ? 'no' : 'refused';

/**
 * The people interviewed for the demonstration survey of 2024, with the primary units of the source
 * file. Codes are read here anew, from the questionnaire: nothing of the declared mappings is used.
 */
export function demoPeople(): SmallRow[] {
	const of = demoFiles('demo', '2024');
	const users = new Map(of('cannabis.csv').map((row) => [row['person_id'], row]));
	return of('persons.csv').map((row) => {
		const user = users.get(row['person_id']);
		const firstAge = Number(user?.['first_age'] ?? 99);
		return {
			...{ w: Number(row['weight_person']), psu: Number(row['psu']) },
			h: 10 * Number(row['territory']) + Number(row['area']),
			...{ sex: row['sex'] ?? '', territory: row['territory'] ?? '' },
			age_group: String(1 + [17, 24, 34, 44].filter((end) => Number(row['age']) > end).length),
			...{ sale: answer(row['drug_sale']), attacked: answer(row['victim']) },
			user: user ? answer(user['past_year']) : 'no',
			first_age: firstAge < 98 ? firstAge : 'not-applicable'
		};
	});
}
