import { DataError } from '#lib/errors.ts';
import { bytesOf } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ReadLimits } from '../read-limits.ts';
import { type XmlGatherer, type XmlTag, readXml, xmlLimits } from '../xml/xml.ts';
import { type ZipEntry, zipEntries, zippedSource } from '../zip-entries.ts';

/** A sheet of cells, as the workbook lists it. */
export interface WorkbookSheet {
	readonly name: string;
	readonly isHidden: boolean;
	/** The part of the file that holds it. */
	readonly part: string;
}

export interface Workbook {
	readonly sheets: readonly WorkbookSheet[];
	/** Dates are counted from 1904 instead of 1900. */
	readonly is1904: boolean;
	/** Parts that hold texts and number formats, where the workbook has them. */
	readonly strings: string | undefined;
	readonly styles: string | undefined;
	/** What an XML part of the workbook holds, through a gatherer. */
	items<T>(part: string, gatherer: XmlGatherer<T>): AsyncGenerator<T>;
}

/**
 * The parts of an .xlsx or .xlsm workbook (ECMA-376 part 1, section 12; part 2 for the package).
 * @throws DataError where it is another kind of file, and says how to make this kind of it.
 */
export async function openWorkbook(source: ByteSource, limits: ReadLimits): Promise<Workbook> {
	await expectZip(source);
	const parts = new Parts(source, await zipEntries(source, limits), limits);
	const [main] = await parts.relations('', 'officeDocument');
	if (main === undefined) throw new DataError(notWorkbook(parts));
	if (main.endsWith('.bin'))
		throw new DataError('a binary workbook (.xlsb); save it as .xlsx: xl/workbook.bin');
	const { sheets, is1904 } = await listedSheets(parts, main);
	const [strings] = await parts.relations(main, 'sharedStrings');
	const [styles] = await parts.relations(main, 'styles');
	if (sheets.length === 0) throw new DataError(`workbook has no sheet of cells: ${main}`);
	return {
		sheets,
		is1904,
		strings,
		styles,
		items: (part, gatherer) => parts.items(part, gatherer)
	};
}

/** How files begin that Excel before 2007 wrote, and newer ones with a password. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

async function expectZip(source: ByteSource): Promise<void> {
	const head = await bytesOf(source, 0, Math.min(4, source.size));
	if (head[0] === 0x50 && head[1] === 0x4b) return;
	if (compoundFile.every((byte, i) => head[i] === byte))
		throw new DataError(
			'a workbook of Excel before 2007 (.xls), or one with a password; ' +
				'save it as .xlsx without a password: first bytes d0 cf 11 e0'
		);
	const bytes = Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
	throw new DataError(`not an .xlsx workbook, which begins with the bytes 50 4b: ${bytes}`);
}

const notWorkbook = (parts: Parts) =>
	parts.has('mimetype')
		? 'an OpenDocument file; save it as .xlsx: mimetype'
		: 'a zip that holds no workbook: no officeDocument in _rels/.rels';

/** The XML files inside a workbook; their names do not tell capitals from small letters. */
class Parts {
	readonly #source: ByteSource;
	readonly #entries: ReadonlyMap<string, ZipEntry>;
	readonly #limits: ReadLimits;

	constructor(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>, limits: ReadLimits) {
		this.#source = source;
		this.#entries = new Map(
			[...entries.values()].map((entry) => [canonical(entry.name), entry] as const)
		);
		this.#limits = limits;
	}

	has(part: string): boolean {
		return this.#entries.has(canonical(part));
	}

	async *items<T>(part: string, gatherer: XmlGatherer<T>): AsyncGenerator<T> {
		const entry = this.#entries.get(canonical(part));
		if (entry === undefined) throw new DataError(`workbook lacks a part that it names: ${part}`);
		try {
			const { maxDocumentBytes } = this.#limits;
			const limits = { ...xmlLimits, maxBytes: maxDocumentBytes };
			yield* readXml(zippedSource(this.#source, entry, this.#limits), gatherer, limits);
		} catch (cause) {
			if (!(cause instanceof DataError)) throw cause;
			throw new DataError(`${part}: ${cause.message}`, { cause });
		}
	}

	/** The parts that a part names as being of a kind, in the order of its relations. */
	async relations(part: string, kind: string): Promise<string[]> {
		const all = await this.relationsById(part);
		return [...all.values()].filter((relation) => relation.kind === kind).map(({ to }) => to);
	}

	async relationsById(part: string): Promise<ReadonlyMap<string, Relation>> {
		const slash = part.lastIndexOf('/') + 1;
		const folder = part.slice(0, slash);
		const list = `${folder}_rels/${part.slice(slash)}.rels`;
		const found = new Map<string, Relation>();
		if (!this.has(list)) return found;
		for await (const { name, attributes } of this.items(list, new Tags())) {
			const [id, type, target] = ['Id', 'Type', 'Target'].map((key) => attributes.get(key));
			const isInside = attributes.get('TargetMode') !== 'External';
			if (name !== 'Relationship' || !isInside || !id || !type || !target) continue;
			found.set(id, { kind: type.slice(type.lastIndexOf('/') + 1), to: partName(folder, target) });
		}
		return found;
	}
}

interface Relation {
	/** The last step of its type, which is the same in the strict and the transitional form. */
	readonly kind: string;
	readonly to: string;
}

const canonical = (name: string) => name.replaceAll('\\', '/').toLowerCase();

/** The part that a relation leads to, from the folder of the part that has it. */
function partName(folder: string, target: string): string {
	const steps: string[] = [];
	const path = target.startsWith('/') ? target : `${folder}${target}`;
	for (const step of path.split('/'))
		if (step === '..') steps.pop();
		else if (step !== '' && step !== '.') steps.push(step);
	return steps.join('/');
}

async function listedSheets(
	parts: Parts,
	main: string
): Promise<Pick<Workbook, 'sheets' | 'is1904'>> {
	const relations = await parts.relationsById(main);
	const sheets: WorkbookSheet[] = [];
	let is1904 = false;
	for await (const { name, attributes } of parts.items(main, new Tags())) {
		if (name === 'workbookPr') is1904 = isTrue(attributes.get('date1904'));
		if (name !== 'sheet') continue;
		const title = attributes.get('name') ?? '';
		const id = [...attributes].find(([key]) => key.endsWith(':id'))?.[1];
		const relation = relations.get(id ?? '');
		if (relation === undefined) throw new DataError(`sheet has no part in the workbook: ${title}`);
		const isHidden = (attributes.get('state') ?? 'visible') !== 'visible';
		if (relation.kind === 'worksheet') sheets.push({ name: title, isHidden, part: relation.to });
	}
	return { sheets, is1904 };
}

export const isTrue = (value: string | undefined) => value === '1' || value === 'true';

/** Every tag of a document, one after the other. */
class Tags implements XmlGatherer<XmlTag> {
	#tags: XmlTag[] = [];

	open(tag: XmlTag): void {
		this.#tags.push(tag);
	}

	text(): void {
		// These documents say everything in attributes.
	}

	close(): void {
		// Nothing depends on where an element ends.
	}

	gathered(): XmlTag[] {
		const tags = this.#tags;
		this.#tags = [];
		return tags;
	}
}
