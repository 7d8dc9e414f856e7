import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Concept, categoryConcept } from '#lib/model/concept.ts';
import { declaredShapes, territoryRings, territoryShapes } from '#lib/model/territory-shapes.ts';
import { drawnConcepts, shapeArtefacts } from '../../../pipelines/release/shape-artefacts.ts';
import { readDeclarations } from '../../../pipelines/declarations/declarations.ts';
import { pathsFor } from '../../../pipelines/paths.ts';
import { squares } from '../../support/territory-shapes.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'atalaya-shapes-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const text = { en: 'text' };
const concept = (...ids: string[]): ReadonlyMap<string, Concept> => {
	const categories = ids.map((id) => ({ id, label: text }));
	const own = { id: 'place', kind: 'category', label: text, definition: text, categories };
	return new Map([['place', categoryConcept.parse(own)]]);
};
const shapes = [declaredShapes.parse(squares)];

describe('shapeArtefacts', () => {
	test('writes the shapes that a concept draws, with their licence', () => {
		const drawn = { concepts: concept('xa-north', 'xa-isle'), shapes };
		const [artefact] = shapeArtefacts(drawn, folder);
		expect(artefact).toMatchObject({
			...{ path: 'shapes/xa-states.json', kind: 'shapes', tier: 'open', rows: 3 },
			...{ licence: 'CC0-1.0', source: 'Drawn for a test' }
		});
		const written = readFileSync(join(folder, 'shapes/xa-states.json'), 'utf8');
		const rings = territoryRings(territoryShapes.parse(JSON.parse(written)));
		expect([...rings.keys()]).toEqual(['xa-north', 'xa-south', 'xa-isle']);
	});

	test('writes none where a category lies nowhere', () => {
		const drawn = { concepts: concept('xa-north', 'abroad'), shapes };
		expect(shapeArtefacts(drawn, folder)).toEqual([]);
		expect(drawnConcepts(drawn)).toEqual([]);
	});
});

describe('drawnConcepts', () => {
	test('are those of this project whose categories are territories with shapes', () => {
		const declared = readDeclarations(pathsFor({ profile: 'local', env: {} }).declarations);
		expect(drawnConcepts(declared).map((one) => `${one.concept} ${one.territories}`)).toEqual([
			'department_co co-departments',
			'region_cl cl-regions',
			'state_mx mx-states',
			'territory_demo xva-territories'
		]);
	});
});
