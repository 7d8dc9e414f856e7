import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const repository = join(import.meta.dirname, '../..');
const survey = 'co-encspa-2019';

const child = z.object({
	seconds: z.number(),
	changed: z.boolean(),
	/** Of the whole process, Node and DuckDB together. */
	peakMegabytes: z.number()
});

export interface PipelineRun {
	readonly seconds: number;
	readonly peakMegabytes: number;
	/** A second build of the same inputs. */
	readonly unchangedSeconds: number;
}

/** Builds one real survey in an empty folder, in a process of its own; undefined without its files. */
export function measurePipeline(
	sources: string | undefined,
	runs: number
): readonly PipelineRun[] | undefined {
	if (sources === undefined || !existsSync(join(sources, 'co_encspa2019'))) return undefined;
	return Array.from({ length: runs }, () => buildOnce(sources));
}

function buildOnce(sources: string): PipelineRun {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-bench-build-'));
	try {
		const declarations = join(root, 'declarations');
		copyDeclarations(declarations);
		const build = () =>
			buildInChild(root, { ATALAYA_DATA: declarations, ATALAYA_SOURCES: sources });
		const built = build();
		const again = build();
		if (!built.changed || again.changed) throw new Error('the second build was not the short one');
		const { seconds, peakMegabytes } = built;
		return { seconds, peakMegabytes, unchangedSeconds: again.seconds };
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

/** All declarations, of the surveys only the one. */
function copyDeclarations(folder: string) {
	mkdirSync(folder);
	cpSync(join(repository, 'data'), folder, { recursive: true });
	for (const others of ['surveys', 'programmes', 'concepts/recommended.yaml'])
		rmSync(join(folder, others), { recursive: true });
	const own = join('surveys', survey);
	cpSync(join(repository, 'data', own), join(folder, own), { recursive: true });
}

function buildInChild(root: string, env: Readonly<Record<string, string>>) {
	const script = new URL('./build-once.ts', import.meta.url).pathname;
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', script, root],
		{ cwd: repository, encoding: 'utf8', env: { ...process.env, ...env } }
	);
	if (status !== 0) throw new Error(`build failed, exit code: ${status}\n${stderr}`);
	return child.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
