import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { series } from '#lib/model/series.ts';
import { seriesCatalogue } from '#lib/model/series-catalogue.ts';
import { seriesArtefacts } from '../../../pipelines/release/series-artefacts.ts';
import { seriesInput, states } from '../../support/series-folder.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'atalaya-artefacts-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function entriesOf(known: readonly object[]) {
	const declared = series.parse({ ...seriesInput, known });
	const none = { rows: 0, checks: [], notes: [] };
	const outcome = { series: declared, status: 'source-not-present', ...none } as const;
	seriesArtefacts({ territories: [states] }, [outcome], folder);
	return seriesCatalogue.parse(JSON.parse(readFileSync(join(folder, 'series.json'), 'utf8')));
}

describe('seriesArtefacts', () => {
	test('names the territories that known findings speak of, and no others', () => {
		const reason = { en: 'so in the source' };
		const [entry] = entriesOf([
			{ check: 'jump', territory: 'xa-north', period: '2020', reason },
			{ check: 'jump', period: '2021', reason }
		]);
		expect(entry?.places).toEqual({ 'xa-north': { en: 'North' } });
		expect(entry?.series.known.map((one) => one.reason)).toEqual([reason, reason]);
	});
});
