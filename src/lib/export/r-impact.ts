import type { ImpactMethod, ImpactRequest } from '#lib/model/impact-request.ts';
import { impactRoles } from '#lib/impact/requests/impact-roles.ts';
import { folderLines, scriptOf } from './r-frame.ts';
import {
	type RImpactFile,
	completeLines,
	readLines,
	tellLines,
	toldLines
} from './r-impact-data.ts';
import {
	discontinuityCall,
	discontinuityLines,
	groupTimeCall,
	groupTimeLines,
	honestDidCall,
	honestDidLines,
	syntheticCall,
	syntheticLines
} from './r-impact-packages.ts';
import {
	eventStudyLines,
	panelCall,
	sunAbrahamLines,
	twoByTwoLines,
	twoWayLines
} from './r-impact-panel.ts';
import {
	costLines,
	countRatioCall,
	countRatioLines,
	pValuesLines,
	powerCall,
	powerLines
} from './r-impact-planning.ts';
import {
	balanceCall,
	balanceLines,
	matchCall,
	matchLines,
	poolCall,
	poolLines,
	propensityCall,
	propensityLines
} from './r-impact-selection.ts';
import { seriesCall, seriesLines } from './r-impact-series.ts';
import {
	competingCall,
	competingLines,
	coxCall,
	coxLines,
	nelsonAalenLines,
	survivalCall,
	survivalLines
} from './r-impact-survival.ts';
import { rComment, rName, rNumber } from './r-syntax.ts';

interface Scripted<Method extends ImpactMethod> {
	/** Rows without a blank in any column are the only ones used; else the method sees to them. */
	readonly complete?: boolean;
	readonly packages?: readonly string[];
	readonly lines: (request: Extract<ImpactRequest, { method: Method }>) => readonly string[];
	/** One call that asks the same of a data frame `data`; absent where R has none. */
	readonly call?: (request: Extract<ImpactRequest, { method: Method }>) => string | undefined;
}

const scripted: { readonly [Method in ImpactMethod]: Scripted<Method> } = {
	'two-by-two': { lines: twoByTwoLines, call: panelCall },
	'two-way': { lines: twoWayLines, call: panelCall },
	'event-study': { lines: eventStudyLines, call: panelCall },
	'sun-abraham': { lines: sunAbrahamLines, call: panelCall },
	'group-time': { lines: groupTimeLines, call: groupTimeCall, packages: ['did'] },
	'honest-did': { lines: honestDidLines, call: honestDidCall, packages: ['HonestDiD'] },
	synthetic: { lines: syntheticLines, call: syntheticCall, packages: ['synthdid'] },
	'interrupted-series': { lines: seriesLines, call: seriesCall, complete: true },
	survival: { lines: survivalLines, call: survivalCall, complete: true },
	'nelson-aalen': { lines: nelsonAalenLines, complete: true },
	cox: { lines: coxLines, call: coxCall, complete: true },
	'competing-events': { lines: competingLines, call: competingCall, complete: true },
	balance: { lines: balanceLines, call: balanceCall, complete: true },
	propensity: { lines: propensityLines, call: propensityCall, complete: true },
	match: { lines: matchLines, call: matchCall, complete: true },
	discontinuity: { lines: discontinuityLines, call: discontinuityCall, packages: ['rdrobust'] },
	'count-ratio': { lines: countRatioLines, call: countRatioCall, complete: true },
	pool: { lines: poolLines, call: poolCall, complete: true, packages: ['metafor'] },
	power: { lines: powerLines, call: powerCall },
	'p-values': {
		lines: pValuesLines,
		call: () => 'stats::p.adjust(p, "holm"); stats::p.adjust(p, "BH")'
	},
	'cost-effectiveness': { lines: costLines }
};

/** What asks the same of R, in one line, from the same settings; undefined where R has no such call. */
export function impactCall(request: ImpactRequest): string | undefined {
	const { call } = scripted[request.method] as Scripted<ImpactMethod>;
	const names = new Set(impactRoles(request).map(({ column }) => column));
	return call?.(withNames(request, names) as ImpactRequest);
}

/** A request whose columns are names of R. */
function withNames(value: unknown, names: ReadonlySet<string>): unknown {
	if (typeof value === 'string') return names.has(value) ? rName(value) : value;
	if (Array.isArray(value)) return Array.from(value, (one: unknown) => withNames(one, names));
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value as Record<string, unknown>).map(([name, one]) =>
		name === 'method' ? [name, one] : [name, withNames(one, names)]
	);
	return Object.fromEntries(fields);
}

/** Packages besides those that come with R which the script of a request needs. */
export const impactPackages = ({ method }: ImpactRequest): readonly string[] =>
	scripted[method].packages ?? [];

export interface ImpactScriptOptions {
	/** What is asked, in words. */
	readonly title?: string;
	readonly notes?: readonly string[];
	/** Nobody was observed: said first. */
	readonly synthetic?: boolean;
	/** Of the file, unless the script is told another. */
	readonly folder?: string;
	/** Between the file and the question: rows left out, columns made. */
	readonly prepared?: readonly string[];
	/** After the question: what else is told. */
	readonly added?: readonly string[];
}

/**
 * An R script that reads the file, asks the same, and prints `name,estimate,standard_error,lower,upper`
 * under the names of the answer. Base R and its recommended packages where they suffice.
 */
export function impactScript(
	request: ImpactRequest,
	file: RImpactFile | undefined,
	options: ImpactScriptOptions = {}
): string {
	const { lines, complete = false } = scripted[request.method] as Scripted<ImpactMethod>;
	const roles = impactRoles(request);
	const { level } = { level: 0.95, ...request };
	const { prepared = [], added = [] } = options;
	const reads =
		file === undefined
			? []
			: [
					...folderLines(options),
					...readLines(file),
					...prepared,
					...(complete && roles.length > 0 ? completeLines(roles) : [])
				];
	return scriptOf([
		headLines(request, options),
		...(reads.length > 0 ? [['# The data', ...reads]] : []),
		['# The question', `level <- ${rNumber(level)}`, ...toldLines, ...lines(request), ...added],
		['# The answer', ...tellLines]
	]);
}

function headLines(
	request: ImpactRequest,
	{ title = request.method, notes = [], synthetic = false }: ImpactScriptOptions
): string[] {
	const call = impactCall(request);
	const packages = impactPackages(request);
	const needs = packages.length === 0 ? 'R alone' : `R and ${packages.join(', ')}`;
	return [
		...(synthetic ? ['SYNTHETIC DATA: nobody was observed.'] : []),
		title,
		...notes,
		`Request: ${JSON.stringify(request)}`,
		...(call === undefined ? [] : [`The same in one call: ${call}`]),
		`Run with: Rscript THIS_FILE [FOLDER OF THE DATA]. Needs ${needs}.`,
		'Prints CSV: a line an estimate, with its standard error and limits.'
	].flatMap(rComment);
}
