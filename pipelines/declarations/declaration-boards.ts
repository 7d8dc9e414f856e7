import type { Board, BoardTile, TileSource } from '#lib/model/boards/board.ts';
import { unknownName } from '#lib/model/nearest-name.ts';
import type { Path } from '#lib/model/problems.ts';
import type { References, Report } from './declaration-references.ts';

type Direction = BoardTile['direction'];

/** What the source of a tile says of itself. */
interface Measured {
	readonly measures: 'population' | 'service' | 'enforcement';
	readonly direction: Direction;
	/** Its values are shares, from 0 to 1. */
	readonly isShare: boolean;
}

/** That the tiles of a board name what there is, and want nothing of the work of the police. */
export function checkBoard(board: Board, references: References, report: Report) {
	checkPlace(board, references, report);
	board.tiles.forEach((tile, i) => {
		const at = ['tiles', i];
		const refuse: Report = (path, message) =>
			report([...at, ...path], `tile ${tile.id}: ${message}`);
		const measured = checkSource(tile.source, references, refuse);
		if (measured) checkDirection(tile, measured, refuse);
	});
}

function checkPlace({ place }: Board, references: References, report: Report) {
	if ('territory' in place) {
		const known = references.territories();
		if (!known.has(place.territory))
			report(['place', 'territory'], unknownName('territory', place.territory, known));
		return;
	}
	place.blocs.forEach((bloc, i) => checkBloc(bloc, ['place', 'blocs', i], references, report));
}

function checkBloc(bloc: string, path: Path, { read }: References, report: Report) {
	const lists = [...read.territories.declared.values()];
	const blocs = lists.flatMap(({ value }) => Object.keys(value.blocs));
	if (!blocs.includes(bloc)) report(path, unknownName('bloc', bloc, blocs));
}

/** Enforcement has no wanted way and no target; elsewhere a board may leave it open, not turn it. */
function checkDirection({ direction, target }: BoardTile, measured: Measured, report: Report) {
	const { measures, direction: own, isShare } = measured;
	if (measures === 'enforcement' && direction !== 'none')
		report(['direction'], `enforcement has no wanted direction, expected none: ${direction}`);
	else if (own !== 'none' && direction !== 'none' && own !== direction)
		report(['direction'], `the other way than its source says, ${own}: ${direction}`);
	if (target === 'not-stated' || !isShare) return;
	const all = [target.value, ...target.milestones.map(({ value }) => value)];
	const values = target.from === undefined ? all : [...all, target.from.value];
	for (const value of values.filter((one) => !(one >= 0 && one <= 1)))
		report(['target'], `a share lies between 0 and 1: ${value}`);
}

function checkSource(
	source: TileSource,
	references: References,
	report: Report
): Measured | undefined {
	switch (source.kind) {
		case 'indicator':
			return checkIndicator(source, references, report);
		case 'series':
			return checkSeriesSource(source, references, report);
		case 'baseline': {
			const at = ['source', 'baseline'];
			const found = references.find('baselines', source.baseline, (why) => report(at, why));
			if (!found) return undefined;
			if (found.frozen.kind === 'estimate' && found.frozen.group === undefined)
				return indicatorSays(found.frozen.indicator, references);
			report(at, `not an estimate of all people: ${source.baseline}`);
			return undefined;
		}
		case 'programme': {
			const at = ['source', 'programme'];
			const found = references.find('programmes', source.programme, (why) => report(at, why));
			const main = found?.outcomes.find((one) => one.role === 'main') ?? found?.outcomes[0];
			return main && { measures: main.measures, direction: main.direction, isShare: false };
		}
		case 'framework': {
			const refuse = (why: string) => report(['source', 'framework'], why);
			const found = references.find('frameworks', source.framework, refuse);
			const all = found?.lines.flatMap(({ indicators }) => indicators) ?? [];
			const indicator = all.find(({ id }) => id === source.indicator);
			if (found && !indicator)
				report(
					['source', 'indicator'],
					unknownName(
						`indicator of ${found.id}`,
						source.indicator,
						all.map(({ id }) => id)
					)
				);
			return indicator && { measures: 'service', direction: indicator.direction, isShare: false };
		}
	}
}

function indicatorSays(id: string, { read }: References): Measured | undefined {
	const found = read.indicators.declared.get(id)?.value;
	return found && { ...found, isShare: found.statistic === 'proportion' };
}

function checkIndicator(
	{ indicator, surveys, territory }: Extract<TileSource, { kind: 'indicator' }>,
	references: References,
	report: Report
): Measured | undefined {
	const all = [...references.read.surveys.declared.values()].map(({ value }) => value);
	const own = all.filter(({ series }) => series === surveys);
	const names = [...new Set(all.map(({ series }) => series))];
	if (own.length === 0 && references.read.surveys.broken.size === 0)
		report(['source', 'surveys'], unknownName('series of surveys', surveys, names));
	const known = references.territories();
	if (!known.has(territory))
		report(['source', 'territory'], unknownName('territory', territory, known));
	const found = references.find('indicators', indicator, (why) =>
		report(['source', 'indicator'], why)
	);
	const asks = own.some(({ mappings }) => mappings.some((one) => one.concept === found?.concept));
	if (found && own.length > 0 && !asks)
		report(['source', 'indicator'], `no survey of ${surveys} asks for it: ${indicator}`);
	return found && { ...found, isShare: found.statistic === 'proportion' };
}

function checkSeriesSource(
	{ series, territory, bloc, categories }: Extract<TileSource, { kind: 'series' }>,
	references: References,
	report: Report
): Measured | undefined {
	const found = references.find('series', series, (why) => report(['source', 'series'], why));
	if (territory !== undefined && !references.territories().has(territory))
		report(['source', 'territory'], unknownName('territory', territory, references.territories()));
	if (bloc !== undefined) checkBloc(bloc, ['source', 'bloc'], references, report);
	if (!found) return undefined;
	if (found.tier !== 'open')
		report(['source', 'series'], `not open, so that nothing of it is published: ${series}`);
	for (const { id, categories: known } of found.dimensions) {
		const named = categories[id];
		const ids = known.map((one) => one.id);
		if (named === undefined)
			report(['source', 'categories'], `says no category of ${id}, one of ${ids.join(', ')}`);
		else if (!ids.includes(named))
			report(['source', 'categories', id], unknownName(`category of ${id}`, named, ids));
	}
	const dimensions = found.dimensions.map(({ id }) => id);
	for (const id of Object.keys(categories).filter((one) => !dimensions.includes(one)))
		report(['source', 'categories', id], unknownName(`dimension of ${series}`, id, dimensions));
	return { ...found, isShare: false };
}
