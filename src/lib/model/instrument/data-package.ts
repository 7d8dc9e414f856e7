import { z } from 'zod';

/** datapackage.org, Table Schema 2.0, field types. */
export const fieldTypes = [
	...(['string', 'number', 'integer', 'boolean', 'object', 'array', 'list', 'datetime'] as const),
	...(['date', 'time', 'year', 'yearmonth', 'duration', 'geopoint', 'geojson', 'any'] as const)
] as const;
type FieldType = (typeof fieldTypes)[number];

/** Types whose values have an order, so that they may have a least and a greatest. */
const ordered: ReadonlySet<string> = new Set([
	...['integer', 'number', 'date', 'time', 'datetime', 'duration', 'year', 'yearmonth']
]);

const isOnce = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

function labelled<T extends z.ZodType<string | number>>(value: T) {
	const one = z.looseObject({ value, label: z.string().optional() });
	return z.union([
		z.array(value).refine(isOnce, 'values repeat'),
		z
			.array(one)
			.refine((all) => isOnce(all.map((each) => each.value)), 'values repeat')
			.refine((all) => isOnce(all.flatMap(({ label }) => label ?? [])), 'labels repeat')
	]);
}

const bound = z.union([z.number(), z.string()]);
const constraints = z.looseObject({
	required: z.boolean().optional(),
	unique: z.boolean().optional(),
	minimum: bound.optional(),
	maximum: bound.optional(),
	minLength: z.int().min(0).optional(),
	maxLength: z.int().min(0).optional(),
	pattern: z.string().optional(),
	enum: z.array(z.unknown()).min(1).refine(isOnce, 'values repeat').optional()
});

const packageField = z
	.looseObject({
		name: z.string().min(1),
		type: z.enum(fieldTypes).optional(),
		title: z.string().optional(),
		description: z.string().optional(),
		categories: labelled(z.union([z.string(), z.int()])).optional(),
		categoriesOrdered: z.boolean().optional(),
		constraints: constraints.optional(),
		missingValues: labelled(z.string()).optional(),
		delimiter: z.string().optional(),
		itemType: z
			.enum(['string', 'integer', 'boolean', 'number', 'datetime', 'date', 'time'])
			.optional()
	})
	.superRefine((field, context) => {
		const fault = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		const { type = 'any', categories, constraints: limits } = field;
		const values = (categories ?? []).map((one) => (typeof one === 'object' ? one.value : one));
		if (categories && type !== 'string' && type !== 'integer')
			fault('categories', `only of a string or an integer: ${type}`);
		else if (values.some((value) => (typeof value === 'number') !== (type === 'integer')))
			fault('categories', `not of the type of the field: ${type}`);
		if (categories && limits?.enum?.some((value) => !values.some((one) => one === value)))
			fault('constraints', 'enum has a value that is no category');
		const isBound = limits?.minimum !== undefined || limits?.maximum !== undefined;
		if (isBound && !ordered.has(type)) fault('constraints', `no order in values of type: ${type}`);
	});
export type PackageField = z.infer<typeof packageField>;

const tableSchema = z.looseObject({
	fields: z
		.array(packageField)
		.refine((all) => isOnce(all.map(({ name }) => name)), 'names of fields repeat'),
	missingValues: labelled(z.string()).optional()
});

const resource = z
	.looseObject({
		name: z.string().min(1),
		type: z.literal('table').optional(),
		path: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
		data: z.unknown().optional(),
		schema: z.union([tableSchema, z.string().min(1)]).optional()
	})
	.refine(
		({ path, data }) => (path === undefined) !== (data === undefined),
		'a resource has either path or data'
	);

/**
 * What Data Package 2.0 asks of a descriptor, as far as a table and its fields are concerned
 * (datapackage.org/standard: Data Package, Data Resource, Table Schema). Further properties are
 * allowed everywhere, as the standard has it.
 */
export const dataPackage = z.looseObject({
	$schema: z.url().optional(),
	name: z.string().optional(),
	title: z.string().optional(),
	description: z.string().optional(),
	version: z.string().optional(),
	resources: z
		.array(resource)
		.min(1)
		.refine((all) => isOnce(all.map(({ name }) => name)), 'names of resources repeat')
});
export type DataPackage = z.infer<typeof dataPackage>;

/** The type of the field that a question of a kind becomes; a note becomes none. */
export const fieldTypeOf = {
	...{ one: 'string', several: 'list', whole: 'integer', decimal: 'number' },
	...{ text: 'string', date: 'date', other: 'any' }
} as const satisfies Readonly<Record<string, FieldType>>;
