import { describe, expect, test } from 'vitest';
import { columnsIn } from '#lib/export/tables/answer-columns.ts';
import type { AnswerTable } from '#lib/export/tables/answer-table.ts';
import { cellReader } from '#lib/export/tables/leaving-table.ts';
import { locales } from '#lib/model/locales.ts';
import {
	everyFigure,
	exportedAnswer,
	nastyCatalogue,
	nastyTable,
	nastyTexts,
	noFigure,
	shownAnswer,
	shownFigure
} from '../../support/shown-answers.ts';

/** Rows as records. */
function records(table: AnswerTable) {
	const cell = cellReader(table);
	return table.rows.map((row) =>
		Object.fromEntries(table.columns.map(({ id }) => [id, cell(row, id)]))
	);
}

describe('answerTable', () => {
	test('has a row for every figure, and the whole last', () => {
		const rows = records(nastyTable());
		expect(rows).toHaveLength(everyFigure.length + 1);
		expect(rows.map((row) => row['category_1'])).toEqual([...Object.keys(nastyTexts), '']);
		expect(rows.at(-1)).toMatchObject({ by_1: '', category_1_label: 'Todas las personas' });
	});

	test('says everything that may be shown of a figure, with all its digits', () => {
		const [figure] = records(nastyTable());
		expect(figure).toMatchObject({
			...{ source: 'test-2024', source_label: '-1+1', indicator: 'sees-sale', period: '2023' },
			...{ territory: 'XTT', by_1: 'area', by_1_label: 'Zona', category_1: 'quotes' },
			...{ category_1_label: nastyTexts.quotes, by_2: '', filter: '', part: '' },
			...{ statistic: 'proportion', unit: 'person', unit_measure: 'proportion' },
			...{ estimate: 0.1 + 0.2, standard_error: 1 / 3, lower: 1e-7, upper: 0.9999999999999999 },
			...{ level: 0.95, interval: 'log-odds-t', df: 57, n: 412, deff: 1.25 },
			...{ precision: 'design-based', quality: 'reliable', status: 'figure' },
			...{ unsure: 'category', synthetic: 'true', release: 'r1' }
		});
	});

	test('tells nothing of a suppressed figure but the word', () => {
		const told = noFigure({ n: 3, details: ['stratum 7'], domain: [] });
		const answer = shownAnswer({ figures: [told] });
		const view = { by: [], where: [] };
		const [row] = records(nastyTable({ answers: [exportedAnswer({ answer, view })] }));
		expect(row).toMatchObject({
			...{ estimate: null, standard_error: null, lower: null, upper: null, level: null },
			...{ df: null, n: null, deff: null, interval: '', precision: '', quality: '' },
			...{ status: 'suppressed', status_detail: '' }
		});
	});

	test('says why there is no figure, with the cases that may be told', () => {
		const [, , , , , lonely] = records(nastyTable());
		expect(lonely).toMatchObject({ status: 'lonely-psu', n: 40, estimate: null, level: null });
		expect(lonely?.['status_detail']).toBe(`=1;2; ${nastyTexts.scripts}`);
	});

	test('gives the reasons of a quality as the release does, values only where they are told', () => {
		const [, , unreliable] = records(nastyTable());
		expect(unreliable?.['quality_reasons']).toBe('df 6 < 9; n < 9');
	});

	test('names the territory where a breakdown or a filter is one', () => {
		const territories = ['area'];
		expect(records(nastyTable({ territories }))[0]?.['territory']).toBe('quotes');
		const where = (categories: string[]) => ({ by: [], where: [{ concept: 'area', categories }] });
		const filtered = (categories: string[]) => {
			const answer = shownAnswer({ figures: [shownFigure()] });
			const answers = [exportedAnswer({ answer, view: where(categories) })];
			return records(nastyTable({ territories, answers }))[0];
		};
		expect(filtered(['minus'])).toMatchObject({ territory: 'minus', filter: 'area=minus' });
		expect(filtered(['minus', 'lines'])).toMatchObject({
			...{ territory: 'XTT', filter: 'area=minus+lines' },
			filter_label: `${nastyTexts.minus}, ${nastyTexts.lines}`
		});
	});

	test('says the unit of totals and means', () => {
		const units = ['sale-total', 'mean-price'].map(
			(id) => records(nastyTable({ answers: [exportedAnswer({}, id)] }))[0]?.['unit_measure']
		);
		expect(units).toEqual(['person', 'pesos']);
	});

	test('names the part that a figure is', () => {
		const answer = shownAnswer({ figures: [shownFigure({ part: { category: 'yes' } })] });
		const answers = [exportedAnswer({ answer })];
		expect(records(nastyTable({ answers }))[0]).toMatchObject({ part: 'yes', part_label: 'sí' });
	});

	test('refuses more breakdowns than it has columns for', () => {
		const key = { concept: 'area', category: 'minus' };
		const answer = shownAnswer({ figures: [shownFigure({ domain: [key, key, key, key] })] });
		expect(() => nastyTable({ answers: [exportedAnswer({ answer })] })).toThrow(
			'three breakdowns at most: 4'
		);
	});

	test('puts several answers below each other and says of their source once', () => {
		const answers = [exportedAnswer(), exportedAnswer({}, 'mean-price')];
		const table = nastyTable({ answers });
		expect(table.rows).toHaveLength(2 * (everyFigure.length + 1));
		expect(table.sources.map(({ id }) => id)).toEqual(['test-2024']);
		expect(table.name).toBe('test-2024_sees-sale_mean-price_by-area');
	});

	test('carries the wording, the universe, the terms and the notes of the page', () => {
		const texts = nastyTable().notes.map(({ label, text }) => `${label}: ${text}`);
		expect(texts).toContain(`Nota: ${nastyTexts.formula}`);
		expect(texts).toContain('Pregunta: ¿Se vende "droga"?');
		expect(texts).toContain(`Universo: ${nastyTexts.scripts}`);
		expect(texts).toContain(`Licencia: ${nastyTexts.formula}. https://example.org/a?b=1&c=2`);
		expect(texts).toContain(`Definición: ${nastyTexts.lines}`);
	});

	test('marks a text that is not in the language of the page', () => {
		const [row] = records(nastyTable({ locale: 'fr' }));
		expect(row?.['by_1_label']).toBe('Zona [es]');
	});
});

describe('columnsIn', () => {
	test.for(locales)('calls no two columns alike: %s', (locale) => {
		const labels = columnsIn(locale).map(({ label }) => label);
		expect(labels.length).toBeGreaterThan(30);
		expect(new Set(labels).size).toBe(labels.length);
	});
});

test('a catalogue that lacks a concept leaves its id', () => {
	const catalogue = { ...nastyCatalogue, concepts: [] };
	expect(records(nastyTable({ catalogue }))[0]).toMatchObject({
		...{ by_1_label: 'area', category_1_label: 'quotes' }
	});
});
