import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { isMissingRange } from './ddi-missing.ts';
import { type DdiStudy, ddiStudy } from './ddi-study.ts';
import { type DdiNote, type DdiText, ddiNotes, ddiTexts, identifiers } from './ddi-text.ts';
import { type DdiVariable, ddiVariable } from './ddi-variable.ts';
import { presentFields } from '../present-fields.ts';
import { readLimits } from '../read-limits.ts';
import { type XmlElement, xmlElements } from '../xml/xml-elements.ts';
import { type Ignored, XmlParts, addIgnored } from '../xml/xml-parts.ts';
import { type XmlLimits, type XmlTag, xmlLimits } from '../xml/xml.ts';

export interface DdiFile {
	readonly id?: string;
	readonly name?: string;
	/** Number of records, where it is said as a number. */
	readonly cases?: number;
	readonly variables?: number;
	readonly descriptions: readonly DdiText[];
}

/** Variables that belong together, such as the items of one question. */
export interface DdiVariableGroup {
	readonly line: number;
	readonly id?: string;
	readonly name?: string;
	/** Such as `section` or `multipleResp`. */
	readonly type?: string;
	readonly labels: readonly DdiText[];
	readonly descriptions: readonly DdiText[];
	readonly notes: readonly DdiNote[];
	/** IDs of its variables. */
	readonly variables: readonly string[];
	/** IDs of the groups that lie in it. */
	readonly groups: readonly string[];
}

/** What a DDI codebook says about a survey and its variables. */
export interface DdiCodebook {
	/** Such as `2.5`. */
	readonly version?: string;
	/** Of its root, where it has one, and the line that says so. */
	readonly namespace?: string;
	readonly line: number;
	readonly language?: string;
	readonly study: DdiStudy;
	readonly files: readonly DdiFile[];
	readonly variables: readonly DdiVariable[];
	readonly groups: readonly DdiVariableGroup[];
	/** Elements, attributes and texts that are not in the above, counted by their place. */
	readonly ignored: Ignored;
	/** What had to be said about the codebook though it could be read. */
	readonly notes: readonly string[];
}

const wholes = new Set([
	...['docDscr', 'stdyDscr', 'fileDscr', 'var', 'varGrp', 'nCube', 'nCubeGrp', 'otherMat']
]);

/** A codebook is held in memory whole, unlike other documents. */
const ddiLimits: XmlLimits = { ...xmlLimits, maxBytes: readLimits.maxDocumentBytes };

/**
 * A DDI codebook of version 1.2.2, 2.0, 2.1 or 2.5. Elements are known by their local name, for the
 * versions have different namespaces and some files several. Source: DDI-Codebook 2.5 field level
 * documentation (ddialliance.org); DDI 1 and 2 differ in what is optional.
 * @throws DataError where it is no codebook or not well-formed XML.
 */
export async function ddiCodebook(
	source: ByteSource,
	limits: XmlLimits = ddiLimits
): Promise<DdiCodebook> {
	const reading = new CodebookReading();
	for await (const item of xmlElements(source, wholes, limits)) {
		if (item.kind === 'start') reading.start(item.tag);
		else if (item.kind === 'text') reading.ignore('text()');
		else reading.element(item.element);
	}
	return reading.codebook();
}

class CodebookReading {
	readonly #ignored = new Map<string, number>();
	readonly #files: DdiFile[] = [];
	readonly #variables: DdiVariable[] = [];
	readonly #groups: DdiVariableGroup[] = [];
	#root: { readonly parts: XmlParts; readonly tag: XmlTag; readonly version?: string } | undefined;
	#study: DdiStudy | undefined;

	start(tag: XmlTag): void {
		if (tag.name === 'dataDscr') return;
		if (tag.name !== 'codeBook') return this.ignore(tag.name);
		if (this.#root) throw new DataError(`second codebook in one file: line ${tag.line}`);
		const parts = new XmlParts({ ...tag, content: [] }, undefined);
		this.#root = { parts, tag, ...presentFields({ version: parts.attribute('version') }) };
	}

	ignore(place: string): void {
		addIgnored(this.#ignored, place);
	}

	element(element: XmlElement): void {
		const parts = new XmlParts(element, undefined, this.#root?.parts);
		if (element.name === 'var') this.#variables.push(named(ddiVariable(parts)));
		else if (element.name === 'fileDscr') this.#files.push(ddiFile(parts));
		else if (element.name === 'varGrp') this.#groups.push(ddiVariableGroup(parts));
		else if (element.name === 'stdyDscr' && !this.#study) this.#study = ddiStudy(parts);
		else return this.ignore(element.name);
		parts.countIgnored(this.#ignored, `${element.name}/`);
	}

	codebook(): DdiCodebook {
		if (!this.#root) throw this.#noCodebook();
		const { version, parts, tag } = this.#root;
		parts.countIgnored(this.#ignored, 'codeBook/');
		return {
			...presentFields({ version, language: parts.language }),
			...(tag.namespace !== '' && { namespace: tag.namespace }),
			line: tag.line,
			study: this.#study ?? ddiStudy(undefined),
			files: this.#files,
			variables: this.#variables,
			groups: this.#groups,
			ignored: this.#ignored,
			notes: this.#variables.flatMap(notesAbout)
		};
	}

	#noCodebook(): DataError {
		const found = [...this.#ignored.keys()][0] ?? 'no element';
		return found === 'DDIInstance'
			? new DataError('DDI-Lifecycle is not read; export as DDI-Codebook 2.5: <DDIInstance>')
			: new DataError(`no DDI codebook, for it has no <codeBook>: <${found}>`);
	}
}

function named(variable: DdiVariable): DdiVariable {
	if (variable.name === '')
		throw new DataError(`<var> has neither name nor ID: line ${variable.line}`);
	return variable;
}

function notesAbout({ name, invalid }: DdiVariable): string[] {
	return invalid
		.filter((range) => range.value === undefined && !isMissingRange(range))
		.map(({ line }) => `invalid range of ${name} cannot be said in missing codes: line ${line}`);
}

function ddiFile(file: XmlParts): DdiFile {
	const texts = file.all('fileTxt');
	const dimensions = [file, ...texts].flatMap((parts) => parts.all('dimensns'));
	const first = (parts: readonly XmlParts[], name: string) =>
		parts.flatMap((one) => one.all(name))[0]?.text.trim();
	return {
		...presentFields({
			id: file.attribute('ID'),
			name: first(texts, 'fileName'),
			cases: count(first(dimensions, 'caseQnty')),
			variables: count(first(dimensions, 'varQnty'))
		}),
		descriptions: texts.flatMap((text) => ddiTexts(text, 'fileCont'))
	};
}

/** A count as people write it, with commas or spaces between the thousands. */
function count(written: string | undefined): number | undefined {
	const digits = written?.replace(/(\d)[ ,\u00a0](?=\d{3}(?!\d))/g, '$1');
	return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

function ddiVariableGroup(group: XmlParts): DdiVariableGroup {
	return {
		line: group.line,
		...presentFields({
			id: group.attribute('ID'),
			name: group.attribute('name'),
			type: group.attribute('type')
		}),
		labels: ddiTexts(group, 'labl'),
		descriptions: ddiTexts(group, 'txt'),
		notes: ddiNotes(group),
		variables: identifiers(group, 'var'),
		groups: identifiers(group, 'varGrp')
	};
}
