import { freeName } from '#lib/model/instrument/instrument-edits.ts';
import { type Instrument, instrumentName } from '#lib/model/instrument/instrument.ts';
import { ddiNamespace } from '#lib/model/instrument/ddi-structure.ts';
import type { DdiCodebook } from '../ddi/ddi.ts';
import { DdiItems } from './ddi-items.ts';
import { type DdiTexts, ddiTextReader } from './ddi-languages.ts';
import { fileFaults, withConditions } from './finished-instrument.ts';
import type { ImportProblem, InstrumentReading } from './instrument-reading.ts';
import { type WholeLeftOver, atalayaIn, wholeLeftOver } from './left-over.ts';

/**
 * A questionnaire out of a codebook: a question a variable, a section a group of variables that calls
 * itself so. What is wrong by its line; weights were never asked and are left out.
 */
export function ddiInstrument(codebook: DdiCodebook, fileName: string): InstrumentReading {
	const left = wholeLeftOver(
		codebook.study.notes.map(({ text }) => atalayaIn(text)).find((found) => found !== undefined)
	);
	const words = ddiTextReader(codebook, left);
	const read = new DdiItems(codebook, words);
	const before: Instrument = {
		...studyOf(codebook, { fileName, words, left }),
		languages: words.languages,
		lists: inOrder(read.lists, left.lists),
		items: read.items
	};
	const instrument = withConditions(before, read.relevant);
	const faults = fileFaults(instrument).map(({ kind, item = '', what }): ImportProblem => {
		const row = read.lines.get(item);
		const problem = { reason: kind, what, message: `${kind}: ${item} ${what}` };
		return { ...problem, ...(row !== undefined && { row }) };
	});
	const notes = codebook.notes.map((message): ImportProblem => {
		const row = Number(/line (\d+)$/.exec(message)?.[1]);
		return { reason: 'value', what: message, message, ...(row > 0 && { row }) };
	});
	return {
		format: 'ddi',
		instrument,
		problems: [...namespaceProblems(codebook), ...read.problems, ...faults, ...notes].sort(
			(a, b) => (a.row ?? 0) - (b.row ?? 0)
		),
		ignored: [...codebook.ignored]
	};
}

/** Of DDI-Codebook 2.5 and later; of 2.0 and 2.1; of files of a document type, which had none. */
const namespaces = /^(ddi:codebook:2_[56]|http:\/\/www\.icpsr\.umich\.edu\/DDI(\/.*)?)$/;

function namespaceProblems({ namespace = '', version = '', line }: DdiCodebook): ImportProblem[] {
	const isOld = namespace === '' && !/^2\.[5-9]/.test(version);
	if (isOld || namespaces.test(namespace)) return [];
	const message = `namespace of DDI-Codebook 2.5 is ${ddiNamespace}, read all the same: ${namespace}`;
	return [{ reason: 'namespace', row: line, what: namespace, message }];
}

interface StudyOptions {
	readonly fileName: string;
	readonly words: DdiTexts;
	readonly left: WholeLeftOver;
}

function studyOf(
	{ study }: DdiCodebook,
	{ fileName, words, left }: StudyOptions
): Pick<Instrument, 'id' | 'version' | 'title' | 'kept'> {
	const plain = fileName.replace(/\.[^.]*$/, '') || fileName;
	const id = study.ids[0]?.id ?? plain;
	const version = study.dates.find(({ of, text }) => of === 'version' && text !== '')?.text;
	const title = words.texts(study.titles);
	return {
		id: instrumentName.safeParse(id).success ? id : freeName(id, new Set()),
		...(version !== undefined && { version }),
		title: Object.keys(title).length > 0 ? title : { [words.languages[0]!.id]: plain },
		...(left.kept && { kept: left.kept })
	};
}

/** In the order that our own files state; others as they were met. */
function inOrder(lists: Instrument['lists'], names: readonly string[] = []): Instrument['lists'] {
	const place = (name: string) => {
		const at = names.indexOf(name);
		return at === -1 ? names.length : at;
	};
	return lists.toSorted((a, b) => place(a.name) - place(b.name));
}
