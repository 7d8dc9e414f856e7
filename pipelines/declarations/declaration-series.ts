import type { Path } from '#lib/model/problems.ts';
import type { Series } from '#lib/model/series.ts';
import { type TerritoryList, isBelow } from '#lib/model/territory.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import type { References, Report } from './declaration-references.ts';

/** That a series speaks of territories that its lists have, and reads codes that they know. */
export function checkSeries(series: Series, references: References, report: Report) {
	const territories = territoriesOf(series, references, report);
	if (!territories) return;
	if (series.tier === 'open') checkLevels(series, references, report);
	const known = new Set(territories.map(({ id }) => id));
	for (const [path, id] of namedTerritories(series))
		if (!known.has(id)) report(path, unknownName('territory', id, known));
	const schemes = new Set(['id', ...territories.flatMap(({ codes }) => Object.keys(codes))]);
	for (const [path, scheme] of namedSchemes(series))
		if (!schemes.has(scheme)) report(path, unknownName('scheme of codes', scheme, schemes));
}

/** A list of places that are too small is none of a series that is published. */
function checkLevels({ geography: { lists } }: Series, references: References, report: Report) {
	const [published] = references.read.published.declared.values();
	if (!published) return;
	const { level: smallest } = published.value;
	lists.forEach((id, i) => {
		const level = references.read.territories.declared.get(id)?.value.level;
		if (level !== undefined && isBelow(level, smallest))
			report(
				['geography', 'lists', i],
				`below the published level, ${smallest}: ${id} is ${level}`
			);
	});
}

/**
 * The territories of the lists of a series. Undefined where nobody can tell: without lists the codes
 * are those of the source, and a list may be broken or not there, which is reported.
 */
export function territoriesOf(
	{ geography: { lists } }: Series,
	references: References,
	report: Report
): TerritoryList['territories'] | undefined {
	const found = lists.flatMap((id, i) => {
		const list = references.find('territories', id, (message) =>
			report(['geography', 'lists', i], message)
		);
		return list ? [list] : [];
	});
	if (lists.length === 0 || found.length < lists.length) return undefined;
	return found.flatMap((list) => list.territories);
}

/** Every territory that the declaration names, with where it does. */
function namedTerritories(series: Series): [Path, string][] {
	const { hierarchies, checks, known, corrections, origin } = series;
	const cells = corrections.flatMap(({ cells }, i) =>
		cells.map(({ territory }, c): [Path, string] => [
			['corrections', i, 'cells', c, 'territory'],
			territory
		])
	);
	const inHierarchies = hierarchies.flatMap(({ dimension, parent, children }, i) =>
		dimension === 'territory'
			? [parent, ...children].map((id): [Path, string] => [['hierarchies', i], id])
			: []
	);
	return [
		...cells,
		...inHierarchies,
		...optional(checks.totals, ['checks', 'totals']),
		...optional(known, ['known']),
		...(origin.kind === 'facts' ? [] : origin.parts.flatMap(partTerritories))
	];
}

const optional = (all: readonly { territory?: string | undefined }[], at: Path) =>
	all.flatMap(({ territory }, i): [Path, string][] =>
		territory === undefined ? [] : [[[...at, i, 'territory'], territory]]
	);

type Part = Extract<Series['origin'], { kind: 'recipe' }>['parts'][number];

function partTerritories({ territory }: Part, i: number): [Path, string][] {
	const at = ['origin', 'parts', i, 'territory'];
	if ('fixed' in territory) return [[[...at, 'fixed'], territory.fixed]];
	if (!('codes' in territory)) return [];
	return Object.entries(territory.codes).map(([code, id]) => [[...at, 'codes', code], id]);
}

function namedSchemes({ origin }: Series): [Path, string][] {
	if (origin.kind === 'facts') return [];
	return origin.parts.flatMap(({ territory }, i): [Path, string][] =>
		'scheme' in territory ? [[['origin', 'parts', i, 'territory', 'scheme'], territory.scheme]] : []
	);
}
