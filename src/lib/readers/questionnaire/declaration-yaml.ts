import { stringify } from 'yaml';

type Value = Readonly<Record<string, unknown>>;

/**
 * A declaration as the files of `data/` are written, its fields in the order of the schema. Lists that
 * hold nothing are left out: nobody stated them.
 */
export function declarationYaml(declaration: object): string {
	return stringify(withoutBlanks(declaration), { lineWidth: 120, singleQuote: true });
}

function withoutBlanks(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutBlanks);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value as Value).filter(
		([, one]) => one !== undefined && !isBlank(one)
	);
	return Object.fromEntries(fields.map(([key, one]) => [key, withoutBlanks(one)]));
}

const isBlank = (value: unknown) => Array.isArray(value) && value.length === 0;
