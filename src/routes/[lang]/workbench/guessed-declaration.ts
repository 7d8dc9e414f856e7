import type { OwnColumnSummary, OwnSummary } from '#lib/model/own-file-summary.ts';
import type { CodeMeaning, OwnColumn, OwnDeclaration } from '#lib/model/own-file.ts';
import { fileKey } from './saved-declarations.ts';

/** What names, labels and values of a file suggest; a person confirms or changes it. */
export function guessedDeclaration(summary: OwnSummary): OwnDeclaration {
	const { columns } = summary;
	const named = (role: OwnColumnSummary['role']) =>
		columns.find((one) => one.role === role && !one.isWeak);
	const [weight, stratum, psu] = [named('weight'), named('stratum'), named('psu')];
	const file = fileKey(summary);
	const found = [weight, stratum, psu].flatMap((one) => (one ? [one.name] : []));
	const design = new Set([...found, ...summary.replicates.flatMap((one) => one.columns)]);
	return {
		...{ version: 2, file, unit: 'person', unweighted: false, single: false, nested: false },
		...{ reading: summary.reading, strata: stratum ? [stratum.name] : [] },
		...(weight && { weight: weight.name }),
		...(psu && { psu: psu.name }),
		sums: sumsOf(weight),
		lonely: 'fail',
		decimal: columns.some(({ kind, commas }) => kind === 'number' && commas > 0) ? ',' : '.',
		confirmed: false,
		columns: Object.fromEntries(columns.map((one) => [one.name, guessedColumn(one, design)]))
	};
}

/** Weights whose mean is 1 add up to the cases. */
export const sumsOf = (weight: OwnColumnSummary | undefined): OwnDeclaration['sums'] =>
	weight?.mean !== undefined && Math.abs(weight.mean - 1) < 0.02 ? 'sample' : 'population';

function guessedColumn(column: OwnColumnSummary, design: ReadonlySet<string>): OwnColumn {
	const { name, kind, isPrivate, role, isWeak, missing } = column;
	const isDesign = design.has(name) || (role === 'weight' && !isWeak);
	const use = kind === 'code' ? 'category' : kind === 'number' ? 'number' : 'none';
	const codes = missing.map(({ code, reason }): [string, CodeMeaning] => [
		code,
		reason ?? 'undecided'
	]);
	return { use: isPrivate || isDesign ? 'none' : use, codes: Object.fromEntries(codes) };
}

/** A code that seems to be no answer, in all columns where it means the same. */
export interface CodeGroup {
	readonly code: string;
	readonly label: string | undefined;
	readonly columns: readonly string[];
	/** undefined: not the same in all of them. */
	readonly meaning: CodeMeaning | undefined;
}

/** Suspected codes of the columns that are analysed, the most frequent first. */
export function codeGroups(
	columns: readonly OwnColumnSummary[],
	declaration: OwnDeclaration
): CodeGroup[] {
	const groups = new Map<string, { code: string; label: string | undefined; columns: string[] }>();
	for (const { name, missing } of columns) {
		if (declaration.columns[name]?.use === 'none') continue;
		for (const { code, label } of missing) {
			const key = JSON.stringify([code, label?.toLowerCase()]);
			const group = groups.get(key) ?? { code, label, columns: [] };
			group.columns.push(name);
			groups.set(key, group);
		}
	}
	return [...groups.values()]
		.map((group) => {
			const meanings = new Set(
				group.columns.map((name) => declaration.columns[name]?.codes[group.code] ?? 'answer')
			);
			return { ...group, meaning: meanings.size === 1 ? [...meanings][0] : undefined };
		})
		.toSorted((a, b) => b.columns.length - a.columns.length);
}

/** The declaration with one meaning for a code of some columns. */
export function withMeaning(
	declaration: OwnDeclaration,
	{ code, columns }: Pick<CodeGroup, 'code' | 'columns'>,
	meaning: CodeMeaning
): OwnDeclaration {
	const changed = columns.map((name): [string, OwnColumn] => {
		const before = declaration.columns[name] ?? { use: 'none', codes: {} };
		return [name, { ...before, codes: { ...before.codes, [code]: meaning } }];
	});
	return { ...declaration, columns: { ...declaration.columns, ...Object.fromEntries(changed) } };
}
