import { framework } from '#lib/model/framework.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import { locales } from '#lib/model/locales.ts';
import type { Localized } from '#lib/model/localized.ts';
import { type Path, pathProblems } from '#lib/model/problems.ts';
import { slugText } from '../plain-text.ts';
import type { IatiText } from './iati-parts.ts';
import type { IatiIndicator, IatiMeasurement, IatiPeriod, IatiResult } from './iati-results.ts';
import { isDecimal } from './iati-rules.ts';
import type { IatiActivity } from './iati.ts';

/** What of an activity a framework cannot hold, and what was read otherwise than it is written. */
export interface LeftOut {
	readonly kind: 'left-out' | 'read';
	readonly line: number;
	readonly message: string;
}

export interface IatiFramework {
	/** Undefined where nothing is left that could be one. */
	readonly framework: Framework | undefined;
	readonly leftOut: readonly LeftOut[];
}

interface ImportOptions {
	/** The day of the import, such as 2026-11-23. */
	readonly today: string;
	/** Where the activity is from. */
	readonly title: string;
}

const kinds = new Map([
	['1', 'output'],
	['2', 'outcome'],
	['3', 'impact'],
	['9', 'other']
]);
const measures = new Map([
	['1', 'number'],
	['2', 'percentage'],
	['3', 'nominal'],
	['4', 'ordinal'],
	['5', 'qualitative']
]);

type Entry = Record<string, unknown>;

/**
 * The results of an activity as a framework. Whatever it cannot hold, such as a value that is no
 * number, is left out and told by its line; all else is kept.
 */
export function iatiFramework(activity: IatiActivity, options: ImportOptions): IatiFramework {
	const mapping = new Mapping();
	const declaration = mapping.declaration(activity, options);
	for (;;) {
		const parsed = framework.safeParse(declaration);
		if (parsed.success) return { framework: parsed.data, leftOut: mapping.leftOut };
		const problems = pathProblems(parsed.error, { input: declaration, schema: framework });
		const faults = problems.map(({ path, message }) => mapping.fault(declaration, path, message));
		if (!faults.some((isTaken) => isTaken))
			return { framework: undefined, leftOut: mapping.leftOut };
		mapping.removeFaults(declaration);
	}
}

class Mapping {
	readonly leftOut: LeftOut[] = [];
	readonly #lines = new WeakMap<object, number>();
	readonly #faults = new Set<object>();
	#language = '';

