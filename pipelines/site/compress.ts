import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const worthIt = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm', '.txt', '.webmanifest']);
const smallest = 1024;

/**
 * Pages and their data are many and small: a step below the best Brotli they are 3 % larger and take a
 * quarter of the time.
 */
const many = new Set(['.html', '.json']);

/** quick: for a site that nobody downloads, such as that of tests. */
export type Effort = 'best' | 'quick';

const qualityOf = (effort: Effort, ending: string): number => {
	if (effort === 'quick') return 4;
	return many.has(ending) ? 10 : constants.BROTLI_MAX_QUALITY;
};

const methods = {
	br: (bytes: Buffer, quality: number) =>
		promisify(brotliCompress)(bytes, {
			params: {
				[constants.BROTLI_PARAM_QUALITY]: quality,
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
				[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS
			}
		}),
	gz: (bytes: Buffer, quality: number) => promisify(gzip)(bytes, { level: Math.min(quality, 9) })
};

/**
 * Puts `.br` and `.gz` beside every text and WebAssembly file of a site, on all cores. The best Brotli
 * of DuckDB's 34 MB takes over a minute, so it comes first and results are kept in `cache` by content.
 */
export async function compressSite(
	site: string,
	cache: string,
	effort: Effort = 'best'
): Promise<void> {
	mkdirSync(cache, { recursive: true });
	const waiting = compressible(site).values();
	const worker = async () => {
		for (const path of waiting) await compressFile(path, cache, effort);
	};
	await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/** Puts both beside one file, from `cache`, a folder, where its content is known there. */
export async function compressFile(
	path: string,
	cache: string,
	effort: Effort = 'best'
): Promise<void> {
	const bytes = readFileSync(path);
	const quality = qualityOf(effort, extname(path));
	const name = `${createHash('sha256').update(bytes).digest('hex')}.${quality}`;
	await Promise.all(
		Object.entries(methods).map(async ([method, compress]) => {
			const kept = join(cache, `${name}.${method}`);
			if (!existsSync(kept)) writeFileSync(kept, await compress(bytes, quality));
			copyFileSync(kept, `${path}.${method}`);
		})
	);
}

/** The largest first: nothing waits for it at the end. */
function compressible(site: string): string[] {
	return readdirSync(site, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && worthIt.has(extname(entry.name)))
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path, size: statSync(path).size }))
		.filter(({ size }) => size >= smallest)
		.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))
		.map(({ path }) => path);
}
