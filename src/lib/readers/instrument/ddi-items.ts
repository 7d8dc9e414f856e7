import { freeName } from '#lib/model/instrument/instrument-edits.ts';
import {
	type ChoiceList,
	type InstrumentItem,
	type InstrumentSection,
	instrumentName
} from '#lib/model/instrument/instrument.ts';
import type { DdiCodebook, DdiVariableGroup } from '../ddi/ddi.ts';
import type { DdiVariable } from '../ddi/ddi-variable.ts';
import type { DdiTexts } from './ddi-languages.ts';
import { ddiChoices, ddiQuestion } from './ddi-question.ts';
import type { ImportProblem } from './instrument-reading.ts';
import { type ItemLeftOver, atalayaIn, itemLeftOver, mergedSection } from './left-over.ts';

const sectionTypes = ['section', 'repetition'];

/** The items of a codebook in the order of its variables; sections where their first variable is. */
export class DdiItems {
	readonly items: InstrumentItem[] = [];
	readonly lists: ChoiceList[] = [];
	readonly problems: ImportProblem[] = [];
	/** Expressions, and the lines where items stand, by their names. */
	readonly relevant = new Map<string, string>();
	readonly lines = new Map<string, number>();
	readonly #words: DdiTexts;
	readonly #taken = new Set<string>();
	/** By the IDs of what is in them. */
	readonly #around: ReadonlyMap<string, DdiVariableGroup>;
	/** Names of lists by what is in them. */
	readonly #contents = new Map<string, string[]>();
	readonly #open: DdiVariableGroup[] = [];
	readonly #closed = new Set<DdiVariableGroup>();

	constructor({ variables, groups }: DdiCodebook, words: DdiTexts) {
		this.#words = words;
		const sections = groups.filter(({ type = '' }) => sectionTypes.includes(type));
		this.#around = new Map(
			sections.flatMap((group) =>
				[...group.variables, ...group.groups].map((id) => [id, group] as const)
			)
		);
		for (const variable of variables) this.#variable(variable);
		this.#closeTo(0);
	}

	#problem(reason: ImportProblem['reason'], row: number, what: string, message: string): void {
		this.problems.push({ reason, row, what, message: `${message}: ${what}` });
	}

	#variable(variable: DdiVariable): void {
		const { line, name, isWeight } = variable;
		if (isWeight) return this.#problem('left-out', line, name, 'a weight, which nobody is asked');
		this.#enter(this.#chain(variable.id ?? name), variable);
		const left = leftIn(variable.notes);
		this.#intro(variable);
		const own = this.#name(name, line);
		const read = ddiQuestion(variable, own, { words: this.#words, left });
		for (const { reason, line: row, what, message } of read.problems)
			this.#problem(reason, row, what, message);
		const choices = read.hasList
			? ddiChoices(variable, { words: this.#words, kept: left.choices ?? {} })
			: [];
		const list =
			choices.length > 0
				? this.#list(choices, left.list ?? own, left.list !== undefined)
				: undefined;
		this.items.push({ ...read.question, ...(list !== undefined && { list }) });
		if (left.relevant !== undefined) this.relevant.set(own, left.relevant);
	}

	/** What is read out before a question is a note of its own. */
	#intro({ questions, name, line }: DdiVariable): void {
		const label = this.#words.texts(questions.flatMap(({ before }) => before));
		if (Object.keys(label).length === 0) return;
		const own = freeName(`${name}_intro`, this.#taken);
		this.#taken.add(own);
		this.lines.set(own, line);
		this.items.push({ kind: 'question', name: own, label, type: 'note', required: false });
	}

	/** One that nobody else has, and that XLSForm allows. */
	#name(wanted: string, line: number): string {
		const isFine = instrumentName.safeParse(wanted).success && !this.#taken.has(wanted);
		const name = isFine ? wanted : freeName(wanted, this.#taken);
		this.#taken.add(name);
		this.lines.set(name, line);
		if (!isFine)
			this.#problem('name-changed', line, `${wanted} → ${name}`, 'name that cannot stand');
		return name;
	}

	/** A list of the same choices is used again, unless our own file gives it another name. */
	#list(choices: ChoiceList['choices'], name: string, isOwn: boolean): string {
		const content = JSON.stringify(choices);
		const same = this.#contents.get(content) ?? [];
		const known = same.find((one) => one === name) ?? (isOwn ? undefined : same[0]);
		if (known !== undefined) return known;
		const names = new Set(this.lists.map((list) => list.name));
		const free = names.has(name) ? freeName(name, names) : name;
		this.lists.push({ name: free, choices });
		this.#contents.set(content, [...same, free]);
		return free;
	}

	/** The sections around a variable or group, the outermost first; one in itself counts once. */
	#chain(id: string): DdiVariableGroup[] {
		const chain: DdiVariableGroup[] = [];
		for (
			let group = this.#around.get(id);
			group && !chain.includes(group);
			group = group.id === undefined ? undefined : this.#around.get(group.id)
		)
			chain.unshift(group);
		return chain;
	}

	/** A section that has ended does not begin again: what stands in it later stands outside. */
	#enter(chain: readonly DdiVariableGroup[], { name, line }: DdiVariable): void {
		const stays = chain.findIndex((group, i) => this.#open[i] !== group);
		this.#closeTo(stays === -1 ? chain.length : stays);
		for (const group of chain.slice(this.#open.length)) {
			if (this.#closed.has(group)) {
				const what = `${group.name ?? group.id ?? ''} / ${name}`;
				return this.#problem('left-out', line, what, 'apart from its section, put outside it');
			}
			this.#open.push(group);
			this.items.push(this.#section(group));
		}
	}

	#section({ name, id, type, labels, notes, line }: DdiVariableGroup): InstrumentSection {
		const own = this.#name(name ?? id ?? 'section', line);
		const left = leftIn(notes);
		if (left.relevant !== undefined) this.relevant.set(own, left.relevant);
		const section = {
			...{ kind: 'section' as const, name: own, label: this.#words.texts(labels) },
			repeats: type === 'repetition'
		};
		return mergedSection(section, left);
	}

	#closeTo(depth: number): void {
		for (const group of this.#open.splice(depth)) {
			this.#closed.add(group);
			this.items.push({ kind: 'end' });
		}
	}
}

const leftIn = (notes: readonly { readonly text: string }[]): ItemLeftOver =>
	itemLeftOver(notes.map(({ text }) => atalayaIn(text)).find((found) => found !== undefined));