	declaration(activity: IatiActivity, { today, title }: ImportOptions): Entry {
		const { results, identifier = '', reportingOrganisation, dates, language = '' } = activity;
		this.#language = language.toLowerCase();
		const dayOf = (...types: readonly string[]) =>
			types
				.map((type) => dates.find((date) => date.type === type)?.isoDate?.trim())
				.find((day) => day !== undefined && isDay(day)) ?? 'not-stated';
		const name = textsIn(activity.titles) ?? { en: identifier.trim() || title };
		const producer = reportingOrganisation?.texts[0]?.text.trim();
		const generated = (activity.lastUpdatedDatetime ?? activity.file.generatedDatetime ?? '').slice(
			0,
			10
		);
		return {
			...{ id: slugText(identifier) || 'activity', title: name, shortTitle: name },
			summary: textsIn(activity.descriptions[0]?.texts ?? []) ?? name,
			period: { start: dayOf('2', '1'), end: dayOf('4', '3'), source: { document: 'iati' } },
			checked: today,
			documents: [
				{
					...{ id: 'iati', title: `${title}: ${identifier.trim()}` },
					...(producer ? { producer } : {}),
					date: isDay(generated) ? generated : 'not-stated'
				}
			],
			groups: [{ code: '1', title: name }],
			units: [unitOfIati],
			lines: results.map((result, i) => this.#line(result, String(i + 1)))
		};
	}

	#line(result: IatiResult, code: string): Entry {
		const { type, titles, descriptions, indicators, line } = result;
		const description = textsIn(descriptions);
		if (!kinds.has(type ?? ''))
			this.#tell(line, `result type that is no code, taken as other: ${type ?? ''}`);
		return this.#placed(line, {
			...{ code, kind: kinds.get(type ?? '') ?? 'other', group: '1' },
			title: textsIn(titles) ?? { en: code },
			...(description ? { description } : {}),
			source: sourceOf(line),
			indicators: indicators.map((one, j) =>
				this.#indicator(
					one,
					`${code}.${j + 1}`,
					isTrue(one.aggregationStatus ?? result.aggregationStatus)
				)
			)
		});
	}

	#indicator(indicator: IatiIndicator, id: string, aggregation: boolean): Entry {
		const { titles, measure: written = '', ascending, baselines, periods, line } = indicator;
		const measure = measures.get(written) ?? 'nominal';
		if (!measures.has(written))
			this.#tell(line, `indicator measure that is no code, taken as nominal: ${written}`);
		const targets = periods.flatMap((period) =>
			period.targets.flatMap((one) => this.#milestone(one, period, measure))
		);
		const ordered = targets.toSorted((a, b) => String(a['due']).localeCompare(String(b['due'])));
		const last = ordered.findLast(
			({ groups, value }) => value !== undefined && Object.keys(groups as object).length === 0
		);
		return this.#placed(line, {
			...{ id, label: textsIn(titles) ?? { en: id }, measure },
			...(measure === 'number' ? { unit: unitOfIati.id } : {}),
			direction: ascending === undefined ? 'none' : isTrue(ascending) ? 'up' : 'down',
			...{ aggregation, counting: 'not-stated', countries: 'not-stated' },
			target: this.#target(last),
			milestones: ordered.filter((one) => one !== last),
			...this.#baseline(baselines, measure),
			reported: periods.flatMap((period) =>
				period.actuals.flatMap((one) => this.#reported(one, period, measure))
			),
			source: sourceOf(line)
		});
	}

	#target(last: Entry | undefined): Entry {
		if (!last) return { ...notStated };
		const target = { value: last['value'], per: 'programme', basis: 'stated', due: last['due'] };
		return this.#placed(this.#lines.get(last) ?? 0, target);
	}

	#baseline(baselines: readonly IatiMeasurement[], measure: string): Entry {
		const [first, ...others] = baselines;
		for (const { line } of others)
			this.#tell(line, 'a second baseline, of which a framework has one');
		if (!first) return {};
		const { isoDate, year, line } = first;
		const on = isDay(isoDate ?? '')
			? isoDate
			: /^\d{4}$/.test(year ?? '')
				? `${year}-12-31`
				: undefined;
		if (on === undefined) this.#tell(line, `baseline without a year: ${year ?? ''}`);
		const value = on === undefined ? undefined : this.#value(first, measure);
		return value ? { baseline: this.#placed(line, { on, ...value }) } : {};
	}

	#milestone(one: IatiMeasurement, { end }: IatiPeriod, measure: string): Entry[] {
		const due = end?.isoDate?.trim() ?? '';
		const value = this.#value(one, measure);
		if (!value) return [];
		if (!isDay(due)) {
			this.#tell(one.line, `target of a period without an end: ${due}`);
			return [];
		}
		return [this.#placed(one.line, { due, ...value })];
	}

	#reported(one: IatiMeasurement, { start, end }: IatiPeriod, measure: string): Entry[] {
		const [from, to] = [start?.isoDate?.trim() ?? '', end?.isoDate?.trim() ?? ''];
		const value = this.#value(one, measure);
		if (!value) return [];
		if (!isDay(to)) {
			this.#tell(one.line, `actual of a period without an end: ${to}`);
			return [];
		}
		return [this.#placed(one.line, { ...(isDay(from) ? { from } : {}), to, ...value })];
	}

	/** Undefined where there is no number, which is told; of what is told in words its comment. */
	#value(one: IatiMeasurement, measure: string): Entry | undefined {
		const { value = '', comments, locations, documents, line } = one;
		const isTold = measure === 'qualitative';
		const note = textsIn(comments) ?? (isTold ? this.#said(one) : undefined);
		const number = isTold ? undefined : writtenNumber(value, this.#language);
		if (!isTold && number === undefined) {
			this.#tell(line, `value left out, as it is no number: ${JSON.stringify(value)}`);
			return undefined;
		}
		if (number !== undefined && !isDecimal(value))
			this.#tell(line, `read as ${number}: ${JSON.stringify(value)}`, 'read');
		for (const { line: at, ref } of locations) this.#tell(at, `location left out: ${ref ?? ''}`);
		for (const { line: at, url } of documents) this.#tell(at, `document left out: ${url ?? ''}`);
		const { country, numerator, denominator, ...groups } = dimensionsOf(one);
		const isShare = numerator !== undefined && denominator !== undefined;
		return {
			...(isTold || isShare ? {} : { value: number }),
			...(isShare ? { numerator: Number(numerator), denominator: Number(denominator) } : {}),
			...(country === undefined ? {} : { country }),
			...{ groups, source: sourceOf(line) },
			...(note ? { note } : {})
		};
	}

	/** Of what is told in words, the word that stands as its value, such as No. */
	#said({ value = '', line }: IatiMeasurement): Localized | undefined {
		const text = value.trim();
		if (text === '') return undefined;
		this.#tell(line, `read as a note, as the indicator is qualitative: ${text}`, 'read');
		return textsIn([{ text, line, isNarrative: false, language: this.#language }]);
	}

	#placed(line: number, entry: Entry): Entry {
		this.#lines.set(entry, line);
		return entry;
	}

	#tell(line: number, message: string, kind: LeftOut['kind'] = 'left-out') {
		this.leftOut.push({ kind, line, message });
	}

	/** Notes the innermost entry of a path that a list can do without; false where there is none. */
	fault(declaration: Entry, path: Path, message: string): boolean {
		let value: unknown = declaration;
		let found: object | undefined;
		for (const key of path) {
			value = (value as Entry | undefined)?.[key as string];
			if (typeof value === 'object' && value !== null && this.#lines.has(value)) found = value;
		}
		if (found && !this.#faults.has(found)) this.#tell(this.#lines.get(found) ?? 0, message);
		if (found) this.#faults.add(found);
		return found !== undefined;
	}

	removeFaults(value: unknown): void {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, one] of Object.entries(value as Entry)) {
			if (Array.isArray(one))
				(value as Entry)[key] = one.filter((each: object) => !this.#faults.has(each));
			else if (typeof one === 'object' && one !== null && this.#faults.has(one))
				(value as Entry)[key] = key === 'target' ? { ...notStated } : undefined;
			this.removeFaults((value as Entry)[key]);
		}
	}
}

/**
 * A decimal, or a number with commas between its thousands, as English has them. Undefined where it
 * could be read in two ways: 130,000 is 130 to others.
 */
function writtenNumber(text: string, language: string): number | undefined {
	if (isDecimal(text)) return Number(text);
	const plain = text.trim();
	const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain);
	const isClear = /,.*[,.]/.test(plain) || language.startsWith('en');
	return isGrouped && isClear ? Number(plain.replaceAll(',', '')) : undefined;
}

/** By name; a country and the parts of a share have names that `frameworkIati` gives them. */
const dimensionsOf = ({ dimensions }: IatiMeasurement): Record<string, string> =>
	Object.fromEntries(
		dimensions.map(({ name = '', value: is = '' }) => [
			slugText(name),
			/^(country|numerator|denominator)$/.test(name) ? is.trim() : slugText(is)
		])
	);

const unitOfIati = {
	id: 'unit',
	one: { es: 'unidad', en: 'unit', pt: 'unidade', fr: 'unité' },
	many: { es: 'unidades', en: 'units', pt: 'unidades', fr: 'unités' }
};

const notStated = { value: 'not-stated', per: 'programme', basis: 'not-stated', due: 'not-stated' };

const sourceOf = (line: number) => ({ document: 'iati', place: `line ${line}` });

const isTrue = (text: string | undefined) => text === '1' || text === 'true';

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** By language; a text in none of ours, or in one that is not said, stands as English. */
function textsIn(texts: readonly IatiText[]): Localized | undefined {
	const found: Partial<Record<(typeof locales)[number], string>> = {};
	for (const { text, language } of texts) {
		const locale = locales.find((one) => language?.toLowerCase().startsWith(one)) ?? 'en';
		const said = text.trim().replace(/\s+/g, ' ');
		if (said !== '' && found[locale] === undefined) found[locale] = said;
	}
	return Object.keys(found).length === 0 ? undefined : found;
}
