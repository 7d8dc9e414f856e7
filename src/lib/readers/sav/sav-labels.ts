import { DataError } from '#lib/errors.ts';
import type { Bytes } from '../byte-cursor.ts';
import type { TextOf } from '../fixed-text.ts';
import type { LabelSet, SavDictionary } from './sav-dictionary.ts';
import { longLabels } from './sav-extensions.ts';
import type { SavField } from './sav-fields.ts';

/** One set can be given to all variables, so that a small file could ask for billions. */
const maxLabels = 5_000_000;

export interface SavLabelsOptions {
	readonly littleEndian: boolean;
	readonly textOf: TextOf;
	/** A code as it stands in the records. */
	readonly codeOf: (field: SavField, value: Bytes) => string;
}

type Labels = ReadonlyMap<string, string>;

/** What the codes of a variable stand for; later sets add to earlier ones. */
export function savLabels(
	fields: readonly SavField[],
	dictionary: SavDictionary,
	{ littleEndian, textOf, codeOf }: SavLabelsOptions
): ReadonlyMap<SavField, Labels> {
	const asked = dictionary.labelSets.reduce(
		(sum, set) => sum + set.labels.length * set.variables.length,
		0
	);
	if (asked > maxLabels)
		throw new DataError(`more value labels than the ${maxLabels} that are read: ${asked}`);
	const found = new Map<SavField, Map<string, string>>();
	for (const { field, labels } of givenLabels(fields, dictionary, { littleEndian, textOf })) {
		const known = found.get(field) ?? new Map<string, string>();
		for (const [value, label] of labels) known.set(codeOf(field, value), label);
		found.set(field, known);
	}
	return found;
}

interface GivenLabels {
	readonly field: SavField;
	readonly labels: readonly (readonly [value: Bytes, label: string])[];
}

function* givenLabels(
	fields: readonly SavField[],
	{ labelSets, extensions }: SavDictionary,
	{ littleEndian, textOf }: Pick<SavLabelsOptions, 'littleEndian' | 'textOf'>
): Generator<GivenLabels> {
	const decoded = (labels: LabelSet['labels'], name: string) =>
		labels.map(([value, label]) => [value, textOf(label, `a label of variable ${name}`)] as const);
	const byNumber = new Map(fields.map((field) => [field.number, field]));
	for (const set of labelSets) {
		const owners = set.variables.map((number) => fieldOf(byNumber, number, 'variable record'));
		const labels = decoded(set.labels, owners[0]?.name ?? '');
		for (const field of owners) yield { field, labels };
	}
	const byName = new Map(fields.map((field) => [field.name, field]));
	for (const { name, labels } of longLabels(extensions, littleEndian, textOf))
		yield { field: fieldOf(byName, name, 'variable'), labels: decoded(labels, name) };
}

function fieldOf<Key extends string | number>(
	fields: ReadonlyMap<Key, SavField>,
	key: Key,
	what: string
): SavField {
	const field = fields.get(key);
	if (!field) throw new DataError(`value labels are given to an unknown ${what}: ${key}`);
	return field;
}
