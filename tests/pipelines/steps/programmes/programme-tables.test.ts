import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Programme, programme } from '#lib/model/programme.ts';
import { readDeclarations } from '../../../../pipelines/declarations/declarations.ts';
import { pathsFor } from '../../../../pipelines/paths.ts';
import { ArtefactCache } from '../../../../pipelines/release/artefact-cache.ts';
import { programmeFolder } from '../../../../pipelines/release/programme-folder.ts';
import { programmeTables } from '../../../../pipelines/steps/programmes/programme-tables.ts';
import { SourceFolder } from '../../../support/source-folder.ts';
import { describeWithSources, sourceFile } from '../../../support/sources.ts';
import { testProgramme } from '../../../support/test-programme.ts';

let folder: SourceFolder;
beforeAll(async () => void (folder = await SourceFolder.opened()));
afterAll(() => folder.remove());

let declared: readonly Programme[];
beforeAll(() => {
	declared = readDeclarations(pathsFor({ profile: 'local', env: {} }).declarations).programmes;
}, 180_000);

function declaredNamed(id: string): Programme {
	const found = declared.find((one) => one.id === id);
	if (!found) throw new Error(`no programme: ${id}`);
	return found;
}

describe('programmeTables', () => {
	const read = (text: string) => {
		folder.write('panel.csv', text);
		const { engine, sources, work } = folder;
		return programmeTables(programme.parse(testProgramme), { engine, folder: sources, work });
	};

	test('have the columns that are named as texts with their lines, blanks as they are', async () => {
		const tables = await read('place,year,start,seen,harmed,more\nb,1,2,0.5,,x\na,1,never,1,2,x\n');
		expect([...tables.keys()]).toEqual(['panel']);
		const { name, size, lines, columns } = tables.get('panel')!;
		expect({ name, size, lines: [...(lines as Float64Array)] }).toEqual({
			name: 'panel.csv',
			size: 2,
			lines: [2, 3]
		});
		expect(Object.fromEntries(columns)).toEqual({
			...{ place: ['b', 'a'], year: ['1', '1'], start: ['2', 'never'] },
			...{ seen: ['0.5', '1'], harmed: ['', '2'] }
		});
		expect(folder.scratch).toEqual([]);
	});

	test('refuse a file without a column that is named', async () => {
		await expect(read('place,year,start,seen\na,1,2,3\n')).rejects.toThrow(
			/panel\.csv: .*no column harmed/
		);
	});

	test('refuse records that have other fields than the header', async () => {
		await expect(read('place,year,start,seen,harmed\na,1,2,3,4\nb,1,2\n')).rejects.toThrow(
			'panel.csv: records without the fields of the header, the first in line 3: 1'
		);
	});
});

describe('programmeFolder', () => {
	const find = (id: string, env = {}) => {
		const paths = pathsFor({ profile: 'local', root: folder.work, env });
		return programmeFolder(declaredNamed(id), paths, new ArtefactCache(paths.cache, 'code'));
	};

	test('is made for a simulated programme, and kept', async () => {
		const made = await find('demo-barrios-claros');
		expect(made).toContain('programme-files-');
		expect(await find('demo-barrios-claros')).toBe(made);
		const { engine, work } = folder;
		const barrios = declaredNamed('demo-barrios-claros');
		const tables = await programmeTables(barrios, { engine, folder: made ?? '', work });
		expect([...tables].map(([id, { size }]) => [id, size])).toEqual([
			['panel', 1728],
			['neighbours', 368]
		]);
	});

	test('is none where nobody said where sources are, where files are missing, or of surveys', async () => {
		expect(await find('us-recid-1978')).toBeUndefined();
		expect(await find('us-recid-1978', { ATALAYA_SOURCES: folder.sources })).toBeUndefined();
		expect(await find('demo-encuesta-visibilidad')).toBeUndefined();
	});
});

describeWithSources('programmes of real sources', 'seattle_dmi', () => {
	test.for([
		['us-seattle-dmi', 'blocks', 154_272],
		['us-recid-1978', 'people', 1445]
	] as const)(
		'are read as they are declared: %s',
		{ timeout: 60_000 },
		async ([id, file, rows]) => {
			const programme = declaredNamed(id);
			const sources = join(sourceFile('seattle_dmi/seattledmi.csv.gz'), '../..');
			const env = { ATALAYA_SOURCES: sources };
			const paths = pathsFor({ profile: 'local', root: folder.work, env });
			const cache = new ArtefactCache(paths.cache, 'code');
			const { engine, work } = folder;
			const at = (await programmeFolder(programme, paths, cache)) ?? '';
			const tables = await programmeTables(programme, { engine, folder: at, work });
			expect(tables.get(file)?.size).toBe(rows);
		}
	);
});
