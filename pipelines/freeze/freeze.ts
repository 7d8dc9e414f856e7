import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Document } from 'yaml';
import { DataError } from '#lib/errors.ts';
import { type Baseline, baseline as baselineSchema } from '#lib/model/baseline.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import { choices } from '#lib/model/nearest-name.ts';
import type { Survey } from '#lib/model/survey.ts';
import { baselineLabel } from './baseline-label.ts';
import { checkBaseline } from '../declarations/declaration-baselines.ts';
import { readKinds } from '../declarations/declaration-reader.ts';
import { References } from '../declarations/declaration-references.ts';
import { sealOf } from '../declarations/declaration-seal.ts';
import { type Declarations, readDeclarations } from '../declarations/declarations.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import type { Paths } from '../paths.ts';
import { type Decision, decidedText, given } from './freeze-decision.ts';
import { type ReleasedFigure, groupOf, releasedFigure } from './released-figure.ts';

export interface FreezeOptions extends Decision {
	readonly paths: Pick<Paths, 'declarations' | 'data'>;
	readonly indicator: string | undefined;
	readonly survey: string | undefined;
	/** Defaults to the country of the survey. */
	readonly territory?: string | undefined;
	/** Such as `sex=woman`, at most two. */
	readonly group?: readonly string[] | undefined;
	/** The question, where the survey asks more than one about the concept. */
	readonly question?: string | undefined;
	/** The office that fixes it. */
	readonly role: string | undefined;
	/** Where it goes; defaults to its place among the declarations. */
	readonly out?: string | undefined;
}

/**
 * Writes a baseline declaration from a figure of the release that stands; what `atalaya freeze`
 * prints.
 * @throws DataError where the declarations have errors, the figure cannot be frozen, a file of this
 * name is there, or something is not given that only a person can say.
 */
export async function freezeFigure(options: FreezeOptions): Promise<string> {
	const { paths, out } = options;
	const role = decidedText(options, 'role', options.role);
	const why = decidedText(options, 'why', options.why);
	const group = groupAsked(options.group ?? []);
	const declarations = readDeclarations(paths.declarations);
	const { survey, questions, indicator } = asked(declarations, options);
	const territory = options.territory ?? survey.country;
	const name = { indicator: indicator.id, survey: survey.id, territory, group };
	const figure = await releasedFigure(paths.data, name);
	const frozen = frozenOf(figure, questionOf({ questions, indicator }, options.question));
	const made = baselineSchema.parse({
		id: idOf(frozen, survey),
		label: baselineLabel(frozen, { declarations, survey, indicator }),
		frozen,
		seal: sealOf(frozen),
		fixedBy: { role },
		why
	});
	expectValid(made, paths.declarations);
	const path = out ?? join(paths.declarations, 'baselines', `${made.id}.yaml`);
	writeNew(path, yamlOf(made, survey));
	return `wrote ${path}: ${figure.row.estimate}, standard error ${figure.row.standard_error}\n`;
}

function asked(
	{ surveys, indicators }: Declarations,
	options: FreezeOptions
): DeclaredSurvey & { readonly indicator: Indicator } {
	const ids = {
		survey: given('survey', options.survey),
		indicator: given('indicator', options.indicator)
	};
	const declared = surveys.find(({ survey }) => survey.id === ids.survey);
	if (!declared)
		throw notDeclared(
			'survey',
			ids.survey,
			surveys.map(({ survey }) => survey.id)
		);
	const indicator = indicators.find(({ id }) => id === ids.indicator);
	if (!indicator)
		throw notDeclared(
			'indicator',
			ids.indicator,
			indicators.map(({ id }) => id)
		);
	return { ...declared, indicator };
}

const notDeclared = (what: string, id: string, known: readonly string[]) =>
	new DataError(`not a declared ${what}, expected one of ${choices(id, known)}: ${id}`);

