import type { Catalogue } from '#lib/model/catalogue.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import { publishedShapes, territoryShapes } from '#lib/model/territory-shapes.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { ownArtefact } from './release-files.ts';

type Drawn = Pick<Declarations, 'concepts' | 'shapes'>;

const pathOf = (id: string) => `shapes/${id}.json`;

/** The concepts whose categories are all territories of a list that has shapes. */
export const drawnConcepts = ({ concepts, shapes }: Drawn): Catalogue['shapes'] =>
	[...concepts.values()].flatMap((concept) => {
		if (concept.kind !== 'category') return [];
		const list = shapes.find(({ territories }) =>
			concept.categories.every(({ id }) => Object.hasOwn(territories, id))
		);
		return list ? [{ concept: concept.id, territories: list.id, path: pathOf(list.id) }] : [];
	});

/** The shapes that a concept draws, one file a list of territories. */
export function shapeArtefacts(declarations: Drawn, folder: string): Artefact[] {
	const drawn = new Set(drawnConcepts(declarations).map(({ territories }) => territories));
	return declarations.shapes
		.filter(({ id }) => drawn.has(id))
		.map((shapes): Artefact => {
			const { citation: source, licence } = shapes.source;
			const content = territoryShapes.parse(publishedShapes(shapes));
			const named = { path: pathOf(shapes.id), kind: 'shapes' } as const;
			const rows = Object.keys(shapes.territories).length;
			return { ...ownArtefact(folder, named, content), rows, source, licence };
		});
}
