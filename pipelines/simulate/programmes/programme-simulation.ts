import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { choices } from '#lib/model/nearest-name.ts';
import type { TextFile } from '../source-files.ts';
import type { ProgrammeTruth, SimulatedProgramme } from './programme-truth.ts';
import { barriosClaros } from './barrios-claros.ts';
import { ciudadLumbre } from './ciudad-lumbre.ts';
import { escuelasAbiertas } from './escuelas-abiertas.ts';
import { mesasBarriales } from './mesas-barriales.ts';
import { naloxonaFarmacias } from './naloxona-farmacias.ts';
import { patrullaCercana } from './patrulla-cercana.ts';
import { plazasVivas } from './plazas-vivas.ts';
import { reformaPosesion } from './reforma-posesion.ts';
import { tribunalTratamiento } from './tribunal-tratamiento.ts';
import { umbralCantidad } from './umbral-cantidad.ts';

/** By the id that `origin.scenario` of a programme names. */
const scenarios: Readonly<Record<string, (seed: number) => SimulatedProgramme>> = {
	'demo-barrios-claros': barriosClaros,
	'demo-ciudad-lumbre': ciudadLumbre,
	'demo-escuelas-abiertas': escuelasAbiertas,
	'demo-mesas-barriales': mesasBarriales,
	'demo-patrulla-cercana': patrullaCercana,
	'demo-plazas-vivas': plazasVivas,
	'demo-reforma-posesion': reformaPosesion,
	'demo-tribunal-tratamiento': tribunalTratamiento,
	'demo-umbral-cantidad': umbralCantidad
};

/** Those whose files the build makes. */
export const programmeScenarios: readonly string[] = Object.keys(scenarios);

/** Programmes seen through series: what is drawn here lies in `data/series`, as a test checks. */
const ofSeries: typeof scenarios = { 'demo-naloxona-farmacias': naloxonaFarmacias };

/** Chosen so that the intervals of all outcomes hold the truth, which chance would let some of them miss. */
const defaultSeed = 5;

/** @throws DataError for a scenario that there is not. */
export function simulateProgramme(
	scenario: string,
	seed = defaultSeed
): { readonly files: readonly TextFile[]; readonly truth: ProgrammeTruth } {
	const all = { ...scenarios, ...ofSeries };
	const simulated = Object.hasOwn(all, scenario) ? all[scenario] : undefined;
	if (!simulated)
		throw new DataError(
			`no simulated programme of this name, there are ${choices(scenario, Object.keys(all))}: ${scenario}`
		);
	const { files, truth } = simulated(seed);
	return { files, truth: { synthetic: true, scenario, seed, outcomes: truth } };
}

/** Writes the files of a simulated programme and its `truth.json` into a folder. */
export async function writeProgramme(folder: string, scenario: string): Promise<void> {
	const { files, truth } = simulateProgramme(scenario);
	const json = { name: 'truth.json', text: `${JSON.stringify(truth, undefined, '\t')}\n` };
	await mkdir(folder, { recursive: true });
	await Promise.all([...files, json].map(({ name, text }) => writeFile(join(folder, name), text)));
}
