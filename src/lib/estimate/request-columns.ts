import type { ComparisonRequest, Measure } from '#lib/model/estimate-request.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { choices } from '#lib/model/nearest-name.ts';
import type { FieldProblem } from '#lib/model/problems.ts';
import type { FileRequest } from '#lib/model/request-file.ts';
import { type Calibration, calibrationColumns } from '#lib/model/sampling.ts';
import type { TableColumn } from './estimate-table.ts';
import { measureColumns } from './measured-cells.ts';
import type { Outcome } from './outcome-column.ts';

type Contrast = ComparisonRequest['contrasts'][number];

/** A column that a field of a request names, and what it has to hold. */
export interface ColumnUse {
	readonly field: string;
	readonly name: string;
	readonly kind: TableColumn['kind'];
}

/** What is declared of a column that a request does not make the one or the other. */
export type DeclaredKind = (name: string) => TableColumn['kind'] | undefined;

/** The columns a request is about. A term of a model is a number, unless it is declared otherwise. */
export function requestColumns(request: FileRequest, declared: DeclaredKind): ColumnUse[] {
	const filters = categoryUses(
		'where',
		request.where.map(({ concept }) => concept),
		'.concept'
	);
	switch (request.kind) {
		case 'estimate':
			return [
				...measureUses('measure', request.measure),
				...categoryUses('by', request.by),
				...filters
			];
		case 'comparison':
			return [
				...measureUses('measure', request.measure),
				...request.contrasts.flatMap(contrastUses),
				...categoryUses('by', request.by),
				...filters
			];
		case 'association':
			return [category('rows', request.rows), category('columns', request.columns), ...filters];
		case 't-test':
		case 'rank-test': {
			const groups = request.groups === undefined ? [] : [category('groups', request.groups)];
			return [outcomeUse(request.outcome), ...groups, ...filters];
		}
		case 'model': {
			const terms = request.terms.map((name, i) => ({
				field: `terms[${i}]`,
				name,
				kind: declared(name) ?? ('number' as const)
			}));
			return [outcomeUse(request.outcome), ...terms, ...filters];
		}
		case 'standardised-means': {
			const standard = category('standard.concept', request.standard.concept);
			const over = categoryUses('over', request.over);
			return [outcomeUse(request.outcome), standard, ...over, ...filters];
		}
	}
}

const category = (field: string, name: string): ColumnUse => ({ field, name, kind: 'category' });

const categoryUses = (field: string, names: readonly string[], end = '') =>
	names.map((name, i) => category(`${field}[${i}]${end}`, name));

function outcomeUse({ concept: name, numerator }: Outcome): ColumnUse {
	return { field: 'outcome.concept', name, kind: numerator ? 'category' : 'number' };
}

function measureUses(field: string, measure: Measure): ColumnUse[] {
	const { categories, numbers } = measureColumns(measure);
	const [own, over] = numbers;
	return [
		...categories.map((name) => category(`${field}.concept`, name)),
		...(own === undefined
			? []
			: [{ field: `${field}.concept`, name: own, kind: 'number' } as const]),
		...(over === undefined ? [] : [{ field: `${field}.over`, name: over, kind: 'number' } as const])
	];
}

function contrastUses(contrast: Contrast, i: number): ColumnUse[] {
	const points = contrast.kind === 'linear' ? contrast.terms : [contrast.of, contrast.against];
	return points.flatMap(({ measure }) =>
		measure ? measureUses(`contrasts[${i}].measure`, measure) : []
	);
}

/** The columns whose totals a calibration knows. */
export function calibrationUses(calibration: readonly Calibration[]): ColumnUse[] {
	return calibration.flatMap((one, i) => {
		const { categories, numbers } = calibrationColumns(one);
		const field = `design.calibration[${i}]`;
		return [
			...categories.map((name): ColumnUse => ({ field, name, kind: 'category' })),
			...numbers.map((name): ColumnUse => ({ field, name, kind: 'number' }))
		];
	});
}

interface CategoryList {
	readonly at: string;
	readonly name: string;
	readonly categories: readonly string[];
	/** What may stand beside the categories of the column. */
	readonly reasons: readonly string[];
}

/** Categories of a request that its columns do not have: they would count nobody, silently. */
export function unknownCategories(
	request: FileRequest,
	columns: ReadonlyMap<string, TableColumn>
): FieldProblem[] {
	const filters = request.where.map(({ concept: name, categories }, i) => {
		return { at: `where[${i}].categories`, name, categories, reasons: missingReasons };
	});
	return [...ownCategories(request), ...filters].flatMap(({ at, name, categories, reasons }) => {
		const column = columns.get(name);
		const known = column?.kind === 'category' ? [...column.categories, ...reasons] : undefined;
		return categories.flatMap((one, i) =>
			known === undefined || known.includes(one)
				? []
				: [
						{
							field: `${at}[${i}]`,
							message: `no category ${JSON.stringify(one)} of ${name}, expected one of ${choices(one, known)}`
						}
					]
		);
	});
}

function ownCategories(request: FileRequest): CategoryList[] {
	if ('outcome' in request) {
		const { concept: name, numerator: categories = [] } = request.outcome;
		const outcome = { at: 'outcome.numerator', name, categories, reasons: [] };
		if (request.kind !== 'standardised-means') return [outcome];
		const { concept, population } = request.standard;
		const sizes = population.map((one) => one.category);
		return [outcome, { at: 'standard.population', name: concept, categories: sizes, reasons: [] }];
	}
	if (!('measure' in request)) return [];
	const measured = numeratorOf('measure', request.measure);
	return request.kind === 'estimate'
		? [measured]
		: [measured, ...request.contrasts.flatMap(pointCategories)];
}

function numeratorOf(at: string, measure: Measure): CategoryList {
	const categories = 'numerator' in measure ? (measure.numerator ?? []) : [];
	return { at: `${at}.numerator`, name: measure.concept, categories, reasons: [] };
}

function pointCategories(contrast: Contrast, i: number): CategoryList[] {
	const points = contrast.kind === 'linear' ? contrast.terms : [contrast.of, contrast.against];
	return points.flatMap(({ at, measure }) => [
		...Object.entries(at).map(([name, one]) => {
			return { at: `contrasts[${i}].at.${name}`, name, categories: [one], reasons: [] };
		}),
		...(measure ? [numeratorOf(`contrasts[${i}].measure`, measure)] : [])
	]);
}
