import {
	type DdiCategory,
	type DdiStatistic,
	ddiCategories,
	ddiStatistics
} from './ddi-categories.ts';
import { type DdiRange, ddiMissing, ddiRanges } from './ddi-missing.ts';
import {
	type DdiNote,
	type DdiText,
	ddiNotes,
	ddiText,
	ddiTexts,
	identifiers
} from './ddi-text.ts';
import { presentFields } from '../present-fields.ts';
import type { MissingCodes } from '../records.ts';
import type { XmlParts } from '../xml/xml-parts.ts';

export interface DdiQuestion {
	/** Its number in the questionnaire. */
	readonly number?: string;
	/** Such as `category`, `numeric` or `text`; for `other` the word that stands in its place. */
	readonly domain?: string;
	readonly before: readonly DdiText[];
	/** The question as it was read out. */
	readonly literal: readonly DdiText[];
	readonly after: readonly DdiText[];
	readonly instructions: readonly DdiText[];
	readonly routing: readonly DdiText[];
}

/** Where a record of fixed width holds a variable; columns from 1. */
export interface DdiLocation {
	readonly start?: number;
	readonly end?: number;
	readonly width?: number;
	readonly record?: string;
}

export interface DdiVariable {
	readonly line: number;
	/** Its ID where it has no name. */
	readonly name: string;
	readonly id?: string;
	/** IDs of the files it is in. */
	readonly files: readonly string[];
	readonly labels: readonly DdiText[];
	readonly questions: readonly DdiQuestion[];
	readonly descriptions: readonly DdiText[];
	readonly universe: readonly DdiText[];
	readonly respondent: readonly DdiText[];
	readonly concepts: readonly DdiText[];
	readonly coding: readonly DdiText[];
	readonly notes: readonly DdiNote[];
	/** `contin` or `discrete`. */
	readonly interval?: string;
	readonly decimals?: string;
	/** `numeric` or `character`. */
	readonly format?: string;
	readonly isWeight: boolean;
	/** IDs of the variables that weight it. */
	readonly weights: readonly string[];
	readonly location?: DdiLocation;
	readonly valid: readonly DdiRange[];
	readonly invalid: readonly DdiRange[];
	readonly categories: readonly DdiCategory[];
	/** From categories called missing and from `invalid`, where it can be said so. */
	readonly missing: readonly MissingCodes[];
	readonly statistics: readonly DdiStatistic[];
}

export function ddiVariable(variable: XmlParts): DdiVariable {
	const id = variable.attribute('ID')?.trim();
	const name = variable.attribute('name')?.trim();
	const categories = ddiCategories(variable);
	const invalid = ddiRanges(variable, 'invalrng');
	return {
		line: variable.line,
		name: name || id || '',
		...presentFields({ id }),
		files: identifiers(variable, 'files'),
		...wording(variable),
		...technical(variable),
		valid: ddiRanges(variable, 'valrng'),
		invalid,
		categories,
		missing: ddiMissing(categories, invalid),
		statistics: ddiStatistics(variable, 'sumStat')
	};
}

function wording(variable: XmlParts) {
	return {
		labels: ddiTexts(variable, 'labl'),
		questions: variable.all('qstn').map(question),
		descriptions: ddiTexts(variable, 'txt'),
		universe: ddiTexts(variable, 'universe'),
		respondent: ddiTexts(variable, 'respUnit'),
		concepts: ddiTexts(variable, 'concept'),
		coding: ddiTexts(variable, 'codInstr'),
		notes: ddiNotes(variable)
	};
}

const aroundQuestion = ['preQTxt', 'postQTxt', 'ivuInstr', 'forward', 'backward'];

/** DDI lets a question consist of parts, or be the text itself. */
function question(parts: XmlParts): DdiQuestion {
	const texts = (...names: readonly string[]) => names.flatMap((name) => ddiTexts(parts, name));
	const isText = parts.all('qstnLit').length === 0;
	return {
		...presentFields({ number: parts.attribute('seqNo'), domain: domainOf(parts) }),
		before: texts('preQTxt'),
		literal: isText ? ddiText(parts, { without: aroundQuestion }) : texts('qstnLit'),
		after: texts('postQTxt'),
		instructions: texts('ivuInstr'),
		routing: texts('forward', 'backward')
	};
}

function domainOf(parts: XmlParts): string | undefined {
	const domain = parts.attribute('responseDomainType');
	return domain === 'other' ? (parts.attribute('otherResponseDomainType') ?? domain) : domain;
}

function technical(variable: XmlParts) {
	const location = variable.one('location');
	return {
		...presentFields({
			interval: variable.attribute('intrvl'),
			decimals: variable.attribute('dcml'),
			format: variable.one('varFormat')?.attribute('type'),
			location: location && ddiLocation(location)
		}),
		isWeight: variable.attribute('wgt') === 'wgt',
		weights: identifiers(variable, 'wgt-var')
	};
}

function ddiLocation(location: XmlParts): DdiLocation {
	const column = (name: string) => {
		const written = location.attribute(name)?.trim() ?? '';
		return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
	};
	return presentFields({
		start: column('StartPos'),
		end: column('EndPos'),
		width: column('width'),
		record: location.attribute('RecSegNo')
	});
}
