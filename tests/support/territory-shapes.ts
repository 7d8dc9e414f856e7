import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
	type DeclaredShapes,
	type TerritoryShapes,
	declaredShapes,
	publishedShapes
} from '#lib/model/territory-shapes.ts';
import { pathsFor } from '../../pipelines/paths.ts';

/** Two squares side by side, and an island to the right of them. */
export const squares = {
	id: 'xa-states',
	source: { citation: 'Drawn for a test', licence: 'CC0-1.0' },
	territories: { 'xa-north': [[[0, 1]]], 'xa-south': [[[-2, 2]]], 'xa-isle': [[[3]]] },
	arcs: ['10 0 -10 0 0 10 10 0', '10 10 0 -10', '10 10 10 0 0 -10 -10 0', '30 0 5 0 0 5 -5 0 0 -5']
};

/** The shapes of a list of territories of this project, as declared. */
export const shapesOf = (list: string): DeclaredShapes => {
	const { declarations } = pathsFor({ profile: 'local', env: {} });
	return declaredShapes.parse(
		parse(readFileSync(join(declarations, 'shapes', `${list}.yaml`), 'utf8'))
	);
};

export const published = (list: string): TerritoryShapes => publishedShapes(shapesOf(list));
