import { questionnaireXlsx } from '#lib/export/tables/questionnaire-xlsx.ts';
import { locales } from '#lib/model/locales.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import { declaredNames, namesIn } from '#lib/model/questionnaires/known-names.ts';
import { questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { namesDeclared } from '../questionnaires/names-declared.ts';
import { own, ownArtefact, writeFile } from './release-files.ts';

/**
 * The blank questionnaires in every language, and what a filled one may name. The form of a framework
 * stands with the frameworks, in all languages at once.
 */
export async function questionnaireArtefacts(
	declarations: Pick<
		Declarations,
		| ('registers' | 'territories' | 'programmes' | 'concepts' | 'shapes' | 'release')
		| ('actors' | 'series' | 'disclosure')
	>,
	folder: string
): Promise<Artefact[]> {
	if (declarations.registers.length === 0) return [];
	const named = namesDeclared({ ...declarations, concepts: [...declarations.concepts.values()] });
	const artefacts = [
		ownArtefact(folder, { path: 'pages/contribute.json', kind: 'page' }, declaredNames.parse(named))
	];
	const { date: today } = declarations.release;
	for (const locale of locales) {
		const { names } = namesIn(named, { locale, today });
		for (const questionnaire of questionnaires.filter(({ kind }) => kind !== 'framework')) {
			const path = `questionnaires/${questionnaire.id}.${locale}.xlsx`;
			const bytes = await questionnaireXlsx(questionnaire, { locale, names });
			artefacts.push({ ...own, path, kind: 'questionnaire', ...writeFile(folder, path, bytes) });
		}
	}
	return artefacts;
}
