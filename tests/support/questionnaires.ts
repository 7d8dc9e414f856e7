import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { questionnaireXlsx } from '#lib/export/tables/questionnaire-xlsx.ts';
import { type Questionnaire, questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import { type RegisterFile, registerFile } from '#lib/model/registers/registers.ts';
import { readQuestionnaire } from '#lib/readers/questionnaire/read-questionnaire.ts';
import type { QuestionnaireReading } from '#lib/readers/questionnaire/questionnaire-reading.ts';
import { knownHere } from '../../pipelines/questionnaires/known-here.ts';
import { bytesSource } from './byte-sources.ts';

const data = join(import.meta.dirname, '../../data');

/** What questionnaires may name: the declarations of the repository. */
export const known = knownHere(data, '2026-12-31');

/** The files of `data/registers`, but the actors, which baselines have. */
export const declaredRegisters: readonly RegisterFile[] = readdirSync(join(data, 'registers'))
	.filter((name) => name.endsWith('.yaml') && name !== 'actors.yaml')
	.map((name) => registerFile.parse(parse(readFileSync(join(data, 'registers', name), 'utf8'))));

export function questionnaireOf(id: string): Questionnaire {
	const found = questionnaires.find((one) => one.id === id);
	if (!found) throw new Error(`no such questionnaire: ${id}`);
	return found;
}

/** A questionnaire filled in with a declaration. */
export const filledWorkbook = (id: string, declaration: object) =>
	questionnaireXlsx(questionnaireOf(id), { locale: 'es', names: known.names, declaration });

export const readBytes = (bytes: Uint8Array, name = 'form.xlsx'): Promise<QuestionnaireReading> =>
	readQuestionnaire(bytesSource(Uint8Array.from(bytes)), { name, known });
