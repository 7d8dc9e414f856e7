import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { questionnaireXlsx } from '#lib/export/tables/questionnaire-xlsx.ts';
import { seriesCsv } from '#lib/export/tables/series-csv.ts';
import { templateXlsx } from '#lib/export/tables/template-xlsx.ts';
import { frameworkTemplate } from '#lib/model/framework-template.ts';
import { questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import { seriesValues } from '#lib/model/questionnaires/series-template.ts';
import { type Series, series } from '#lib/model/series.ts';
import { declarationYaml } from '#lib/readers/questionnaire/declaration-yaml.ts';
import { declaredFramework } from '../../support/declared-frameworks.ts';
import {
	declaredRegisters,
	filledWorkbook,
	known,
	questionnaireOf,
	readBytes
} from '../../support/questionnaires.ts';

const folder = join(import.meta.dirname, '../../../data/series');
const facts = readdirSync(folder)
	.filter((name) => name.endsWith('.csv'))
	.map((name) => name.slice(0, -'.csv'.length));

/** What nobody fills in by hand: findings of a build, and signed corrections. */
const declaredSeries = (id: string): Series => ({
	...series.parse(parse(readFileSync(join(folder, `${id}.yaml`), 'utf8'))),
	...{ known: [], corrections: [] }
});

function seriesTable(id: string) {
	const [head = '', ...lines] = readFileSync(join(folder, `${id}.csv`), 'utf8')
		.trim()
		.split('\n');
	const names = head.split(',');
	const own = seriesValues.columns.map((column) => column.id);
	const columns = names.filter((name) => !own.includes(name));
	const rows = lines
		.filter((line) => !line.includes('"'))
		.map((line) => {
			const cells = new Map(line.split(',').map((text, i) => [names[i], text] as const));
			return [...own, ...columns].map((name) => {
				const text = cells.get(name) ?? '';
				if (text === '') return null;
				return name === 'value' || name === 'standard_error' ? Number(text) : text;
			});
		});
	return { columns, rows };
}

describe('a questionnaire', () => {
	test.for(declaredRegisters.map((file) => [file.id, file] as const))(
		'of the register %s that was filled in with its entries gives them back, and YAML that says the same',
		async ([id, file]) => {
			const read = await readBytes(await filledWorkbook(id, file));
			expect(read.problems).toEqual([]);
			expect(read.questionnaire).toBe(id);
			expect(read.rows).toBe(file.entries.length);
			expect(read.declared?.value).toEqual(file);
			const text = declarationYaml(read.declared!.value);
			const again = await readBytes(new TextEncoder().encode(text), `${id}.yaml`);
			expect(again.problems).toEqual([]);
			expect(again.declared?.value).toEqual(file);
		}
	);

	test.for(['copolad-iii', 'demo-alianza'])('of the framework %s does, too', async (id) => {
		const declared = declaredFramework(id);
		const read = await readBytes(await templateXlsx(frameworkTemplate, declared));
		expect([read.questionnaire, read.problems]).toEqual(['framework', []]);
		expect(read.declared?.value).toEqual(declared);
		const text = new TextEncoder().encode(declarationYaml(declared));
		expect((await readBytes(text, 'a.yaml')).declared?.value).toEqual(declared);
	});

	test.for(facts)('of the series %s does, with its numbers', async (id) => {
		const declaration = declaredSeries(id);
		const table = seriesTable(id);
		const bytes = await questionnaireXlsx(questionnaireOf('series'), {
			...{ locale: 'en', names: known.names, declaration, table }
		});
		const read = await readBytes(bytes);
		expect(read.problems).toEqual([]);
		expect(read.declared?.value).toEqual(declaration);
		const rows = read.declared?.kind === 'series' ? read.declared.rows : [];
		expect(rows).toHaveLength(table.rows.length);
		const written = readFileSync(join(folder, `${id}.csv`), 'utf8').split('\n');
		const ours = seriesCsv(declaration, rows).replaceAll('"', '').split('\n');
		expect(ours[0]).toBe(written[0]);
		expect(ours.filter((line) => !written.includes(line))).toEqual([]);
	});

	test.for(questionnaires.map(({ id }) => id))(
		'that is blank is told as what it is, the same bytes each time: %s',
		async (id) => {
			const options = { locale: 'pt', names: known.names } as const;
			const bytes = await questionnaireXlsx(questionnaireOf(id), options);
			const { questionnaire, rows, notes } = await readBytes(bytes);
			expect([questionnaire, rows, notes]).toEqual([id, 0, []]);
			expect(await questionnaireXlsx(questionnaireOf(id), options)).toEqual(bytes);
		}
	);
});
