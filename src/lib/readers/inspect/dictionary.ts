import type { Variable } from '../records.ts';

/** What a dictionary says of one variable, in its own words. */
export interface DictionaryVariable {
	/** As the dictionary writes it; files may write it in another case. */
	readonly name: string;
	readonly label?: string | undefined;
	/** As it was put to people. */
	readonly question?: string | undefined;
	readonly codes: ReadonlyMap<string, string>;
	/** Codes that it calls missing. */
	readonly missing: ReadonlySet<string>;
	/** As it is written in the dictionary, such as `es-CO`. */
	readonly language?: string | undefined;
	readonly universe?: string | undefined;
}

/** What one document says of the variables of a survey, and of the survey. */
export interface Dictionary {
	/** How the document calls itself, else the name of its file. */
	readonly title: string;
	readonly kind: 'ddi' | 'workbook' | 'labels' | 'xlsform' | 'file';
	readonly producer?: string | undefined;
	readonly year?: number | undefined;
	readonly start?: string | undefined;
	readonly end?: string | undefined;
	readonly studyTitle?: string | undefined;
	readonly language?: string | undefined;
	readonly variables: readonly DictionaryVariable[];
	readonly notes: readonly string[];
}

/** What all dictionaries together say of one column; the first that says something is believed. */
export interface KnownVariable extends Omit<DictionaryVariable, 'name'> {
	/** The dictionary that gives the question. */
	readonly source: Dictionary | undefined;
}

const plain = (name: string) => name.trim().toLowerCase();

/** What dictionaries say of every column of a file, in its order; their case may differ. */
export function knownVariables(
	columns: readonly string[],
	dictionaries: readonly Dictionary[]
): KnownVariable[] {
	const indexes = dictionaries.map((dictionary) => ({
		dictionary,
		byName: new Map(dictionary.variables.map((one) => [plain(one.name), one]))
	}));
	return columns.map((column) =>
		merged(
			indexes.flatMap(({ dictionary, byName }) => {
				const variable = byName.get(plain(column));
				return variable ? [{ dictionary, variable }] : [];
			})
		)
	);
}

type Found = { readonly dictionary: Dictionary; readonly variable: DictionaryVariable };

function merged(found: readonly Found[]): KnownVariable {
	const asked = found.find(({ variable }) => variable.question !== undefined);
	const coded = found.find(({ variable }) => variable.codes.size > 0);
	return {
		label: found.find(({ variable }) => variable.label !== undefined)?.variable.label,
		question: asked?.variable.question,
		codes: coded?.variable.codes ?? new Map(),
		missing: new Set(found.flatMap(({ variable }) => [...variable.missing])),
		language: asked?.variable.language ?? asked?.dictionary.language,
		universe: found.find(({ variable }) => variable.universe !== undefined)?.variable.universe,
		source: asked?.dictionary
	};
}

/** What a .sav or .dta file says about its own variables. */
export function ownDictionary(title: string, variables: readonly Variable[]): Dictionary {
	return {
		title,
		kind: 'file',
		variables: variables.map(({ name, label, labels, missing }) => ({
			name,
			label,
			question: questionIn(label),
			codes: labels,
			missing: new Set(missing.flatMap((one) => missingCodes(one, [...labels.keys()])))
		})),
		notes: []
	};
}

/** A range is told by the codes in it that have a label. */
function missingCodes(one: Variable['missing'][number], codes: readonly string[]): string[] {
	if ('code' in one) return [one.code];
	return codes.filter((code) => Number(code) >= one.from && Number(code) <= one.to);
}

/** A label that is a question was probably asked so. */
export const questionIn = (label: string | undefined): string | undefined =>
	label !== undefined && /[?¿]/.test(label) ? label : undefined;