function groupAsked(texts: readonly string[]): Record<string, string> {
	const pairs = texts.map((text) => {
		const [, concept, category] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
		if (concept === undefined || category === undefined)
			throw new DataError(`not a group such as sex=woman: ${text}`);
		return [concept, category] as const;
	});
	const group = Object.fromEntries(pairs);
	if (Object.keys(group).length < pairs.length)
		throw new DataError(`two categories of one concept: ${texts.join(' ')}`);
	if (pairs.length > 2) throw new DataError(`a figure has at most two groups: ${texts.join(' ')}`);
	return group;
}

/** The question that the figure answers; none where nobody has the wordings. */
function questionOf(
	{ questions, indicator }: Pick<DeclaredSurvey, 'questions'> & { readonly indicator: Indicator },
	wanted: string | undefined
): string | undefined {
	const own = questions
		.filter(({ concept, unit }) => concept === indicator.concept && unit === indicator.unit)
		.map(({ id }) => id);
	if (wanted !== undefined && !own.includes(wanted))
		throw new DataError(
			`not a question about ${indicator.concept}, expected ${own.length === 0 ? 'none' : choices(wanted, own)}: ${wanted}`
		);
	if (wanted === undefined && own.length > 1)
		throw new DataError(
			`several questions about ${indicator.concept}, give --question: ${own.join(', ')}`
		);
	return wanted ?? own[0];
}

type FrozenEstimate = Extract<Baseline['frozen'], { kind: 'estimate' }>;

function frozenOf({ row, release, date }: ReleasedFigure, question: string | undefined) {
	const group = groupOf(row);
	const { lower, upper, df, level, precision } = row;
	return {
		kind: 'estimate',
		...{ indicator: row.indicator, survey: row.source },
		...(question === undefined ? {} : { question }),
		...{ weight: row.weight, unsure: row.unsure as FrozenEstimate['unsure'] },
		...(Object.keys(group).length === 0 ? {} : { group }),
		...{ territory: row.territory, period: row.period, release, date },
		...{ estimate: row.estimate, standardError: row.standard_error, n: row.n, df, lower, upper },
		...{ level, precision: precision as FrozenEstimate['precision'] },
		quality:
			row.profile === '' || row.quality === ''
				? null
				: {
						profile: row.profile,
						label: row.quality as NonNullable<FrozenEstimate['quality']>['label']
					}
	} satisfies FrozenEstimate;
}

/** In the order of the release, so that one figure has one name however it was asked for. */
function idOf({ indicator, territory, group = {} }: FrozenEstimate, survey: Survey): string {
	const place = territory === survey.country ? [] : [territory];
	return [survey.id, indicator, ...place, ...Object.values(group)].join('-');
}

/** What `validate` would say of the file once it lies in its place. */
function expectValid(made: Baseline, declarations: string): void {
	const problems: string[] = [];
	checkBaseline(made, new References(readKinds(declarations).read, new Date()), (path, message) =>
		problems.push(`${path.join('.')}: ${message}`)
	);
	if (problems.length > 0)
		throw new DataError(
			`the release and the declarations do not agree, build again: ${problems.join('; ')}`
		);
}

function yamlOf(made: Baseline, { synthetic, tier }: Survey): string {
	const { revisions, ...written } = made;
	const document = new Document(written);
	document.commentBefore = [
		...(synthetic ? [' Synthetic: no figure of anybody.'] : []),
		...(tier === 'open'
			? []
			: [` Of a survey that is ${tier}: who publishes this file publishes the figure.`]),
		' Made by `atalaya freeze`. Whatever changes below `frozen` breaks its seal.'
	].join('\n');
	return document.toString(yamlStyle);
}

/** As prettier would write it; folded lines would make a long text hard to compare. */
export const yamlStyle = { lineWidth: 0, singleQuote: true } as const;

function writeNew(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	try {
		writeFileSync(path, text, { flag: 'wx' });
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
		throw new DataError(
			`there already, and a frozen value stays; a later one goes beside it by --revise: ${path}`,
			{ cause }
		);
	}
}
