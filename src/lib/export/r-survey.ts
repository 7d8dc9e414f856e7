import { DomainError } from '#lib/errors.ts';
import type { Absence, Combination, Mapping, SourceFile, SurveyRecipe } from '#lib/model/survey.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import { type RSource, numberFunction, otherFormats, readCall, readFunction } from './r-source.ts';
import { rNumber, rString, rVector } from './r-syntax.ts';

export interface SurveySourceOptions {
	readonly recipe: SurveyRecipe;
	/** The concepts that the script is about; other files are not read. */
	readonly concepts: readonly string[];
	readonly unit: UnitDesign['id'];
	/** The id of a weight; absent: the first. */
	readonly weight?: string | undefined;
	/** Rows that the build kept. */
	readonly rows?: number | undefined;
	/** Who made the data, and under which terms. */
	readonly about: readonly string[];
}

const helpers: readonly string[] = [
	...readFunction,
	...otherFormats,
	...numberFunction,
	'# The columns that name a row, as one text.',
	'key <- function(file, names) do.call(paste, c(unname(file[names]), sep = "\\r"))',
	'# Codes of the file as answers; NA is a row that is not there, a code nobody declared is lost.',
	'recode <- function(x, from, to, absent = "lost", lower = numeric(0), upper = numeric(0), class = character(0)) {',
	'  answer <- to[match(x, from)]',
	'  y <- number(x)',
	'  for (i in seq_along(lower))',
	'    answer[is.na(answer) & !is.na(y) & y >= lower[i] & y <= upper[i]] <- class[i]',
	'  answer[is.na(answer)] <- "lost"',
	'  answer[is.na(x)] <- absent',
	'  answer',
	'}',
	'# Several columns as one number, by the places of their texts.',
	'strata_of <- function(...) Reduce(function(all, x) {',
	'  places <- match(x, sort(unique(x), method = "radix"))',
	'  all * (max(places) + 1) + places',
	'}, list(...), 0)'
];

/**
 * The rows of a survey from the files its producer gives out: read, joined and recoded as the
 * declaration says. Records with the wrong number of fields, which the build sets aside, have to be
 * taken out of the files before.
 */
export function surveySource(options: SurveySourceOptions): RSource {
	const { unit: id, weight, about } = options;
	const survey = needed(options);
	const unit = survey.design.units.find((one) => one.id === id);
	if (!unit) throw new DomainError(`no such unit of the survey: ${id}`);
	const writer = new MappingWriter(survey, unit);
	const chosen = unit.weights.find((one) => one.id === weight) ?? unit.weights[0];
	const number = (name: string) => `number(raw[[${rString(name)}]])`;
	const text = (name: string) => `raw[[${rString(name)}]]`;
	const [psu, ssu] = unit.ids;
	return {
		about: [...about, ...survey.files.flatMap(aboutFile)],
		helpers,
		read: readLines(survey, unit, options.rows),
		weight: chosen && number(chosen.column),
		stratum:
			unit.strata.length === 0 ? undefined : `strata_of(${unit.strata.map(text).join(', ')})`,
		psu: psu === undefined ? undefined : text(psu),
		ssu: ssu === undefined ? undefined : text(ssu),
		nested: true,
		fpc: unit.fpc.map(number),
		replicates: (unit.replicates?.columns ?? []).map(number),
		...(unit.frame === undefined ? answersOf(writer) : answersOfUnits(writer))
	};
}

/** The recipe with the files that these concepts and the unit need. */
function needed({ recipe, concepts, unit }: SurveySourceOptions): SurveyRecipe {
	const ofUnit = recipe.mappings.filter((one) => one.units.includes(unit));
	const combined = ofUnit
		.filter(({ concept }) => concepts.includes(concept))
		.flatMap(({ combines }) => Object.values(combines?.sets ?? {}).flat());
	const mappings = ofUnit.filter(({ concept }) => [...concepts, ...combined].includes(concept));
	const own = recipe.design.units.filter(({ id }) => id === unit);
	const named = [...own, ...mappings].map(({ file }) => file);
	const names = new Set([...named, ...own.flatMap(({ frame }) => frame ?? [])]);
	return { ...recipe, mappings, files: recipe.files.filter(({ id }) => names.has(id)) };
}

const aboutFile = ({ path, sha256, recipe }: SourceFile) => [
	`File: ${path}`,
	...(sha256 === undefined ? [] : [`SHA-256: ${sha256}`]),
	...(recipe === undefined ? [] : [`Where from: ${recipe}`])
];

