import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isSeq, parseDocument } from 'yaml';
import { DataError } from '#lib/errors.ts';
import {
	type Baseline,
	type BaselineRevision,
	baseline as baselineSchema
} from '#lib/model/baseline.ts';
import { choices } from '#lib/model/nearest-name.ts';
import { fieldProblems } from '#lib/model/problems.ts';
import { sealOf } from '../declarations/declaration-seal.ts';
import { readDeclarations } from '../declarations/declarations.ts';
import { yamlStyle } from './freeze.ts';
import { type Decision, decidedText } from './freeze-decision.ts';
import type { Paths } from '../paths.ts';
import {
	type FigureRow,
	type ReleasedFigure,
	figureText,
	releasedFigure
} from './released-figure.ts';
import { writeWhole } from '../release/write-whole.ts';

type FrozenEstimate = Extract<Baseline['frozen'], { kind: 'estimate' }>;

export interface ReviseOptions extends Decision {
	readonly paths: Pick<Paths, 'declarations' | 'data'>;
	readonly id: string;
}

/**
 * Appends what the release that stands says of a baseline to its file, beside the frozen value;
 * what `atalaya freeze --revise` prints.
 * @throws DataError where the declarations have errors, there is no such baseline, the release is the
 * frozen one or has been appended, or its figure cannot be used or is not of the same kind.
 */
export async function reviseBaseline({ paths, id, ...decision }: ReviseOptions): Promise<string> {
	const reason = decidedText(decision, 'why', decision.why);
	const { baselines } = readDeclarations(paths.declarations);
	const known = baselines.find((one) => one.id === id);
	if (!known) {
		const ids = baselines.map((one) => one.id);
		throw new DataError(`not a declared baseline, expected one of ${choices(id, ids)}: ${id}`);
	}
	const { frozen } = known;
	if (frozen.kind === 'published')
		throw new DataError(
			`a published figure, its revision is written by hand from the series: ${id}`
		);
	const { indicator, survey, territory, group = {} } = frozen;
	const name = { indicator, survey, territory, group };
	const figure = await releasedFigure(paths.data, name);
	refuseKnownRelease(known, figure.release);
	refuseOtherKind(frozen, figure.row, figureText(name));
	const path = join(paths.declarations, 'baselines', `${id}.yaml`);
	writeWhole(path, withRevision(readFileSync(path, 'utf8'), known, revisionOf(figure, reason)));
	const { estimate } = figure.row;
	const change = estimate === frozen.estimate ? 'as frozen' : `frozen at ${frozen.estimate}`;
	return `wrote ${path}: ${estimate} in ${figure.release}, ${change}\n`;
}

function refuseKnownRelease({ frozen, revisions }: Baseline, release: string): void {
	if (release === frozen.release)
		throw new DataError(`the release that the value is frozen from: ${release}`);
	if (revisions.some((one) => one.release === release))
		throw new DataError(`an earlier revision has this release: ${release}`);
}

/** A revision has no fields for these: it would pass for the same figure. */
function refuseOtherKind(frozen: FrozenEstimate, row: FigureRow, name: string): void {
	const { period, weight, unsure, level } = row;
	for (const [field, value] of Object.entries({ period, weight, unsure, level })) {
		const before = frozen[field as 'period' | 'weight' | 'unsure' | 'level'];
		if (value !== before)
			throw new DataError(
				`not the figure that was frozen, ${field} ${before} is now ${value}: ${name}`
			);
	}
}

const revisionOf = (
	{ row, release, date }: ReleasedFigure,
	reason: BaselineRevision['reason']
): BaselineRevision => ({
	...{ release, date, reason, estimate: row.estimate, standardError: row.standard_error },
	...{ n: row.n, lower: row.lower, upper: row.upper }
});

/** The text of the file with one more revision; all else in it stays, comments too. */
function withRevision(text: string, before: Baseline, revision: BaselineRevision): string {
	const document = parseDocument(text);
	append(document, revision);
	const after = document.toString(yamlStyle);
	const input: unknown = parseDocument(after).toJS();
	const read = baselineSchema.safeParse(input);
	if (!read.success) {
		const [problem] = fieldProblems(read.error, { input, schema: baselineSchema });
		throw new DataError(`no revision: ${problem?.field ?? ''}: ${problem?.message ?? ''}`);
	}
	if (read.data.seal !== before.seal || sealOf(read.data.frozen) !== before.seal)
		throw new DataError(`the frozen value would not stay what it is: ${before.id}`);
	return after;
}

function append(document: Document, revision: BaselineRevision): void {
	const revisions = document.get('revisions');
	// An empty list is written as [], and what is put into that stands on one line.
	if (isSeq(revisions) && revisions.items.length > 0) revisions.add(document.createNode(revision));
	else document.set('revisions', document.createNode([revision]));
}
