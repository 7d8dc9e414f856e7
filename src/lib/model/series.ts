import type { z } from 'zod';
import { frequencyOf } from './period.ts';
import { type SeriesFields, seriesFields } from './series-fields.ts';

type Refuse = (path: (string | number)[], message: string) => void;

/** `data/series/<id>.yaml`: published figures, or the file of a producer and how to read it. */
export const series = seriesFields.superRefine((declared, context) => {
	const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
	refuseEnforcementWithDirection(declared, refuse);
	refuseSmallAreas(declared, refuse);
	refusePeriods(declared, refuse);
	refuseCategories(declared, refuse);
	refuseDimensions(declared, refuse);
	refuseCodes(declared, refuse);
	refusePeriodParts(declared, refuse);
	refuseNakedEstimates(declared, refuse);
});
export type Series = z.infer<typeof series>;

function refuseEnforcementWithDirection(
	{ measures, direction, caution }: SeriesFields,
	refuse: Refuse
) {
	if (measures !== 'enforcement') return;
	if (direction !== 'none') refuse(['direction'], 'enforcement has no wanted direction');
	if (caution === undefined)
		refuse(['caution'], 'enforcement says that it measures the work of police and recording');
}

/** No level below the state is published: municipalities wait for the rule of their size. */
function refuseSmallAreas({ geography: { level, lists }, tier }: SeriesFields, refuse: Refuse) {
	if (tier !== 'open') return;
	if (level === 'municipality' || level === 'area')
		refuse(['tier'], `not open below the level of states: ${level}`);
	if (lists.length === 0) refuse(['geography', 'lists'], 'open series use a list of territories');
}

function refusePeriods(declared: SeriesFields, refuse: Refuse) {
	const { frequency: wanted, lastComplete, hierarchies, recording, checks, corrections } = declared;
	const check = (path: (string | number)[], text: string | undefined) => {
		if (text !== undefined && frequencyOf(text) !== wanted)
			refuse(path, `not a period of a series by ${wanted}: ${text}`);
	};
	if ((lastComplete === undefined) !== (wanted === 'undated'))
		refuse(['lastComplete'], 'needed, unless the series is undated');
	check(['lastComplete'], lastComplete);
	hierarchies.forEach(({ from }, i) => check(['hierarchies', i, 'from'], from));
	recording.breaks.forEach((one, i) => check(['recording', 'breaks', i, 'period'], one.period));
	checks.totals.forEach(({ from, to }, i) => {
		check(['checks', 'totals', i, 'from'], from);
		check(['checks', 'totals', i, 'to'], to);
		if (from > to) refuse(['checks', 'totals', i, 'to'], `before its beginning: ${to}`);
	});
	corrections.forEach(({ cells }, i) =>
		cells.forEach((cell, c) => check(['corrections', i, 'cells', c, 'period'], cell.period))
	);
}

/** Categories that hierarchies, checks, known findings and corrections speak of. */
function refuseCategories(declared: SeriesFields, refuse: Refuse) {
	const { dimensions, hierarchies, checks, known, corrections } = declared;
	const categories = new Map(
		dimensions.map(({ id, categories }) => [id, categories.map((one) => one.id)])
	);
	const check = (path: (string | number)[], named: Readonly<Record<string, string>>) => {
		for (const [id, category] of Object.entries(named))
			if (categories.get(id)?.includes(category) !== true)
				refuse([...path, id], `unknown category of ${id}: ${category}`);
	};
	hierarchies.forEach(({ dimension, parent, children }, i) => {
		if (dimension === 'territory') return;
		for (const one of [parent, ...children]) check(['hierarchies', i], { [dimension]: one });
	});
	checks.totals.forEach((one, i) => check(['checks', 'totals', i, 'categories'], one.categories));
	known.forEach((one, i) => check(['known', i, 'categories'], one.categories));
	corrections.forEach(({ cells }, i) =>
		cells.forEach((one, c) => check(['corrections', i, 'cells', c, 'categories'], one.categories))
	);
}

