import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programmeScript } from '#lib/export/r-programme.ts';
import { evaluate } from '#lib/impact/evaluation/evaluate.ts';
import type { SurveyFigure } from '#lib/impact/evaluation/evaluation-input.ts';
import type { Evaluation, EvaluationEffect } from '#lib/model/evaluation.ts';
import type { Programme } from '#lib/model/programme.ts';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { pathsFor } from '../../pipelines/paths.ts';
import {
	programmeScenarios,
	writeProgramme
} from '../../pipelines/simulate/programmes/programme-simulation.ts';
import { evaluatedProgramme } from '../../pipelines/steps/programmes/evaluate-programme.ts';
import { panelCsv } from '../../pipelines/steps/programmes/panel-files.ts';
import { programmeTables } from '../../pipelines/steps/programmes/programme-tables.ts';
import { isOfSeries, seriesTextTable } from '../../pipelines/steps/programmes/series-text-table.ts';
import { SeriesFolder } from '../support/series-folder.ts';
import { seriesFolder, shippedSeries, shippedTerritories } from '../support/shipped-series.ts';
import { type Printed, printedByR } from '../support/r.ts';
import { describeWithR } from '../support/sources.ts';

/** Of packages that are not in Debian: these scripts are parsed, not run. */
const parsedOnly = [
	'demo-barrios-claros',
	'demo-ciudad-lumbre',
	'demo-patrulla-cercana',
	'demo-plazas-vivas',
	'demo-umbral-cantidad'
];

/** The formula of `did` in R alone, without its errors: differences from the period before the start. */
const standIn = `
att_gt <- function(data, xformla = NULL, control_group, ...) {
	periods <- sort(unique(data$period))
	at <- function(period) { rows <- data[data$period == period, ]; rows[order(rows$unit), ] }
	cell <- function(g, t) {
		base <- at(max(periods[periods < g]))
		change <- at(t)$outcome - base$outcome
		controls <- base$start == 0 | (control_group == "notyettreated" & base$start > t)
		without <- if (is.null(xformla)) mean(change[controls]) else
			predict(lm(update(xformla, change ~ .), cbind(base, change)[controls, ]), base[base$start == g, ])
		data.frame(effect = mean(change[base$start == g] - without), size = sum(base$start == g))
	}
	starts <- sort(unique(data$start[data$start > min(periods)]))
	cells <- lapply(starts, function(g) lapply(periods[periods >= g], function(t) cell(g, t)))
	list(cells = do.call(rbind, unlist(cells, FALSE)), DIDparams = list(data = data))
}
aggte <- function(effects, ...) list(
	overall.att = with(effects$cells, weighted.mean(effect, size)), overall.se = NA,
	inf.function = list(simple.att = numeric(length(unique(effects$DIDparams$data$unit)))))
`;

const survey = 'demo-encuesta-visibilidad';
const ofSeries = 'demo-naloxona-farmacias';

/** Figures of every outcome, territory and survey, no two alike. */
function figuresOf({ design, outcomes }: Programme): SurveyFigure[] {
	if (design.kind !== 'survey') return [];
	return outcomes.flatMap(({ indicator = '' }, i) =>
		[...design.before, ...design.after].flatMap((survey, wave) =>
			[...design.treated, ...design.comparison].map((territory, place) => ({
				...{ indicator, survey, territory, n: 400 + place, df: 30 + 7 * place + wave },
				estimate: 0.2 + 0.013 * place - 0.021 * wave * place + 0.01 * i,
				standardError: 0.01 + 0.002 * place + 0.001 * wave
			}))
		)
	);
}

let root: string;
let declared: Pick<ReturnType<typeof readDeclarations>, 'programmes' | 'disclosure'>;
const found = new Map<string, Evaluation>();
/** Before protection. */
const exact = new Map<string, EvaluationEffect>();

const declaredNamed = (id: string) => {
	const one = declared.programmes.find((programme) => programme.id === id);
	if (!one) throw new Error(`no programme: ${id}`);
	return one;
};

async function publish(programme: Programme) {
	const folder = join(root, programme.id);
	mkdirSync(folder);
	if (programme.origin.kind === 'simulated')
		await writeProgramme(folder, programme.origin.scenario);
	const engine = await openDuckDB();
	try {
		const read = await programmeTables(programme, { engine, folder, work: folder });
		const tables = new Map([...read, ...(await tablesOfSeries(programme, engine))]);
		const input = { tables, figures: figuresOf(programme) };
		const rules = new Map(declared.disclosure.map((one) => [one.id, one]));
		const evaluation = await evaluatedProgramme(programme, {
			...{ ...input, data: 'a'.repeat(64), rules, folder, panel: true, synthetic: true }
		});
		found.set(programme.id, evaluation);
		if (programme.tier !== 'open') exact.set(programme.id, effectOf(evaluate(programme, input)));
	} finally {
		engine.close();
	}
	const panel = found.get(programme.id)?.panel;
	if (panel) copyFileSync(join(folder, panelCsv), join(folder, `${programme.id}.csv`));
	writeFileSync(scriptOf(programme.id), found.get(programme.id)?.script ?? '');
}

