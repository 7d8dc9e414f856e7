import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

const data = join(import.meta.dirname, '../../data');

/**
 * Copies the declarations of the project into a folder, with these surveys and no others, nothing
 * that speaks of others, and no breakdown of estimates, which takes long. Opens with the first.
 */
export function declareSome(folder: string, surveys: readonly string[], indicator: string): void {
	cpSync(data, folder, { recursive: true });
	for (const id of readdirSync(join(folder, 'surveys')).filter((id) => !surveys.includes(id)))
		rmSync(join(folder, 'surveys', id), { recursive: true });
	for (const others of [
		'boards',
		'baselines',
		'baseline-frame.yaml',
		'series',
		'programmes',
		'registers',
		'estimates.yaml',
		'concepts/comparability.yaml',
		'concepts/recommended.yaml'
	])
		rmSync(join(folder, others), { recursive: true, force: true });
	const views = [{ survey: surveys[0], indicator }];
	writeFileSync(join(folder, 'explore.yaml'), stringify({ profile: 'cepal-2023', views }));
}
