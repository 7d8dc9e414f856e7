import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataError } from '#lib/errors.ts';

interface Holder {
	readonly pid: number;
	readonly since: string;
}

/**
 * Lets one build at a time write below a folder. A lock whose process is gone, because it was
 * killed, is taken over.
 * @throws DataError that names the process which holds it.
 */
export async function whileLocked<Result>(
	path: string,
	work: () => Promise<Result>
): Promise<Result> {
	mkdirSync(dirname(path), { recursive: true });
	if (!taken(path)) {
		const holder = holderOf(path);
		if (holder && isAlive(holder.pid))
			throw new DataError(
				`another build is running here since ${holder.since}; wait for it, or stop process ${holder.pid}`
			);
		rmSync(path, { force: true });
		if (!taken(path)) throw new DataError(`another build has just begun here; lock: ${path}`);
	}
	try {
		return await work();
	} finally {
		rmSync(path, { force: true });
	}
}

/** Creates the lock, or says that there is one. */
function taken(path: string): boolean {
	try {
		const file = openSync(path, 'wx');
		writeSync(file, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
		closeSync(file);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

/** Nothing where the lock has no content: its process was killed while it wrote it. */
function holderOf(path: string): Holder | undefined {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Holder;
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