/** The table of a programme that is seen through series of this repository. */
async function tablesOfSeries(programme: Programme, engine: NodeEngine) {
	if (!isOfSeries(programme)) return [];
	const series = new SeriesFolder();
	await series.open();
	try {
		const files = new Map<string, string>();
		for (const id of new Set(programme.series.columns.map((column) => column.series))) {
			const options = { folder: seriesFolder, territories: shippedTerritories };
			files.set(id, (await series.buildDeclared(shippedSeries(id), options)).path);
		}
		const { table } = await seriesTextTable(programme, engine, files);
		return [[programme.series.file, table] as const];
	} finally {
		series.remove();
	}
}

const scriptOf = (id: string) => join(root, id, 'script.R');

function effectOf({ outcomes }: Pick<Evaluation, 'outcomes'>): EvaluationEffect {
	const { effect } = outcomes[0]!;
	if (effect.kind === 'refused') throw new Error(`refused: ${effect.reason}`);
	return effect;
}

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'atalaya-programmes-'));
	declared = readDeclarations(pathsFor({ profile: 'local', env: {} }).declarations);
	for (const id of [...programmeScenarios, ofSeries, survey]) await publish(declaredNamed(id));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('programmeScript', () => {
	test('is there for every demonstration programme that has a main estimate', () => {
		for (const [id, { script, outcomes }] of found)
			expect(script === null, id).toBe(outcomes[0]!.effect.kind === 'refused');
	});

	test('is null where nothing was estimated or the panel is not published', () => {
		const programme = declaredNamed('demo-escuelas-abiertas');
		const effect = effectOf(found.get(programme.id)!);
		const refused = { kind: 'refused', reason: 'few-events', values: {}, next: null } as const;
		expect(programmeScript(programme, { effect, panel: true })).not.toBeNull();
		expect(programmeScript(programme, { effect: refused, panel: true })).toBeNull();
		expect(programmeScript(programme, { effect, panel: false })).toBeNull();
		const drawn = { ...effect, inference: 'randomisation' } as const;
		expect(programmeScript(programme, { effect: drawn, panel: true })).toBeNull();
	});

	test('says of people that the rows are with the producer, and nothing of where they lie', () => {
		for (const id of ['demo-tribunal-tratamiento', 'demo-umbral-cantidad']) {
			const script = found.get(id)?.script ?? '';
			expect(script).toContain('the file of the producer');
			expect(script).not.toMatch(/sha256 = "/);
		}
	});

	test('leaves the ring out and makes rates as the evaluation does', () => {
		expect(found.get('demo-barrios-claros')?.script).toContain('raw <- raw[ring == "", ');
		expect(found.get('demo-ciudad-lumbre')?.script).toContain(
			'100000 * numbers("overdose_visits")'
		);
		expect(found.get('demo-patrulla-cercana')?.script).not.toContain('ring_start');
	});
});

describeWithR('scripts of programmes', () => {
	let printed: Map<string, Printed[]>;
	const run = () => [...found].filter(([id, { script }]) => script && !parsedOnly.includes(id));
	beforeAll(() => {
		printed = printedByR(run().map(([id]) => scriptOf(id)));
	}, 180_000);

	test('print the estimate, error and limits of the page', () => {
		expect(run().length).toBeGreaterThan(3);
		for (const [id, evaluation] of run()) {
			const row = printed.get(scriptOf(id))?.find(({ name }) => name === 'main effect');
			const effect = exact.get(id) ?? effectOf(evaluation);
			const own = {
				...{ estimate: effect.estimate, standard_error: effect.standardError },
				...{ lower: effect.lower, upper: effect.upper }
			};
			for (const [column, value] of Object.entries(own))
				expect(value, `${id} ${column}`).toAgreeWith(Number(row?.[column]), {
					...{ relative: 1e-6, absolute: 1e-9 }
				});
		}
	});

	test('come near what is published of people', () => {
		const row = printed
			.get(scriptOf('demo-tribunal-tratamiento'))
			?.find(({ name }) => name === 'main effect');
		const { estimate, standardError } = effectOf(found.get('demo-tribunal-tratamiento')!);
		expect(Math.abs(Number(row?.['estimate']) - estimate)).toBeLessThan(0.1 * standardError!);
	});

	test('hand did the rows whose formula gives the estimate of the page', () => {
		const staggered = parsedOnly.filter((id) => found.get(id)?.script?.includes('library(did)'));
		expect(staggered.length).toBe(3);
		for (const id of staggered) {
			const script = found.get(id)?.script?.replace('library(did)', standIn) ?? '';
			writeFileSync(join(root, id, 'formula.R'), script);
		}
		const paths = staggered.map((id) => join(root, id, 'formula.R'));
		const answers = printedByR(paths);
		staggered.forEach((id, i) => {
			const row = answers.get(paths[i]!)?.find(({ name }) => name === 'main effect');
			const { estimate } = effectOf(found.get(id)!);
			expect(estimate, id).toAgreeWith(Number(row?.['estimate']), { relative: 1e-6 });
		});
	});

	test('parse where their packages are not here', () => {
		const parsed = parsedOnly.filter((id) => found.get(id)?.script);
		const lines = parsed.map((id) => `invisible(parse(${JSON.stringify(scriptOf(id))}))`);
		const { status, stderr } = spawnSync('Rscript', ['-e', lines.join(';')], { encoding: 'utf8' });
		expect(stderr).toBe('');
		expect(status).toBe(0);
		expect(parsed.length).toBeGreaterThan(0);
	});
});
