import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '#lib/model/manifest.ts';
import { ballotEffects } from '#lib/model/questions/ballot-effect.ts';
import type { Leak } from '../steps/protect/figures/audit-figures.ts';

const path = 'pages/question-experiments.json';

/**
 * Figures by version of a question are computed from rows that the release has; of a survey without
 * published rows nobody protects them, so there must be none.
 */
export function experimentLeaks(folder: string): Leak[] {
	const at = join(folder, path);
	if (!existsSync(at)) return [];
	const { artefacts } = manifest.parse(json(join(folder, 'manifest.json')));
	const open = new Set(
		artefacts.flatMap(({ kind, survey }) => (kind === 'respondents' ? [survey] : []))
	);
	return ballotEffects
		.parse(json(at))
		.filter(({ wave }) => !open.has(wave))
		.map(({ wave, concept }) => ({
			...{ artefact: path, kind: 'stray' as const },
			where: `figures by version of a survey whose rows are not published: ${wave} ${concept}`
		}));
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
