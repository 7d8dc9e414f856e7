import { stringify } from 'yaml';
import { frameworkIati } from '#lib/export/iati/framework-iati.ts';
import { frameworkCsv } from '#lib/export/tables/framework-csv.ts';
import { templateXlsx } from '#lib/export/tables/template-xlsx.ts';
import { frameworkIndex, frameworkPage } from '#lib/model/framework-page.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import { frameworkTemplate } from '#lib/model/framework-template.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { blankFramework } from '../frameworks/blank-framework.ts';
import { own, ownArtefact, writeFile } from './release-files.ts';

/** The page of every framework, what may be taken away of it, and the blank forms. */
export async function frameworkArtefacts(
	{ frameworks, territories }: Pick<Declarations, 'frameworks' | 'territories'>,
	folder: string
): Promise<Artefact[]> {
	if (frameworks.length === 0) return [];
	const countries = territories
		.filter(({ level }) => level === 'country')
		.flatMap((list) => list.territories);
	const artefacts: Artefact[] = [
		ownArtefact(
			folder,
			{ path: 'pages/results.json', kind: 'page' },
			frameworkIndex.parse({ frameworks: frameworks.map(({ id }) => id) })
		)
	];
	const file = (path: string, content: string | Uint8Array): Artefact => ({
		...own,
		...{ path: `frameworks/${path}`, kind: 'framework' as const },
		...writeFile(folder, `frameworks/${path}`, content)
	});
	for (const framework of frameworks) {
		const { id } = framework;
		const named = new Set(codesOf(framework));
		const names = Object.fromEntries(
			countries.filter((one) => named.has(one.id)).map((one) => [one.id, one.name])
		);
		artefacts.push(
			ownArtefact(
				folder,
				{ path: `pages/results/${id}.json`, kind: 'page' },
				frameworkPage.parse({ framework, countries: names })
			),
			file(`${id}.csv`, frameworkCsv(framework)),
			file(`${id}.xlsx`, await templateXlsx(frameworkTemplate, framework)),
			file(`${id}.xml`, frameworkIati(framework)),
			file(`${id}.yaml`, stringify(framework, { lineWidth: 120 }))
		);
	}
	artefacts.push(
		file('blank-framework.xlsx', await templateXlsx(frameworkTemplate)),
		file('blank-framework.yaml', blankFramework)
	);
	return artefacts;
}

const codesOf = ({ lines }: Framework): string[] =>
	lines
		.flatMap(({ indicators }) => indicators)
		.flatMap(({ countries, reported }) => [
			...(typeof countries === 'string' ? [] : countries),
			...reported.flatMap(({ country }) => country ?? [])
		]);
