import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { FileFormat } from '#lib/model/survey.ts';
import { limitsFor } from '#lib/readers/read-limits.ts';
import { readKinds } from '../declarations/declaration-reader.ts';
import { fileSource } from '../read/file-source.ts';
import type { Paths } from '../paths.ts';
import { type Holdings, documentHoldings } from './document-holdings.ts';
import type { RiskQuestion } from './file-risk.ts';
import { type FileInspection, inspection } from './inspection.ts';
import { inspectionData } from './inspection-data.ts';
import { holdingsText, inspectionText } from './inspection-text.ts';
import { questionDraft } from '#lib/readers/inspect/question-draft.ts';
import { riskText } from './risk-text.ts';
import { type Guess, type SourceGuess, sourceGuess } from '#lib/readers/inspect/source-guess.ts';
import { surveyDraft } from '#lib/readers/inspect/survey-draft.ts';

export interface InspectCommandOptions {
	readonly paths: Pick<Paths, 'declarations' | 'sources'>;
	readonly dictionaries?: readonly string[];
	/** Where the draft of `survey.yaml` goes, with `questions.yaml` beside it; absent: into the text. */
	readonly out?: string | undefined;
	/** As typed: how many bytes the file, and each dictionary, are trusted to unfold to. */
	readonly maxUnfolded?: string | undefined;
	/** Overwrites drafts. */
	readonly force?: boolean;
	readonly json?: boolean;
	/** Who stands out, instead of what is in the file. */
	readonly risk?: RiskQuestion | undefined;
	/** What is printed goes to somebody's eyes, not to a file. */
	readonly isTerminal?: boolean;
}

/**
 * What `atalaya inspect FILE` prints; writes drafts only where `out` is given.
 * @throws DataError beginning with the path of the file that cannot be read, or of the draft that is there.
 */
export async function inspectFile(path: string, options: InspectCommandOptions): Promise<string> {
	const { json = false, dictionaries = [] } = options;
	for (const one of [path, ...dictionaries]) expectFile(one);
	if (options.risk) return riskOf(path, options);
	const targets = options.out === undefined ? undefined : draftTargets(options.out, options.force);
	const maxUnfoldedBytes = bytesAsked(options.maxUnfolded);
	const guess = await guessOf(path, maxUnfoldedBytes);
	const { kind, file, guesses } = guess;
	const document = await documentOf(path, guess, maxUnfoldedBytes);
	if (!file || kind === 'sdmx') return documentAnswer(path, { guesses, json, document });
	const found = await tableOf(path, { file, guesses, maxUnfoldedBytes }, options);
	const drafts = { survey: surveyDraft(found), questions: questionDraft(found) };
	const written = targets ? writeDrafts(targets, drafts) : [];
	if (json) return jsonText(inspectionData(found, drafts));
	const after = targets ? written.map((one) => `wrote ${one}\n`).join('') : draftText(drafts);
	return `${inspectionText(found)}${after}`;
}

/** Who stands out in the rows of a table; a file that is asked for holds counts only. */
async function riskOf(path: string, options: InspectCommandOptions): Promise<string> {
	const { out, force = false, json = false, isTerminal = false } = options;
	if (json) throw new DataError('--risk is for people: without --json');
	if (out !== undefined) expectFree(out, force);
	const maxUnfoldedBytes = bytesAsked(options.maxUnfolded);
	const { kind, file, guesses } = await guessOf(path, maxUnfoldedBytes);
	if (kind !== 'table' || !file) throw new DataError(`--risk needs a table, not ${kind}: ${path}`);
	const found = await tableOf(path, { file, guesses, maxUnfoldedBytes }, options);
	if (!found.risk) throw new DataError(`no risk was counted: ${path}`);
	if (out === undefined) return riskText(found, found.risk, { isTerminal });
	mkdirSync(dirname(resolve(out)), { recursive: true });
	writeFileSync(out, riskText(found, found.risk, { isTerminal: false }));
	return `${riskText(found, found.risk, { isTerminal })}wrote ${out}, without values\n`;
}

const jsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function expectFile(path: string): void {
	const status = statSync(path, { throwIfNoEntry: false });
	if (!status) throw new DataError(`no such file: ${path}`);
	if (!status.isFile()) throw new DataError(`not a file: ${path}`);
}

function bytesAsked(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^[1-9]\d{0,14}$/.test(text)) throw new DataError(`not a number of bytes: ${text}`);
	return Number(text);
}

async function guessOf(path: string, maxUnfoldedBytes: number | undefined): Promise<SourceGuess> {
	return named(path, () => sourceGuess(fileSource(path), path, maxUnfoldedBytes));
}

/** Readers do not know the name of the file. */
async function named<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		throw new DataError(`${path}: ${error.message}`, { cause: error });
	}
}

async function documentOf(
	path: string,
	{ kind, file }: SourceGuess,
	maxUnfoldedBytes: number | undefined
): Promise<Holdings | undefined> {
	if (kind === 'table') return undefined;
	const { compression = 'none' } = file ?? {};
	const options = { compression, limits: limitsFor(maxUnfoldedBytes) };
	return named(path, () => documentHoldings(fileSource(path), kind, options));
}

interface DocumentAnswer {
	readonly guesses: readonly Guess[];
	readonly json: boolean;
	readonly document: Holdings | undefined;
}

function documentAnswer(path: string, { guesses, json, document }: DocumentAnswer): string {
	const holdings = document ?? { counts: {}, notes: [] };
	return json ? jsonText({ path, guesses, ...holdings }) : holdingsText(path, guesses, holdings);
}

interface TableGuess extends Pick<SourceGuess, 'guesses'> {
	readonly file: FileFormat;
	readonly maxUnfoldedBytes: number | undefined;
}

async function tableOf(
	path: string,
	{ maxUnfoldedBytes, ...guess }: TableGuess,
	{ dictionaries = [], paths, risk }: InspectCommandOptions
): Promise<FileInspection> {
	const { concepts } = readKinds(paths.declarations).read;
	const found = await inspection(path, guess, {
		...{ dictionaries, maxUnfoldedBytes, risk },
		concepts: [...concepts.declared.values()].map(({ value }) => value)
	});
	const inside = paths.sources === undefined ? '..' : relative(paths.sources, resolve(path));
	if (inside.startsWith('..')) return found;
	return { ...found, file: { ...found.file, path: inside.split(sep).join('/') } };
}

interface Targets {
	readonly survey: string;
	readonly questions: string;
}

/** Asked before anything is read, so that nobody waits for a refusal. */
function draftTargets(out: string, force = false): Targets {
	const targets = { survey: out, questions: join(dirname(out), 'questions.yaml') };
	for (const path of Object.values(targets)) expectFree(path, force);
	return targets;
}

function expectFree(path: string, force: boolean): void {
	if (!force && existsSync(path))
		throw new DataError(`there already, and not overwritten without --force: ${path}`);
}

interface Drafts {
	readonly survey: string;
	readonly questions: string | undefined;
}

function writeDrafts(targets: Targets, { survey, questions }: Drafts): string[] {
	mkdirSync(dirname(resolve(targets.survey)), { recursive: true });
	writeFileSync(targets.survey, survey);
	if (questions === undefined) return [targets.survey];
	writeFileSync(targets.questions, questions);
	return [targets.survey, targets.questions];
}

const draftText = ({ survey, questions }: Drafts) =>
	`--- survey.yaml\n${survey}${questions === undefined ? '' : `\n--- questions.yaml\n${questions}`}`;
