import { asset } from '$app/paths';
import type { EvaluationSettings, SettableDesign } from '#lib/model/evaluation-settings.ts';
import type { ProgrammePage, PublishedProgramme } from '#lib/model/impact-page.ts';
import type { ReleaseFile } from '#lib/model/manifest.ts';
import { nextTask } from '#lib/state/next-task.ts';
import { evaluatedElsewhere, type ReportShare } from '#lib/workers/impact-client.ts';

interface Evaluated {
	readonly programme: PublishedProgramme;
	readonly synthetic: boolean;
	/** The published panel. */
	readonly file: ReleaseFile;
	readonly settable: SettableDesign;
	/** Where the files of the release lie. */
	readonly release: string;
}

/** A page of the programme as it would be with other settings. @throws what `evaluatedElsewhere` does. */
export async function ownEvaluation(
	{ programme, synthetic, file, settable, release }: Evaluated,
	settings: EvaluationSettings,
	running: { readonly signal: AbortSignal; readonly report: ReportShare }
): Promise<ProgrammePage> {
	const url = new URL(asset(`/data/${release}/${file.path}`), location.href).href;
	const request = { url, file, ring: settable.ring, programme, settings };
	const found = await evaluatedElsewhere(request, running);
	// Reading the answer and showing it take their time: one task for each.
	await nextTask();
	return {
		...{ programme, synthetic, sources: [] },
		evaluation: {
			...{ ...found, programme: programme.id, data: file.sha256 },
			...{ script: null, panel: true }
		}
	};
}
