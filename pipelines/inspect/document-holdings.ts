import { ddiCodebook } from '#lib/readers/ddi/ddi.ts';
import { iatiActivities } from '#lib/readers/iati/iati.ts';
import type { ByteSource } from '#lib/readers/byte-source.ts';
import { type SdmxCsvOptions, sdmxCsvRecords } from '#lib/readers/sdmx/sdmx-csv.ts';
import { xlsFormWorkbook } from '#lib/readers/xlsform/xlsform.ts';
import type { SourceKind } from '#lib/readers/inspect/source-guess.ts';

/** What a file holds that is no table of units: counts by what is counted, and what was said about it. */
export interface Holdings {
	readonly title?: string | undefined;
	readonly counts: Readonly<Record<string, number>>;
	readonly notes: readonly string[];
}

/** Reads the file to its end and counts. */
export function documentHoldings(
	source: ByteSource,
	kind: Exclude<SourceKind, 'table'>,
	options: SdmxCsvOptions = {}
): Promise<Holdings> {
	switch (kind) {
		case 'ddi':
			return ddiHoldings(source);
		case 'iati':
			return iatiHoldings(source);
		case 'xlsform':
			return formHoldings(source, options.limits);
		case 'sdmx':
			return sdmxHoldings(source, options);
	}
}

const total = <Item>(items: readonly Item[], count: (item: Item) => number) =>
	items.reduce((sum, item) => sum + count(item), 0);

async function ddiHoldings(source: ByteSource): Promise<Holdings> {
	const { study, files, variables, groups, notes } = await ddiCodebook(source);
	return {
		title: study.titles[0]?.text,
		counts: {
			files: files.length,
			variables: variables.length,
			'variables with a question': variables.filter(({ questions }) => questions.length > 0).length,
			categories: total(variables, ({ categories }) => categories.length),
			'variables with missing codes': variables.filter(({ missing }) => missing.length > 0).length,
			'groups of variables': groups.length
		},
		notes
	};
}

async function iatiHoldings(source: ByteSource): Promise<Holdings> {
	const counts = {
		...{ activities: 0, 'activities with results': 0, results: 0, indicators: 0, periods: 0 },
		...{ 'periods with a target': 0, 'periods with an actual': 0, budgets: 0 }
	};
	for await (const { results, budgets } of iatiActivities(source)) {
		const indicators = results.flatMap((result) => result.indicators);
		const periods = indicators.flatMap((indicator) => indicator.periods);
		counts.activities++;
		counts['activities with results'] += Number(results.length > 0);
		counts.results += results.length;
		counts.indicators += indicators.length;
		counts.periods += periods.length;
		counts['periods with a target'] += periods.filter(({ targets }) => targets.length > 0).length;
		counts['periods with an actual'] += periods.filter(({ actuals }) => actuals.length > 0).length;
		counts.budgets += budgets.length;
	}
	return { counts, notes: [] };
}

async function formHoldings(
	source: ByteSource,
	limits: SdmxCsvOptions['limits']
): Promise<Holdings> {
	const { settings, languages, items, lists, problems, notes } = await xlsFormWorkbook(
		source,
		limits
	);
	return {
		title: settings.title,
		counts: {
			questions: items.filter(({ kind }) => kind === 'question').length,
			'groups and repeats': items.filter(({ kind }) => kind !== 'question').length,
			'choice lists': lists.size,
			choices: total([...lists.values()], (list) => list.length),
			languages: languages.length,
			problems: problems.length
		},
		notes: [
			...notes,
			...problems.map(({ sheet, row, message }) => `sheet ${sheet}, row ${row}: ${message}`)
		]
	};
}

async function sdmxHoldings(source: ByteSource, options: SdmxCsvOptions): Promise<Holdings> {
	const { variables, rows = 0, notes } = await sdmxCsvRecords(source, options);
	return { counts: { observations: rows, columns: variables.length }, notes };
}
