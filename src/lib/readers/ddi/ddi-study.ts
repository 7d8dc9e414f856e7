import { type DdiText, ddiTexts } from './ddi-text.ts';
import { presentFields } from '../present-fields.ts';
import type { XmlParts } from '../xml/xml-parts.ts';

export interface DdiParty {
	readonly name: string;
	readonly affiliation?: string;
	readonly abbreviation?: string;
}

/** What a codebook says about the survey as a whole. */
export interface DdiStudy {
	readonly ids: readonly { readonly id: string; readonly agency?: string }[];
	/** The title, and the same in other languages. */
	readonly titles: readonly DdiText[];
	/** Who is responsible (`AuthEnty`), then who produced it. */
	readonly producers: readonly DdiParty[];
	readonly distributors: readonly DdiParty[];
	readonly dates: readonly DdiDate[];
	readonly nations: readonly DdiText[];
	readonly geography: readonly DdiText[];
	readonly abstract: readonly DdiText[];
	readonly universe: readonly DdiText[];
	readonly analysisUnit: readonly DdiText[];
	readonly samplingProcedure: readonly DdiText[];
	readonly samplingFrame: readonly DdiText[];
	readonly mode: readonly DdiText[];
	readonly weighting: readonly DdiText[];
	readonly responseRate: readonly DdiText[];
	readonly citation: readonly DdiText[];
	readonly citationRequirement: readonly DdiText[];
	readonly conditions: readonly DdiText[];
	readonly notes: readonly DdiText[];
}

export interface DdiDate {
	readonly of: 'collection' | 'period' | 'production' | 'distribution' | 'version';
	/** `single`, `start` or `end`. */
	readonly event?: string;
	/** ISO 8601, as it is written. */
	readonly date?: string;
	readonly text: string;
}

/** The study description; empty lists where the codebook has none. */
export function ddiStudy(study: XmlParts | undefined): DdiStudy {
	const at = (...path: readonly string[]) => partsAt(study, path);
	const texts = (...path: readonly string[]) =>
		at(...path.slice(0, -1)).flatMap((parts) => ddiTexts(parts, path.at(-1) ?? ''));
	return {
		ids: at('citation', 'titlStmt', 'IDNo').map(identifier),
		titles: [...texts('citation', 'titlStmt', 'titl'), ...texts('citation', 'titlStmt', 'parTitl')],
		producers: [
			...at('citation', 'rspStmt', 'AuthEnty'),
			...at('citation', 'prodStmt', 'producer')
		].flatMap(party),
		distributors: at('citation', 'distStmt', 'distrbtr').flatMap(party),
		dates: dates(at),
		...scope(texts),
		...method(texts),
		...use(texts)
	};
}

type At = (...path: readonly string[]) => readonly XmlParts[];
type Texts = (...path: readonly string[]) => readonly DdiText[];

function partsAt(study: XmlParts | undefined, path: readonly string[]): readonly XmlParts[] {
	const start = study === undefined ? [] : [study];
	return path.reduce<XmlParts[]>((found, name) => found.flatMap((one) => one.all(name)), start);
}

function scope(texts: Texts) {
	return {
		nations: texts('stdyInfo', 'sumDscr', 'nation'),
		geography: texts('stdyInfo', 'sumDscr', 'geogCover'),
		abstract: texts('stdyInfo', 'abstract'),
		universe: texts('stdyInfo', 'sumDscr', 'universe'),
		analysisUnit: texts('stdyInfo', 'sumDscr', 'anlyUnit'),
		notes: [...texts('notes'), ...texts('stdyInfo', 'notes')]
	};
}

function method(texts: Texts) {
	return {
		samplingProcedure: texts('method', 'dataColl', 'sampProc'),
		samplingFrame: texts('method', 'dataColl', 'sampleFrame'),
		mode: texts('method', 'dataColl', 'collMode'),
		weighting: texts('method', 'dataColl', 'weight'),
		responseRate: texts('method', 'anlyInfo', 'respRate')
	};
}

function use(texts: Texts) {
	return {
		citation: texts('citation', 'biblCit'),
		citationRequirement: texts('dataAccs', 'useStmt', 'citReq'),
		conditions: texts('dataAccs', 'useStmt', 'conditions')
	};
}

function dates(at: At): DdiDate[] {
	const from = (of: DdiDate['of'], ...path: readonly string[]) =>
		at(...path).map((parts) => dateOf(parts, of));
	return [
		...from('collection', 'stdyInfo', 'sumDscr', 'collDate'),
		...from('period', 'stdyInfo', 'sumDscr', 'timePrd'),
		...from('production', 'citation', 'prodStmt', 'prodDate'),
		...from('distribution', 'citation', 'distStmt', 'distDate'),
		...from('version', 'citation', 'verStmt', 'version')
	];
}

function dateOf(parts: XmlParts, of: DdiDate['of']): DdiDate {
	const attributes = { event: parts.attribute('event'), date: parts.attribute('date') };
	return { of, ...presentFields(attributes), text: parts.text.trim() };
}

function identifier(parts: XmlParts): DdiStudy['ids'][number] {
	return { id: parts.text.trim(), ...presentFields({ agency: parts.attribute('agency') }) };
}

function party(parts: XmlParts): DdiParty[] {
	const name = parts.text.replace(/\s+/g, ' ').trim();
	const affiliation = parts.attribute('affiliation');
	const abbreviation = parts.attribute('abbr') ?? parts.attribute('abbreviation');
	if (name === '' && affiliation === undefined) return [];
	return [{ name, ...presentFields({ affiliation, abbreviation }) }];
}
