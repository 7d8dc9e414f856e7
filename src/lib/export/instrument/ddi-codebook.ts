import { ddiNamespace } from '#lib/model/instrument/ddi-structure.ts';
import {
	type Instrument,
	type InstrumentSection,
	isQuestion,
	sectionsAround
} from '#lib/model/instrument/instrument.ts';
import { kindsOf } from '#lib/model/instrument/kind-of.ts';
import { type XmlPart, elementText, rootTexts, xmlPart } from '../xml-text.ts';
import { type DdiWords, ddiNote, ddiWords } from './ddi-texts.ts';
import { ddiVariables } from './ddi-variables.ts';
import { leftOverOf } from './left-over.ts';

/**
 * A questionnaire as DDI-Codebook 2.5: a variable a question, a group of variables a section. What the
 * standard has no element for (languages by name, conditions, pedigree, settings) stands as JSON in
 * notes of type `atalaya`. No date and no file of data: nobody has been asked yet.
 */
export function ddiCodebookText(one: Instrument): string {
	const words = ddiWords(one);
	const root: XmlPart = {
		name: 'codeBook',
		namespace: ddiNamespace,
		attributes: new Map([
			['version', '2.5'],
			['xml:lang', words.tags[0]!]
		]),
		content: [documentPart(one, words), studyPart(one, words), dataPart(one, words)]
	};
	const { start, end } = rootTexts(root);
	const parts = root.content.map((part) =>
		typeof part === 'string' ? part : elementText(part, ddiNamespace)
	);
	return `${start}\n${parts.join('\n')}${end}`;
}

const titles = ({ title }: Instrument, words: DdiWords): XmlPart[] => {
	const [first, ...others] = words.texts('titl', title);
	return first ? [first, ...others.map((other) => ({ ...other, name: 'parTitl' }))] : [];
};

const documentPart = (one: Instrument, words: DdiWords) =>
	xmlPart(
		'docDscr',
		{},
		xmlPart(
			'citation',
			{},
			xmlPart('titlStmt', {}, ...titles(one, words)),
			xmlPart('prodStmt', {}, xmlPart('software', {}, 'Atalaya'))
		)
	);

function studyPart(one: Instrument, words: DdiWords): XmlPart {
	const { id, version, languages, kept, lists } = one;
	const tagged = languages.map((language, i) => ({ ...language, tag: words.tags[i] }));
	const left = { languages: tagged, lists: lists.map(({ name }) => name), ...(kept && { kept }) };
	return xmlPart(
		'stdyDscr',
		{},
		xmlPart(
			'citation',
			{},
			xmlPart('titlStmt', {}, ...titles(one, words), xmlPart('IDNo', {}, id)),
			version === undefined ? undefined : xmlPart('verStmt', {}, xmlPart('version', {}, version))
		),
		ddiNote(left)
	);
}

function dataPart(one: Instrument, words: DdiWords): XmlPart {
	const ids = idsOf(one);
	return xmlPart('dataDscr', {}, ...groupParts(one, words, ids), ...ddiVariables(one, words, ids));
}

/** IDs of variables and groups, by the names of questions and sections. */
function idsOf({ items }: Instrument): ReadonlyMap<string, string> {
	const named = items.filter((item) => item.kind !== 'end');
	const [questions, sections] = [
		named.filter(({ kind }) => kind === 'question'),
		named.filter(({ kind }) => kind === 'section')
	];
	return new Map([
		...questions.map(({ name }, i) => [name, `V${i + 1}`] as const),
		...sections.map(({ name }, i) => [name, `G${i + 1}`] as const)
	]);
}

/** Sections that nothing is in have no place among the variables. */
function groupParts(one: Instrument, words: DdiWords, ids: ReadonlyMap<string, string>): XmlPart[] {
	const around = sectionsAround(one.items);
	const kindOf = kindsOf(one);
	const within = (section: InstrumentSection, kind: 'question' | 'section') =>
		one.items.flatMap((item, i) =>
			item.kind === kind && around[i]!.at(-1)?.name === section.name && isHeld(one, item.name)
				? [ids.get(item.name)]
				: []
		);
	const joined = (all: readonly (string | undefined)[]) =>
		all.length === 0 ? undefined : all.join(' ');
	return one.items.flatMap((item) => {
		if (item.kind !== 'section' || !isHeld(one, item.name)) return [];
		const attributes = {
			...{ ID: ids.get(item.name), name: item.name },
			type: item.repeats ? 'repetition' : 'section',
			var: joined(within(item, 'question')),
			varGrp: joined(within(item, 'section'))
		};
		const left = leftOverOf(item, ['hint', 'kept'], kindOf);
		return xmlPart('varGrp', attributes, ...words.texts('labl', item.label), ddiNote(left));
	});
}

function isHeld({ items }: Instrument, name: string): boolean {
	const around = sectionsAround(items);
	return items.some(
		(item, i) =>
			isQuestion(item) &&
			(item.name === name || around[i]!.some((section) => section.name === name))
	);
}
