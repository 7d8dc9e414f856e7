import type { KnownNames } from '#lib/model/questionnaires/known-names.ts';
import { questionnaireFault } from '#lib/readers/questionnaire/questionnaire-error.ts';
import { QuestionnaireClient } from '#lib/workers/questionnaire-client.ts';
import type { QuestionnaireRead } from '#lib/workers/questionnaire-messages.ts';
import { leavingFiles } from './words/leaving-files.ts';
import { type PreviewOptions, preview } from './words/preview.ts';
import { problemRows } from './words/problem-rows.ts';

/** What the page shows of a questionnaire that was read. */
export interface ResultView {
	readonly problems: ReturnType<typeof problemRows>;
	readonly preview: ReturnType<typeof preview>;
	readonly files: ReturnType<typeof leavingFiles>;
}

interface ReadOptions extends PreviewOptions {
	readonly name: string;
	/** What columns are called, by kind of questionnaire. */
	readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Everything that reading needs, in one piece that is loaded before a file is there. */
export class Reader {
	#client = new QuestionnaireClient();

	get ready(): Promise<void> {
		return this.#client.ready;
	}

	read(file: File, known: KnownNames, report: (rows: number) => void): Promise<QuestionnaireRead> {
		return this.#client.read(file, known, report);
	}

	/** The file that is being read is forgotten. */
	cancel(): void {
		this.#client.close();
		this.#client = new QuestionnaireClient();
	}

	close(): void {
		this.#client.close();
	}

	view(read: QuestionnaireRead, options: ReadOptions): ResultView {
		return {
			problems: problemRows(read, options),
			preview: preview(read, options),
			files: leavingFiles(read, options)
		};
	}

	faultOf = questionnaireFault;
}
