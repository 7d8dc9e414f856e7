import fc from 'fast-check';
import { type Condition, comparisons, simplest } from '#lib/model/instrument/condition.ts';
import {
	type ChoiceList,
	type Instrument,
	type InstrumentItem,
	type InstrumentQuestion,
	type Texts,
	answerTypes,
	instrument,
	isQuestion
} from '#lib/model/instrument/instrument.ts';
import { missingReasons } from '#lib/model/missing.ts';

/** What a format takes without a change. */
interface InstrumentArbitrary {
	/** Texts of labels, hints and the like; trimmed, not blank. */
	readonly text?: fc.Arbitrary<string>;
	/** Names of languages beside their codes. */
	readonly namedLanguages?: boolean;
	readonly emptySections?: boolean;
	readonly kept?: boolean;
}

const trimmed = (text: string) => text.trim() === text && text !== '';

/** Any text that stands in one cell. */
const anyText = fc
	.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }))
	.map((text) => text.trim())
	.filter(trimmed);

/** Words with single blanks between them. */
export const words = fc
	.array(fc.stringMatching(/^[A-Za-zÀ-ž0-9¿?«»%(),.;'"&<=]+$/), { minLength: 1, maxLength: 8 })
	.map((all) => all.join(' '))
	.filter((text) => trimmed(text) && !/&#?\w|<\/?\w/.test(text));

const concept = fc.stringMatching(/^[a-z][a-z0-9]{1,6}(_[a-z0-9]{1,3})?$/);
const version = fc.stringMatching(/^[0-9a-z.]{1,8}$/);
const name = fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,6}$/);
/** Codes with blanks or both quotes are told as faults. */
const code = fc.stringMatching(/^[A-Za-z0-9_-]{1,6}$/);

const languages = [
	{ id: 'es', name: 'Español' },
	{ id: 'pt', name: 'Português' },
	{ id: 'en-GB', name: 'English' },
	{ id: 'und', name: 'und' }
];

/** Instruments as they are kept: every condition in its simplest form, every name once. */
export function instruments(of: InstrumentArbitrary = {}): fc.Arbitrary<Instrument> {
	const { text = anyText, namedLanguages = true, kept = true } = of;
	const listed = fc
		.subarray(languages, { minLength: 1 })
		.map((some) => some.toSorted((a, b) => Number(b.id === 'und') - Number(a.id === 'und')))
		.map((some) => (namedLanguages ? some : some.map(({ id }) => ({ id, name: id }))));
	return fc
		.record({
			languages: listed,
			names: fc.uniqueArray(name, { minLength: 2, maxLength: 10 })
		})
		.chain(({ languages: known, names }) => {
			const texts = fc
				.record(Object.fromEntries(known.map(({ id }) => [id, text])), {
					requiredKeys: [known[0]!.id]
				})
				.map((all) => all as Texts);
			return fc
				.record({
					id: name,
					version: maybe(version),
					title: texts,
					kept: kept
						? fc.option(fc.record({ style: fc.constant('pages') }), { nil: undefined })
						: fc.constant(undefined),
					lists: listsOf(texts, kept),
					shapes: fc.array(shape(texts, text), { minLength: 1, maxLength: names.length })
				})
				.chain((parts) => built(parts, { known, names, of }));
		});
}

const listsOf = (texts: fc.Arbitrary<Texts>, kept: boolean): fc.Arbitrary<ChoiceList[]> =>
	fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).chain((names) =>
		fc.tuple(
			...names.map((one) =>
				fc
					.uniqueArray(
						fc.record({
							code,
							label: texts,
							missing: fc.option(fc.constantFrom(...missingReasons), { nil: undefined }),
							kept: kept
								? fc.option(fc.record({ zone: fc.constant('a') }), { nil: undefined })
								: fc.constant(undefined)
						}),
						{ minLength: 1, maxLength: 5, selector: (choice) => choice.code }
					)
					.map((choices) => ({ name: one, choices: choices.map(present) }))
			)
		)
	);

const present = <T extends object>(value: T) =>
	Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const range = fc
	.record({
		min: maybe(fc.integer({ min: -9, max: 9 })),
		max: maybe(fc.double({ min: 10, max: 1e6, noNaN: true }))
	})
	.filter(({ min, max }) => min !== undefined || max !== undefined)
	.map(present);

/** An item without its name, its list and its condition, which need the others. */
const shape = (texts: fc.Arbitrary<Texts>, text: fc.Arbitrary<string>) =>
	fc.record({
		kind: fc.constantFrom('question', 'question', 'question', 'section', 'end'),
		type: fc.constantFrom(...answerTypes, 'other' as const),
		label: texts,
		hint: maybe(texts),
		universe: maybe(texts),
		required: fc.boolean(),
		repeats: fc.boolean(),
		range: maybe(range),
		concept: maybe(concept),
		seconds: maybe(fc.integer({ min: 1, max: 3600 })),
		from: maybe(
			fc.record({
				...{ wave: fc.constant('encspa-2019'), question: fc.constant('d-12') },
				...{ title: text, language: fc.constant('es'), wording: text, verified: fc.boolean() }
			})
		),
		appearance: maybe(fc.constant('minimal')),
		isRouted: fc.boolean(),
		pick: fc.nat()
	});

type Shape = ReturnType<typeof shape> extends fc.Arbitrary<infer T> ? T : never;

interface Frame {
	readonly known: Instrument['languages'];
	readonly names: readonly string[];
	readonly of: InstrumentArbitrary;
}

function built(
	{
		shapes,
		...parts
	}: Pick<Instrument, 'id' | 'title'> & {
		readonly version: string | undefined;
		readonly kept: Record<string, string> | undefined;
		readonly lists: ChoiceList[];
		readonly shapes: readonly Shape[];
	},
	{ known, names, of }: Frame
): fc.Arbitrary<Instrument> {
	const items: InstrumentItem[] = [];
	let open = 0;
	for (const [i, one] of shapes.entries()) {
		if (one.kind === 'end') {
			const isEmpty = items.at(-1)?.kind === 'section';
			if (open === 0 || (isEmpty && of.emptySections === false)) continue;
			items.push({ kind: 'end' });
			open--;
		} else {
			items.push(itemOf(one, names[i]!, { lists: parts.lists, kept: of.kept ?? true }));
			if (one.kind === 'section') open++;
		}
	}
	if (of.emptySections === false) for (; items.at(-1)?.kind === 'section'; open--) items.pop();
	for (; open > 0; open--) items.push({ kind: 'end' });
	const questions = items.filter(isQuestion);
	const routed = shapes.map(({ isRouted }) => isRouted);
	const condition = conditions(questions, parts.lists);
	return (
		condition
			? fc.array(condition, { minLength: items.length, maxLength: items.length })
			: fc.constant([])
	).map((all) =>
		instrument.parse({
			...present(parts),
			languages: known,
			items: items.map((item, i) =>
				item.kind === 'end' || !routed[i] || !all[i] ? item : { ...item, relevant: all[i] }
			)
		})
	);
}

function itemOf(
	one: Shape,
	called: string,
	{ lists, kept }: { readonly lists: readonly ChoiceList[]; readonly kept: boolean }
): InstrumentItem {
	const common = present({
		...{ name: called, label: one.label, hint: one.hint },
		kept: kept && one.appearance ? { appearance: one.appearance } : undefined
	});
	if (one.kind === 'section') return { kind: 'section', ...common, repeats: one.repeats };
	const { type, required, range: limits, universe, concept, seconds, from } = one;
	const list = lists[one.pick % lists.length]!.name;
	const question = {
		...{ kind: 'question' as const, ...common, type, required, universe, concept, seconds, from },
		range: type === 'whole' || type === 'decimal' ? limits : undefined,
		list: type === 'one' || type === 'several' ? list : undefined,
		written: type === 'other' ? 'geopoint' : undefined
	};
	return present(question);
}

/** About questions with choices or numbers; undefined where there is none. */
function conditions(
	questions: readonly InstrumentQuestion[],
	lists: readonly ChoiceList[]
): fc.Arbitrary<Condition> | undefined {
	const simple = questions.flatMap(({ name: question, type, list }): fc.Arbitrary<Condition>[] => {
		if (type === 'whole' || type === 'decimal')
			return [
				fc.record({
					...{ kind: fc.constant('number' as const), question: fc.constant(question) },
					...{
						comparison: fc.constantFrom(...comparisons),
						value: fc.integer({ min: -99, max: 99 })
					}
				})
			];
		const choices = lists.find((each) => each.name === list)?.choices;
		if (!choices) return [];
		return [
			fc.record({
				...{ kind: fc.constant('answer' as const), question: fc.constant(question) },
				is: fc.boolean(),
				codes: fc.subarray(
					choices.map((choice) => choice.code),
					{ minLength: 1 }
				)
			})
		];
	});
	if (simple.length === 0) return undefined;
	const one = fc.oneof(...simple);
	const several = fc.record({
		kind: fc.constantFrom('all' as const, 'any' as const),
		of: fc.array(one, { minLength: 2, maxLength: 3 })
	});
	const deep = fc.record({
		kind: fc.constantFrom('all' as const, 'any' as const),
		of: fc.array(fc.oneof(one, several), { minLength: 2, maxLength: 3 })
	});
	return fc
		.oneof(
			one,
			several,
			deep,
			fc.constant<Condition>({ kind: 'written', text: 'count(/data/x) > 2' })
		)
		.map(simplest);
}
