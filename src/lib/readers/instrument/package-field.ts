import { z } from 'zod';
import { fieldTypeOf, fieldTypes } from '#lib/model/instrument/data-package.ts';
import type { InstrumentChoice, InstrumentQuestion } from '#lib/model/instrument/instrument.ts';
import type { ItemLeftOver } from './left-over.ts';

const coded = z.union([
	z.looseObject({
		value: z.union([z.string(), z.number(), z.boolean()]),
		label: z.string().optional().catch(undefined)
	}),
	z.union([z.string(), z.number(), z.boolean()]).transform((value) => ({ value, label: undefined }))
]);
const codes = z
	.array(z.unknown())
	.catch([])
	.transform((all) => all.flatMap((one) => coded.safeParse(one).data ?? []));

/** A field as far as it can be read: what is of another form counts as absent. */
export const looseField = z.looseObject({
	name: z.string().trim().min(1),
	type: z.string().optional().catch(undefined),
	title: z.string().trim().min(1).optional().catch(undefined),
	description: z.string().trim().min(1).optional().catch(undefined),
	categories: codes,
	missingValues: codes,
	constraints: z
		.looseObject({
			required: z.boolean().optional().catch(undefined),
			minimum: z.unknown().optional(),
			maximum: z.unknown().optional(),
			enum: codes
		})
		.optional()
		.catch(undefined),
	atalaya: z.unknown().optional()
});
export type LooseField = z.infer<typeof looseField>;

interface FieldOptions {
	readonly left: ItemLeftOver;
	readonly language: string;
}

interface FieldQuestion {
	readonly question: InstrumentQuestion;
	/** A type that is not of the standard, or that nobody can be asked for. */
	readonly unknownType: string | undefined;
	readonly isUnworded: boolean;
}

export function fieldQuestion(
	field: LooseField,
	name: string,
	{ left, language }: FieldOptions
): FieldQuestion {
	const { title, description, constraints } = field;
	const label = { ...left.label, ...(title !== undefined && { [language]: title }) };
	const isUnworded = Object.keys(label).length === 0;
	const hint = { ...left.hint, ...(description !== undefined && { [language]: description }) };
	const { type, written, isUnknown } = typeOf(field, left);
	const range = type === 'whole' || type === 'decimal' ? rangeOf(constraints) : {};
	return {
		question: {
			...{ kind: 'question', name, type },
			...(written !== undefined && { written }),
			label: isUnworded ? { [language]: field.name } : label,
			...(Object.keys(hint).length > 0 && { hint }),
			required: constraints?.required ?? left.required ?? false,
			...(Object.keys(range).length > 0 && { range })
		},
		unknownType: isUnknown ? field.type : undefined,
		isUnworded
	};
}

type Typed = Pick<InstrumentQuestion, 'type' | 'written'>;

const plain: Readonly<Record<string, Typed>> = {
	...{ string: { type: 'text' }, integer: { type: 'whole' }, number: { type: 'decimal' } },
	...{ year: { type: 'whole' }, boolean: { type: 'one' }, date: { type: 'date' } },
	...{ datetime: { type: 'other', written: 'datetime' }, time: { type: 'other', written: 'time' } },
	...{ geopoint: { type: 'other', written: 'geopoint' }, list: { type: 'text' } },
	...{ any: { type: 'text' }, yearmonth: { type: 'text' }, duration: { type: 'text' } }
};

/** What our own file says, as long as the type of the field is still the one that it became. */
function typeOf(field: LooseField, { type: own, written }: ItemLeftOver) {
	const { type = 'any', categories, constraints } = field;
	if (own !== undefined && own !== 'note' && fieldTypeOf[own] === type)
		return { type: own, ...(own === 'other' && { written: written ?? 'text' }), isUnknown: false };
	const isCoded = categories.length > 0 || (constraints?.enum.length ?? 0) > 0;
	if (isCoded) return { type: 'one' as const, isUnknown: false };
	const known = plain[type] ?? { type: 'text' as const };
	const isUnknown = !(fieldTypes as readonly string[]).includes(type) || !(type in plain);
	return { ...known, isUnknown };
}

function rangeOf(constraints: LooseField['constraints']): NonNullable<InstrumentQuestion['range']> {
	return Object.fromEntries(
		[['min', constraints?.minimum] as const, ['max', constraints?.maximum] as const].flatMap(
			([bound, value]) => {
				const isWritten = typeof value === 'string' && value.trim() !== '';
				const number = typeof value === 'number' || isWritten ? Number(value) : NaN;
				return Number.isFinite(number) ? [[bound, number]] : [];
			}
		)
	);
}

/** The codes of a field: in the order of our own list, and with all that it knows of them. */
export function fieldChoices(
	field: LooseField,
	own: readonly InstrumentChoice[],
	language: string
): InstrumentChoice[] {
	const answers = field.categories.length > 0 ? field.categories : (field.constraints?.enum ?? []);
	const isBoolean = field.type === 'boolean' && answers.length === 0;
	const given = isBoolean
		? ['true', 'false'].map((value) => ({ value, label: undefined }))
		: answers;
	const told = new Map<
		string,
		{ readonly label: string | undefined; readonly isMissing: boolean }
	>();
	for (const { value, label } of given) told.set(String(value), { label, isMissing: false });
	for (const { value, label } of field.missingValues)
		if (value !== '') told.set(String(value), { label, isMissing: true });
	const known = new Map(own.map((choice) => [choice.code, choice] as const));
	const codes = [
		...own.map(({ code }) => code).filter((code) => told.has(code)),
		...[...told.keys()].filter((code) => !known.has(code))
	];
	return codes.map((code) => {
		const { label, isMissing } = told.get(code) ?? { label: undefined, isMissing: false };
		const { missing, ...rest } = known.get(code) ?? { code, label: {} };
		const text = label?.trim() || (known.has(code) ? undefined : code);
		const reason = isMissing ? missing : undefined;
		const kept = { ...rest.kept, ...(isMissing && !reason && { missing: 'Y' }) };
		return {
			...{ code, label: { ...rest.label, ...(text !== undefined && { [language]: text }) } },
			...(reason && { missing: reason }),
			...(Object.keys(kept).length > 0 && { kept })
		};
	});
}
