import type { DtaField } from './dta-fields.ts';
import { type DtaNumberFormat, dtaNumberFormat, isBusinessDay } from './dta-formats.ts';
import type { DtaLabels } from './dta-labels.ts';
import { labelledCode, missingCodes } from './dta-numbers.ts';
import type { TextOf } from '../fixed-text.ts';
import type { MissingCodes, Variable } from '../records.ts';
import { expectUniqueNames } from '../unique-names.ts';

export interface DtaVariablesOptions {
	readonly labelSets: ReadonlyMap<string, DtaLabels>;
	readonly textOf: TextOf;
	/** Takes what the file refers to and does not hold. */
	readonly notes: string[];
}

/** The display format of a field, such as %td. */
export function formatOf({ format }: DtaField, textOf: TextOf): string {
	return textOf(format, 'the format of a variable');
}

/** What a file says about its variables, codes written as in the records. */
export function dtaVariables(
	fields: readonly DtaField[],
	{ labelSets, textOf, notes }: DtaVariablesOptions
): Variable[] {
	const sharedLabels = new SharedLabels(labelSets);
	const absent = new Set<string>();
	const variables = fields.map((field, i) => {
		const name = textOf(field.name, `the name of variable ${i + 1}`);
		const label = textOf(field.label, `the label of variable ${name}`);
		const display = formatOf(field, textOf);
		const format = dtaNumberFormat(display);
		const set = textOf(field.labelSet, `the value labels of variable ${name}`);
		if (set !== '' && !labelSets.has(set)) absent.add(set);
		if (isBusinessDay(display))
			notes.push(`business days of variable ${name} are kept as numbers: ${display}`);
		const isNumber = field.type.kind === 'number';
		return {
			name,
			kind: isNumber ? format.kind : 'text',
			...(label === '' ? {} : { label }),
			...(isNumber ? sharedLabels.of(set, format) : { labels: noLabels, missing: [] })
		};
	});
	if (absent.size > 0)
		notes.push(`value labels that are named but not in the file: ${[...absent].join(', ')}`);
	expectUniqueNames(variables.map(({ name }) => name));
	return variables;
}

type Labelled = Pick<Variable, 'labels' | 'missing'>;

const noLabels: ReadonlyMap<string, string> = new Map();

/** Many variables have the same labels; one map serves all whose numbers are written alike. */
class SharedLabels {
	readonly #sets: ReadonlyMap<string, DtaLabels>;
	readonly #known = new Map<string, Labelled>();

	constructor(sets: ReadonlyMap<string, DtaLabels>) {
		this.#sets = sets;
	}

	of(set: string, format: DtaNumberFormat): Labelled {
		const key = `${format.unit} ${set}`;
		const known = this.#known.get(key) ?? labelledBy(this.#sets.get(set) ?? [], format);
		this.#known.set(key, known);
		return known;
	}
}

function labelledBy(set: DtaLabels, format: DtaNumberFormat): Labelled {
	const text = (value: number) => format.text(value) ?? String(value);
	const labels = new Map(set.map(([value, label]) => [labelledCode(value, text), label]));
	const missing = missingCodes.map((code): MissingCodes => {
		const label = labels.get(code);
		return label === undefined ? { code } : { code, label };
	});
	return { labels, missing };
}
