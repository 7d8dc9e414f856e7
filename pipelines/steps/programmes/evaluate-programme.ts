import { publishedEvaluation } from '../protect/programmes/publish-evaluation.ts';
import { programmeScript } from '#lib/export/r-programme.ts';
import { evaluate } from '#lib/impact/evaluation/evaluate.ts';
import type { EvaluationInput, ProgrammeWith } from '#lib/impact/evaluation/evaluation-input.ts';
import { inputTable } from '#lib/impact/evaluation/input-table.ts';
import { panelData, panelFor } from '#lib/impact/evaluation/panel-data.ts';
import { type Evaluation, type EvaluationNote, evaluation } from '#lib/model/evaluation.ts';
import type { ProgrammeDesign } from '#lib/model/programme-design.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { writePanel } from './panel-files.ts';
import { numberedUnits } from './numbered-units.ts';
import {
	type PublishedPanel,
	publishedPanel,
	publishedSeries,
	tableInOrder
} from './published-panel.ts';

export interface EvaluateOptions extends EvaluationInput {
	/** Of the files, or of the figures that it is made from. */
	readonly data: string;
	/** By id. */
	readonly rules: ReadonlyMap<string, DisclosureRules>;
	/** Where the panel is written, if it may leave. */
	readonly folder: string;
	/** Whether unit by period may be published. */
	readonly panel: boolean;
	/** What was not used of what was there. */
	readonly notes?: readonly EvaluationNote[];
	/** Nobody in it was observed. */
	readonly synthetic: boolean;
}

/** What is found about a programme, as a release may have it; writes its panel where that may leave. */
export async function evaluatedProgramme(
	programme: Programme,
	options: EvaluateOptions
): Promise<Evaluation> {
	const input = { ...options, ...orderedInput(programme, options) };
	const found = evaluate(programme, input);
	const parts = publishedEvaluation(found, programme, options.rules);
	const panel = options.panel ? publishable(programme, input) : undefined;
	if (panel) await writePanel(options.folder, panel);
	return evaluation.parse({
		...parts,
		notes: [...parts.notes, ...(options.notes ?? [])],
		programme: programme.id,
		data: options.data,
		script: programmeScript(programme, {
			...{ effect: parts.outcomes[0]!.effect, panel: panel !== undefined },
			...{ figures: options.figures ?? [], synthetic: options.synthetic }
		}),
		panel: panel !== undefined
	});
}

/**
 * Units by number where they may not be named, and rows in the order of the published panel: whoever
 * computes from that gets the same numbers to the last digit.
 */
function orderedInput(programme: Programme, input: EvaluationInput): Partial<EvaluationInput> {
	if (!isOf(programme, 'panel')) return {};
	const data = panelData(programme, input);
	// Checks the rows under their own names, which only the producer reads.
	for (const outcome of programme.outcomes) panelFor(data, outcome);
	const { file, unit, period, named } = programme.design.table;
	const { table, ring } = named ? data : numberedUnits(data);
	return { tables: new Map([...input.tables, [file, tableInOrder(table, unit, period)]]), ring };
}

/** Undefined of people and of figures that are published elsewhere. */
function publishable(programme: Programme, input: EvaluationInput): PublishedPanel | undefined {
	if (isOf(programme, 'panel')) return publishedPanel(panelData(programme, input));
	if (isOf(programme, 'series'))
		return publishedSeries(programme, inputTable(input, programme.design.table.file));
	return undefined;
}

const isOf = <Kind extends ProgrammeDesign['kind']>(
	programme: Programme,
	kind: Kind
): programme is ProgrammeWith<Kind> => programme.design.kind === kind;
