import { z } from 'zod';
import { freeName } from '#lib/model/instrument/instrument-edits.ts';
import {
	type ChoiceList,
	type InstrumentItem,
	type InstrumentQuestion,
	instrumentName,
	instrumentQuestion,
	instrumentSection
} from '#lib/model/instrument/instrument.ts';
import type { ImportProblem } from './instrument-reading.ts';
import { itemLeftOver, mergedQuestion } from './left-over.ts';
import { type LooseField, fieldChoices, fieldQuestion, looseField } from './package-field.ts';

interface PackageOptions {
	/** Of the fields. */
	readonly path: string;
	/** Of titles, descriptions and labels. */
	readonly language: string;
	readonly outline: unknown;
	/** As our own file holds them. */
	readonly lists: readonly ChoiceList[];
}

interface ReadField {
	readonly field: LooseField;
	readonly path: string;
}

/** The items of a package: in the order of its outline, where it has one; other fields after it. */
export class PackageItems {
	readonly items: InstrumentItem[] = [];
	readonly lists: ChoiceList[];
	readonly problems: ImportProblem[] = [];
	/** Expressions, and where items stand, by their names. */
	readonly relevant = new Map<string, string>();
	readonly paths = new Map<string, string>();
	readonly #options: PackageOptions;
	#open = 0;

	constructor(fields: readonly unknown[], options: PackageOptions) {
		this.#options = options;
		this.lists = [...new Map(options.lists.map((one) => [one.name, one] as const)).values()];
		const rest = new Map<string, ReadField[]>();
		fields.forEach((one, i) => {
			const path = `${options.path}[${i}]`;
			const field = looseField.safeParse(one).data;
			if (field) rest.set(field.name, [...(rest.get(field.name) ?? []), { field, path }]);
			else this.#problem('left-out', path, 'name', 'a field without a name');
		});
		for (const one of z.array(z.unknown()).catch([]).parse(options.outline)) {
			const name = typeof one === 'string' ? one : undefined;
			if (name === undefined) this.#other(one);
			else this.#fields(rest.get(name)?.splice(0, 1) ?? []);
		}
		for (const left of rest.values()) this.#fields(left);
		for (; this.#open > 0; this.#open--) this.items.push({ kind: 'end' });
	}

	#problem(reason: ImportProblem['reason'], path: string, what: string, message: string): void {
		this.problems.push({ reason, path, what, message: `${message}: ${what}` });
	}

	/** A section, its end, or a note; what is none of them is passed over. */
	#other(one: unknown): void {
		const { relevant, ...item } = z
			.looseObject({ relevant: z.unknown().optional() })
			.catch({ relevant: undefined })
			.parse(one);
		if (item['kind'] === 'end') {
			if (this.#open > 0) this.items.push({ kind: 'end' });
			this.#open = Math.max(0, this.#open - 1);
			return;
		}
		const read = instrumentSection.safeParse(item).data ?? instrumentQuestion.safeParse(item).data;
		if (!read || this.paths.has(read.name)) return;
		this.paths.set(read.name, 'atalaya.outline');
		if (typeof relevant === 'string') this.relevant.set(read.name, relevant);
		if (read.kind === 'section') this.#open++;
		this.items.push(read);
	}

	#fields(all: readonly ReadField[]): void {
		for (const one of all) this.items.push(this.#question(one));
	}

	#question({ field, path }: ReadField): InstrumentQuestion {
		const name = this.#name(field.name, path);
		const left = itemLeftOver(field.atalaya);
		if (left.relevant !== undefined) this.relevant.set(name, left.relevant);
		const read = fieldQuestion(field, name, { left, language: this.#options.language });
		if (read.unknownType !== undefined)
			this.#problem('unknown-field-type', `${path}.type`, read.unknownType, 'read as a text');
		if (read.isUnworded) this.#problem('no-wording', path, name, 'a field without a title');
		const { universe, concept, from, seconds, kept } = left;
		const question = mergedQuestion(read.question, {
			...(universe && { universe }),
			...(concept !== undefined && { concept }),
			...(from && { from }),
			...(seconds !== undefined && { seconds }),
			...(kept && { kept })
		});
		const list = this.#list(field, question, left.list);
		return { ...question, ...(list !== undefined && { list }) };
	}

	#name(wanted: string, path: string): string {
		const taken = new Set(this.paths.keys());
		const isFine = instrumentName.safeParse(wanted).success && !taken.has(wanted);
		const name = isFine ? wanted : freeName(wanted, taken);
		this.paths.set(name, path);
		if (!isFine)
			this.#problem(
				'name-changed',
				`${path}.name`,
				`${wanted} → ${name}`,
				'name that cannot stand'
			);
		return name;
	}

	/** The list that the package names, unless the field says other codes. */
	#list(field: LooseField, { type, name }: InstrumentQuestion, named: string | undefined) {
		const own = this.lists.find((list) => list.name === named);
		if (type === 'other' || type === 'several') return own?.name ?? named;
		if (type !== 'one') return undefined;
		const choices = fieldChoices(field, own?.choices ?? [], this.#options.language);
		const content = JSON.stringify(choices);
		if (own && JSON.stringify(own.choices) === content) return own.name;
		if (choices.length === 0) return named;
		const same = this.lists.find((list) => JSON.stringify(list.choices) === content);
		if (same) return same.name;
		const free = freeName(name, new Set(this.lists.map((list) => list.name)));
		this.lists.push({ name: free, choices });
		return free;
	}
}