/** Every dimension is filled in by every column of values, and none that is not declared. */
function refuseDimensions({ dimensions, origin, hierarchies }: SeriesFields, refuse: Refuse) {
	const ids = dimensions.map(({ id }) => id);
	for (const id of ids.filter((id, i) => ids.indexOf(id) !== i || reserved.includes(id)))
		refuse(['dimensions'], `stands twice, or is a column of every series: ${id}`);
	if (hierarchies.some(({ parent, children }) => children.includes(parent)))
		refuse(['hierarchies'], 'a category is its own child');
	if (origin.kind === 'facts') return;
	origin.parts.forEach((part, p) =>
		part.values.forEach((one, v) => {
			const filled = [...Object.keys(part.dimensions), ...Object.keys(one.dimensions)];
			const path = ['origin', 'parts', p, 'values', v];
			for (const id of ids.filter((id) => filled.filter((name) => name === id).length !== 1))
				refuse(path, `says the ${id} not exactly once`);
			for (const id of filled.filter((id) => !ids.includes(id)))
				refuse(path, `unknown dimension: ${id}`);
		})
	);
}

/** The categories that the parts of a recipe give. */
function refuseCodes({ dimensions, origin }: SeriesFields, refuse: Refuse) {
	if (origin.kind === 'facts') return;
	const check = (path: (string | number)[], id: string, category: string) => {
		const declared = dimensions.find((one) => one.id === id)?.categories;
		if (declared && !declared.some((one) => one.id === category))
			refuse([...path, id], `unknown category of ${id}: ${category}`);
	};
	origin.parts.forEach((part, p) => {
		const at = ['origin', 'parts', p];
		for (const [id, given] of Object.entries(part.dimensions))
			for (const category of 'fixed' in given ? [given.fixed] : Object.values(given.codes))
				check([...at, 'dimensions'], id, category);
		part.values.forEach(({ dimensions: given }, v) => {
			for (const [id, category] of Object.entries(given))
				check([...at, 'values', v, 'dimensions'], id, category);
		});
	});
}

/** Every column of values says its year, and its quarter or month where the series has them. */
function refusePeriodParts({ frequency, origin }: SeriesFields, refuse: Refuse) {
	if (origin.kind === 'facts') return;
	const wanted = {
		year: ['year'],
		quarter: ['year', 'quarter'],
		month: ['year', 'month'],
		undated: []
	};
	const units = ['year', 'quarter', 'month'] as const;
	origin.parts.forEach(({ period, values }, p) =>
		values.forEach((value, v) => {
			const said = units.filter((unit) => period[unit] !== undefined || value[unit] !== undefined);
			const twice = units.some((unit) => period[unit] !== undefined && value[unit] !== undefined);
			const whole = period.date ?? period.text;
			const fits = whole === undefined && said.join() === wanted[frequency].join();
			const dated = whole !== undefined && said.length === 0 && frequency !== 'undated';
			if (twice || !(fits || dated))
				refuse(['origin', 'parts', p, 'values', v], `does not say its ${frequency} exactly once`);
		})
	);
}

/** A column of standard errors is there exactly where the series says that it has them. */
function refuseNakedEstimates({ value, origin }: SeriesFields, refuse: Refuse) {
	if (origin.kind === 'facts') return;
	const wanted = value.precision === 'standard-error';
	origin.parts.forEach(({ values, records }, p) => {
		if (wanted && records !== 'one')
			refuse(['origin', 'parts', p, 'records'], 'estimates with standard errors are not added');
		values.forEach(({ standardError }, v) => {
			if ((standardError !== undefined) !== wanted)
				refuse(
					['origin', 'parts', p, 'values', v, 'standardError'],
					`does not fit the precision of the series: ${value.precision}`
				);
		});
	});
}

const reserved = ['series', 'territory', 'period', 'value', 'standard_error', 'status', 'note'];

/** The columns of a finished series, in their order; the first ones before `value` are its key. */
export function seriesColumns({ dimensions }: Pick<Series, 'dimensions'>): string[] {
	return [
		'series',
		'territory',
		'period',
		...dimensions.map(({ id }) => id),
		'value',
		'standard_error',
		'status',
		'note'
	];
}
