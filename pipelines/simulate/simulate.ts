import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Setting } from './frame.ts';
import { inclusionFiles } from './inclusion/inclusion-files.ts';
import { inclusionTruth } from './inclusion/inclusion-truth.ts';
import { sampleOf } from './sample.ts';
import { scenarioNamed, waveNamed } from './scenario.ts';
import { sourceFiles, type TextFile } from './source-files.ts';
import { populationTruth, type PopulationTruth } from './truth.ts';
import { wordingChange, type WordingChange } from './wording-change.ts';

export interface SimulationOptions {
	readonly scenario: string;
	readonly wave: string;
	/** Makes the population; default 20240606. */
	readonly seed?: number;
	/** Makes the draw from it; default `seed`. */
	readonly sampleSeed?: number;
}

/** `truth.json`: what the estimates from the files try to find out. */
export interface Truth extends PopulationTruth {
	readonly synthetic: true;
	readonly scenario: string;
	readonly wave: string;
	readonly seed: number;
	readonly wordingChanges: readonly WordingChange[];
}

export interface Simulation {
	readonly files: readonly TextFile[];
	readonly truth: Truth;
}

const defaultSeed = 20_240_606;

function settingOf({ scenario: id, wave, seed = defaultSeed }: SimulationOptions): Setting {
	const scenario = scenarioNamed(id);
	return { scenario, wave: waveNamed(scenario, wave), seed };
}

/** The files of one draw from the population of a wave, without its truth, which takes longer. */
export function drawWave(options: SimulationOptions): TextFile[] {
	const setting = settingOf(options);
	const interviews = sampleOf(setting, options.sampleSeed ?? setting.seed);
	return setting.scenario.questionnaire === 'inclusion'
		? inclusionFiles(interviews, setting)
		: sourceFiles(interviews, setting.wave);
}

/** What is true of the population of a wave of the survey of social inclusion. */
export const trueInclusion = (options: SimulationOptions): ReturnType<typeof inclusionTruth> =>
	inclusionTruth(settingOf(options));

/** The exact values of the whole population of a wave, whoever is drawn from it. */
function trueWave(options: SimulationOptions): Truth {
	const setting = settingOf(options);
	const { scenario, wave, seed } = setting;
	const now = populationTruth(setting);
	const before = wave.previous === undefined ? undefined : waveNamed(scenario, wave.previous);
	const wordingChanges =
		before && before.wording !== wave.wording
			? [
					wordingChange(
						scenario,
						[before, populationTruth({ ...setting, wave: before })],
						[wave, now]
					)
				]
			: [];
	return { synthetic: true, scenario: scenario.id, wave: wave.id, seed, ...now, wordingChanges };
}

/** One wave of a synthetic survey: its source files, and what is true of its population. */
export function simulateWave(options: SimulationOptions): Simulation {
	return { files: drawWave(options), truth: trueWave(options) };
}

/** Writes the source files of a wave and its `truth.json` into a folder. */
export async function writeSimulation(
	folder: string,
	scenario: string,
	wave: string
): Promise<void> {
	await writeDraw(folder, scenario, wave);
	const { questionnaire } = scenarioNamed(scenario);
	const truth =
		questionnaire === 'inclusion'
			? { synthetic: true, scenario, wave, groups: trueInclusion({ scenario, wave }).groups }
			: trueWave({ scenario, wave });
	await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, undefined, '\t')}\n`);
}

/** Writes the source files of a wave alone: nothing that is built may look at the truth. */
export async function writeDraw(folder: string, scenario: string, wave: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const files = drawWave({ scenario, wave });
	await Promise.all(files.map(({ name, text }) => writeFile(join(folder, name), text)));
}
