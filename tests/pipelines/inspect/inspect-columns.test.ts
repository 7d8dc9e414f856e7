import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InspectedFiles, columnOf } from '../../support/inspected-files.ts';

let files: InspectedFiles;
beforeEach(() => {
	files = new InspectedFiles();
});
afterEach(() => files.remove());

/** A CSV file of some columns, each made from the number of the row. */
function written(columns: Readonly<Record<string, (i: number) => unknown>>, rows = 60): string {
	const lines = Array.from({ length: rows }, (_, i) =>
		Object.values(columns)
			.map((cell) => String(cell(i)))
			.join(',')
	);
	return files.write('people.csv', [Object.keys(columns).join(','), ...lines, ''].join('\n'));
}

const inspected = (columns: Parameters<typeof written>[0], rows?: number) =>
	files.data(written(columns, rows));

describe('inspect, the columns of a file', () => {
	test('counts codes and blanks, and keeps zeros in front', async () => {
		const data = await inspected({ ent: (i) => ['01', '09', ''][i % 3], sex: (i) => i % 2 });
		expect(columnOf(data, 'ent')).toMatchObject({
			...{ kind: 'code', blanks: 20, distinct: 2, leadingZeros: 40 },
			codes: [
				{ code: '01', rows: 20 },
				{ code: '09', rows: 20 }
			]
		});
		expect(data.drafts.survey).toContain(`'01': # TODO: no label; 20 rows`);
	});

	test('suspects a code beyond all others, and leaves one among them', async () => {
		const data = await inspected({ p1: (i) => [1, 2, 99][i % 3], age: (i) => 60 + (i % 60) });
		expect(columnOf(data, 'p1').missing).toMatchObject([{ code: '99' }]);
		expect(columnOf(data, 'age').missing).toEqual([]);
	});

	test('suspects a rare code of a number, however many others there are', async () => {
		const data = await inspected({ days: (i) => (i === 7 ? -1 : i === 8 ? 9998 : i % 50) }, 200);
		expect(columnOf(data, 'days').missing.map(({ code }) => code)).toEqual(['-1', '9998']);
	});

	test('suspects a thousands point among whole numbers, and none in a weight', async () => {
		const point = (i: number) => (i === 3 ? '1.096' : 900 + i);
		const data = await inspected({ casos: point, FEX_C: point, share: (i) => i / 7 });
		expect(columnOf(data, 'casos').thousandsPoints).toBe(1);
		expect(columnOf(data, 'FEX_C').thousandsPoints).toBe(0);
		expect(columnOf(data, 'share').thousandsPoints).toBe(0);
	});

	test('knows weights, strata, primary units, names, places and keys by how offices call them', async () => {
		const names = {
			weight: ['FEX_C', 'FAC_ELE', 'Fact_Pers', 'weight', 'pondera', 'Fact_Hog'],
			stratum: ['EST_DIS', 'VarStrat', 'stratum'],
			psu: ['UPM_DIS', 'Conglomerado', 'psu', 'cluster'],
			personal: ['nombre', 'apellido_1', 'telefono', 'email'],
			coordinate: ['lat', 'gps_1', 'longitud'],
			key: ['DIRECTORIO', 'ID_PER', 'rph_ID']
		};
		const all = Object.values(names).flat();
		const data = await inspected(Object.fromEntries(all.map((name) => [name, (i) => i % 7])));
		for (const [role, own] of Object.entries(names))
			for (const name of own)
				expect(columnOf(data, name).role, name).toMatchObject({ role, isWeak: false });
	});

	test('does not take a socio-economic level for a stratum of the design', async () => {
		const data = await inspected({ estrato: (i) => 1 + (i % 6), FEX_C: () => 1.5 });
		expect(columnOf(data, 'estrato').role).toMatchObject({ role: 'stratum', isWeak: true });
		expect(data.drafts.survey).toContain('completeness: weights-only');
	});

	test('prints no value of columns that may name people', async () => {
		const secret = (i: number) => `Persona${i % 9}`;
		const own = (i: number) => 555000 + i;
		const columns = { nombre: secret, telefono: own, lat: () => -33.4567, zz: own };
		const path = written(columns);
		for (const json of [true, false]) {
			const text = await files.text(path, { json });
			expect(text).not.toMatch(/Persona|5550|33\.45/);
		}
	});

	test('gives of a text no value that few rows have', async () => {
		const path = written({ story: (i) => (i < 10 ? 'no comment' : `they sold it at number ${i}`) });
		const text = await files.text(path);
		expect(text).toContain('such as no comment');
		expect(text).not.toContain('they sold');
	});

	test('finds the fewest columns that name a row together', async () => {
		const data = await inspected({
			...{ ID_VIV: (i) => Math.floor(i / 6), ID_HOG: (i) => Math.floor(i / 3) % 2 },
			...{ ID_PER: (i) => i % 3, FOLIO: () => 1, p1: (i) => i % 2 }
		});
		expect(data.keys[0]).toEqual({ columns: ['ID_VIV', 'ID_HOG', 'ID_PER'], repeated: 0 });
		expect(data.drafts.survey).toContain('key: [ID_VIV, ID_HOG, ID_PER]');
	});

	test('counts the rows that a key repeats', async () => {
		const data = await inspected({ folio: (i) => (i === 59 ? 1 : i) });
		expect(data.keys).toEqual([{ columns: ['folio'], repeated: 1 }]);
		expect(data.drafts.survey).toContain('folio is no key: 1 rows repeat another');
	});

	test('proposes concepts whose words agree, and none where only common words do', async () => {
		const data = await inspected({ rph_sexo: (i) => 1 + (i % 2), zz: (i) => 1 + (i % 2) });
		expect(columnOf(data, 'rph_sexo').concepts[0]).toMatchObject({ concept: 'sex' });
		expect(columnOf(data, 'zz').concepts).toEqual([]);
	});

	test('sets records aside that do not fit the header, and counts them', async () => {
		const path = files.write('people.csv', 'a,b\n1,2\n3\n5,6\n');
		expect(await files.data(path)).toMatchObject({ rows: 2, rejected: 1 });
	});
});