const variable = (index: number) => `file${index + 1}`;

/** Reads every file, drops what the build sets aside, and finds each row of `raw` in the others. */
function readLines({ files }: SurveyRecipe, unit: UnitDesign, rows: number | undefined): string[] {
	const own = files.findIndex(({ id }) => id === unit.file);
	const positive = unit.weights.map(
		({ column }) =>
			`is.finite(number(raw[[${rString(column)}]])) & number(raw[[${rString(column)}]]) > 0`
	);
	return [
		...files.flatMap((file, i) => [
			`${variable(i)} <- ${readCall({ ...file, name: file.path })}`,
			...(file.key.length === 0 || file.many
				? []
				: [
						`${variable(i)} <- ${variable(i)}[!duplicated(key(${variable(i)}, ${rVector(file.key)})), , drop = FALSE]`
					])
		]),
		`raw <- ${variable(own)}`,
		`raw <- raw[${positive.join(' &\n  ')}, , drop = FALSE]`,
		'size <- nrow(raw)',
		...(rows === undefined
			? []
			: [`if (size != ${rows}) stop("not the ${rows} rows that the build kept: ", size)`]),
		...frameLines(files, unit),
		...files.flatMap(({ key }, i) =>
			i === own || key.length === 0
				? []
				: [`row${i + 1} <- match(key(raw, ${rVector(key)}), key(${variable(i)}, ${rVector(key)}))`]
		)
	];
}

/** Sampling units of the frame of which there is no row count as zero. */
function frameLines(
	files: readonly SourceFile[],
	{ frame, ids, strata, fpc, weights }: UnitDesign
): string[] {
	if (frame === undefined) return [];
	const names = rVector([...strata, ...ids]);
	const copied = rVector([...new Set([...strata, ...ids, ...fpc])]);
	return [
		'# Where there is none of these, a row without weight stands for the sampling unit.',
		`drawn <- ${variable(files.findIndex(({ id }) => id === frame))}`,
		`drawn <- drawn[!duplicated(key(drawn, ${names})), , drop = FALSE]`,
		`drawn <- drawn[!(key(drawn, ${names}) %in% key(raw, ${names})), , drop = FALSE]`,
		'empty <- raw[rep(NA_integer_, nrow(drawn)), , drop = FALSE]',
		`empty[${copied}] <- drawn[${copied}]`,
		`empty[${rVector(weights.map(({ column }) => column))}] <- "0"`,
		'raw <- rbind(raw, empty)',
		'is_unit <- seq_len(nrow(raw)) <= size',
		'size <- nrow(raw)'
	];
}

const answersOf = (writer: MappingWriter): Pick<RSource, 'category' | 'number'> => ({
	category: (name) => writer.category(name),
	number: (name) => writer.number(name)
});

/** Rows that stand for a sampling unit have no answers. */
const answersOfUnits = (writer: MappingWriter): Pick<RSource, 'category' | 'number'> => ({
	category: (name) => `ifelse(is_unit, ${writer.category(name)}, "not-applicable")`,
	number(name) {
		const { value, why } = writer.number(name);
		return {
			value: `ifelse(is_unit, ${value}, NA)`,
			why: `ifelse(is_unit, ${why}, "not-applicable")`
		};
	}
});

const binOptions = (bins: NonNullable<Mapping['bins']>): string[] => [
	`lower = ${rVector(bins.map(({ from }) => from))}`,
	`upper = ${rVector(bins.map(({ to }) => to))}`,
	`class = ${rVector(bins.map(({ category }) => category))}`
];

/** Concepts as expressions of R over the files. */
class MappingWriter {
	readonly #survey: SurveyRecipe;
	readonly #unit: UnitDesign;

	constructor(survey: SurveyRecipe, unit: UnitDesign) {
		this.#survey = survey;
		this.#unit = unit;
	}

