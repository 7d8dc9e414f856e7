import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { current, manifest } from '#lib/model/manifest.ts';
import { dataFolder } from './built-release.ts';
import type { Instance } from './instance.ts';

const here = import.meta.dirname;

/** A build as a process of its own below a copy of an instance. */
export interface Trial {
	readonly root: string;
	remove(): void;
}

export function copyOf(instance: Instance): Trial {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-killed-'));
	cpSync(instance.root, root, { recursive: true });
	return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

interface Ended {
	readonly signal: NodeJS.Signals | null;
	readonly code: number | null;
	readonly output: string;
}

function ended(child: ChildProcess): Promise<Ended> {
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (piece: Buffer) => (output += piece.toString()));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve({ code, signal, output }));
	});
}

function start(root: string, changes: number): ChildProcess {
	const preload = ['--import', 'tsx', '--import', join(here, 'kill-after.js')];
	const env = {
		...process.env,
		ATALAYA_DATA: join(root, 'data'),
		ATALAYA_SOURCES: join(root, 'sources'),
		ATALAYA_KILL_AFTER: String(changes)
	};
	return spawn(process.execPath, [...preload, join(here, 'build-child.ts'), root], { env });
}

/** Builds to the end and counts how often the program changed the disk. */
export async function changesOfBuild(root: string): Promise<number> {
	const { code, output } = await ended(start(root, 0));
	if (code !== 0) throw new Error(`the build failed: ${output}`);
	return Number(output.trim().split('\n').at(-1));
}

/** Builds, and is killed right after a change of the disk; whether it was. */
export async function killedAfter(root: string, change: number): Promise<boolean> {
	const { signal, code, output } = await ended(start(root, change));
	if (signal === null && code !== 0) throw new Error(`the build failed by itself: ${output}`);
	return signal === 'SIGKILL';
}

/** Builds, and is killed after some milliseconds; whether it was. */
export async function killedAt(root: string, milliseconds: number): Promise<boolean> {
	const child = start(root, 1e9);
	const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
	const { signal } = await ended(child);
	clearTimeout(timer);
	return signal === 'SIGKILL';
}

/**
 * The hash of the manifest of the release that stands, every byte of which is as its manifest says.
 * @throws where a byte is missing or different.
 */
export function wholeRelease(root: string): string {
	const data = dataFolder(root);
	const { path } = current.parse(JSON.parse(readFileSync(join(data, 'current.json'), 'utf8')));
	const text = readFileSync(join(data, path, 'manifest.json'));
	for (const artefact of manifest.parse(JSON.parse(text.toString())).artefacts)
		if (hashOf(readFileSync(join(data, path, artefact.path))) !== artefact.sha256)
			throw new Error(`not as its manifest says: ${artefact.path}`);
	return hashOf(text);
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What a killed build may leave behind, besides whole releases: nothing that a server could give away. */
export function strayFiles(root: string): string[] {
	const data = dataFolder(root);
	return readdirSync(data).filter(
		(name) =>
			name !== 'current.json' &&
			name !== 'current.json.new' &&
			!existsSync(join(data, name, 'manifest.json'))
	);
}
