import type { Framework, FrameworkIndicator, FrameworkLine } from '#lib/model/framework-parts.ts';
import type { EntrySource } from '#lib/model/entry-source.ts';
import { locales } from '#lib/model/locales.ts';
import { csvLines } from './csv-lines.ts';
import type { Cell } from './leaving-table.ts';

const labels = locales.map((locale) => `label_${locale}` as const);
const columns = [
	...(['framework', 'synthetic', 'line', 'kind', 'indicator', 'part', 'measure', 'unit'] as const),
	...(['direction', 'per', 'basis', 'from', 'to', 'value', 'numerator', 'denominator'] as const),
	...(['standard_error', 'country', 'groups', 'document', 'document_date', 'place'] as const),
	...labels
] as const;

type Row = Partial<Record<(typeof columns)[number], Cell>>;

/**
 * Every number of a framework as CSV: a row for the target of each indicator, its baseline, each
 * milestone and each reported value. What the source does not state is `not-stated`.
 */
export function frameworkCsv(framework: Framework): string {
	const rows = framework.lines.flatMap((line) =>
		line.indicators.length === 0
			? [{ ...lineCells(line, framework), part: 'line' }]
			: line.indicators.flatMap((indicator) => indicatorRows(indicator, line, framework))
	);
	const body = rows.map((row: Row) => columns.map((column) => row[column] ?? null));
	return `\ufeff${csvLines([columns, ...body])}`;
}

const lineCells = ({ code, kind, source, title }: FrameworkLine, framework: Framework): Row => ({
	...{ framework: framework.id, synthetic: String(framework.synthetic), line: code, kind },
	...sourceCells(source, framework),
	...Object.fromEntries(locales.map((locale) => [`label_${locale}`, title[locale] ?? null]))
});

function sourceCells({ document, place }: EntrySource, { documents }: Framework): Row {
	const date = documents.find(({ id }) => id === document)?.date;
	return { document, document_date: date ?? null, place: place ?? null };
}

function indicatorRows(
	indicator: FrameworkIndicator,
	line: FrameworkLine,
	framework: Framework
): Row[] {
	const { target, baseline, milestones, reported, label, countries } = indicator;
	const own = {
		...lineCells(line, framework),
		...sourceCells(indicator.source ?? line.source, framework),
		...{ indicator: indicator.id, measure: indicator.measure, unit: indicator.unit ?? null },
		direction: indicator.direction,
		...Object.fromEntries(locales.map((locale) => [`label_${locale}`, label[locale] ?? null]))
	};
	const place = typeof countries === 'string' ? countries : countries.join(' ');
	const row = (part: string, value: Valued, cells: Row): Row => ({
		...{ ...own, part, ...numberCells(value) },
		...(value.source ? sourceCells(value.source, framework) : {}),
		...cells
	});
	return [
		row('target', target, {
			...{ per: target.per, basis: target.basis, to: target.due, country: place }
		}),
		...(baseline ? [row('baseline', baseline, { to: baseline.on })] : []),
		...milestones.map((one) => row('milestone', one, { to: one.due })),
		...reported.map((one) =>
			row('reported', one, { from: one.from ?? null, to: one.to, country: one.country ?? null })
		)
	];
}

interface Valued {
	readonly value?: number | string | undefined;
	readonly numerator?: number | undefined;
	readonly denominator?: number | undefined;
	readonly standardError?: number | undefined;
	readonly groups?: Readonly<Record<string, string>>;
	readonly source?: EntrySource;
}

const numberCells = ({
	value,
	numerator,
	denominator,
	standardError,
	groups = {}
}: Valued): Row => ({
	value: value ?? null,
	numerator: numerator ?? null,
	denominator: denominator ?? null,
	standard_error: standardError ?? null,
	groups: Object.entries(groups)
		.map(([key, one]) => `${key}=${one}`)
		.join(' ')
});