	#mapping(concept: string): Mapping {
		const found = this.#survey.mappings.find(
			(one) => one.concept === concept && one.units.includes(this.#unit.id)
		);
		if (!found) throw new DomainError(`the survey does not map this concept: ${concept}`);
		return found;
	}

	/** What the row of another file says; NA where it has none. */
	#column({ file, variable: name = '' }: Mapping): string {
		const at = this.#survey.files.findIndex(({ id }) => id === file);
		const column = rString(name);
		return file === this.#unit.file
			? `raw[[${column}]]`
			: `${variable(at)}[[${column}]][row${at + 1}]`;
	}

	#absence({ file, absent }: Mapping): Absence {
		return absent ?? this.#survey.files.find(({ id }) => id === file)?.absent ?? 'not-asked';
	}

	category(concept: string): string {
		const mapping = this.#mapping(concept);
		const { file, present, any, codes = {}, missing, bins = [] } = mapping;
		if (any) return this.#anyOf(mapping, any);
		if (mapping.combines) return this.#combined(mapping, mapping.combines);
		const isOwn = file === this.#unit.file;
		if (present !== undefined) {
			const at = this.#survey.files.findIndex(({ id }) => id === file);
			const absent = rString(this.#absence(mapping));
			return isOwn
				? `rep(${rString(present)}, size)`
				: `ifelse(is.na(row${at + 1}), ${absent}, ${rString(present)})`;
		}
		const pairs = Object.entries({ ...codes, ...missing });
		const options = [
			this.#column(mapping),
			rVector(pairs.map(([code]) => code)),
			rVector(pairs.map(([, to]) => to)),
			...(isOwn ? [] : [`absent = ${rString(this.#absence(mapping))}`]),
			...(bins.length === 0 ? [] : binOptions(bins))
		];
		return `recode(${options.join(',\n  ')})`;
	}

	/** What follows from answers to other questions. */
	#combined(
		{ codes = {}, bins = [], otherwise }: Mapping,
		{ category, sets, as, within }: Combination
	): string {
		const answers = Object.values(sets)
			.flat()
			.map((id) => `${rString(id)} = ${this.category(id)}`);
		const counted = Object.entries(sets).filter(([name]) => within?.includes(name) ?? true);
		const named = counted.map(
			([name, ids]) => `ifelse(Reduce(\`|\`, has[${rVector(ids)}]), ${rString(name)}, "")`
		);
		const value =
			as === 'number'
				? `as.character(Reduce(\`+\`, has[${rVector(counted.flatMap(([, ids]) => ids))}]))`
				: `gsub(" +", " ", trimws(paste(${named.join(', ')})))`;
		const options = [
			...['value', rVector(Object.keys(codes)), rVector(Object.values(codes))],
			...(bins.length === 0 ? [] : binOptions(bins))
		];
		return `local({
  answers <- list(${answers.join(',\n    ')})
  without <- function(...) Reduce(\`|\`, lapply(answers, function(x) x %in% c(...)))
  has <- lapply(answers, function(x) x == ${rString(category)})
  value <- ${value}
  answer <- recode(${options.join(',\n    ')})
  answer[answer == "lost"] <- ${rString(otherwise ?? 'lost')}
  ifelse(without("not-asked", "lost", "withheld"), "lost",
    ifelse(without("dont-know", "refused"), "dont-know", answer))
})`;
	}

	/** Of a file with many rows for one of the unit. */
	#anyOf(mapping: Mapping, { codes, category, otherwise }: NonNullable<Mapping['any']>): string {
		const at = this.#survey.files.findIndex(({ id }) => id === mapping.file);
		const names = rVector(this.#survey.files[at]?.key ?? []);
		const absence = this.#absence(mapping);
		const rows = variable(at);
		const hit = `${rows}[[${rString(mapping.variable ?? '')}]] %in% ${rVector(codes)}`;
		const has = (which: string) => `key(raw, ${names}) %in% key(${which}, ${names})`;
		const none = rString(absence === 'no' ? otherwise : absence);
		return `ifelse(${has(`${rows}[${hit}, , drop = FALSE]`)}, ${rString(category)},
  ifelse(${has(rows)}, ${rString(otherwise)}, ${none}))`;
	}

	number(concept: string): { value: string; why: string } {
		const mapping = this.#mapping(concept);
		const { file, missing, range } = mapping;
		if (!range) throw new DomainError(`not a number in this survey: ${concept}`);
		const column = this.#column(mapping);
		const codes = Object.keys(missing);
		const isAnswer = `!is.na(x) & !(x %in% ${rVector(codes)}) & number(x) >= ${rNumber(range[0])} & number(x) <= ${rNumber(range[1])}`;
		const absent = file === this.#unit.file ? '' : `, absent = ${rString(this.#absence(mapping))}`;
		const reasons = `recode(x, ${rVector(codes)}, ${rVector(Object.values(missing))}${absent})`;
		return {
			value: `local({\n  x <- ${column}\n  answers <- ${isAnswer}\n  ifelse(answers %in% TRUE, number(x), NA)\n})`,
			why: `local({\n  x <- ${column}\n  answers <- ${isAnswer}\n  ifelse(answers %in% TRUE, "", ${reasons})\n})`
		};
	}
}
