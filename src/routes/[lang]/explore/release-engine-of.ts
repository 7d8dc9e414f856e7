import { asset } from '$app/paths';
import { type EngineProgress, ReleaseEngine } from '#lib/engine/release-engine.ts';
import { releaseRows } from '#lib/engine/row-source.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { readerWorker } from '#lib/workers/reader-worker.ts';

/** Makes the engine of the release that the page was built from. */
export const releaseEngineOf =
	(catalogue: Catalogue, path: string) => (report: (progress: EngineProgress) => void) => {
		const base = () => new URL(asset(`/data/${path}/`), location.href).href;
		const rows = () => releaseRows(base(), readerWorker, catalogue.files);
		return new ReleaseEngine({ catalogue, rows, report });
	};
