import type { OwnDeclared, OwnSummary } from '#lib/model/own-file-summary.ts';
import type { OwnDeclaration, OwnReading } from '#lib/model/own-file.ts';
import { largestFileBytes } from '#lib/readers/own-file/own-file-limits.ts';
import {
	type FaultDetail,
	type OwnFileFault,
	detailOf,
	faultOf
} from '#lib/readers/own-file/own-file-error.ts';
import { OwnFileClient } from '#lib/workers/own-file-client.ts';
import { codeGroups, guessedDeclaration } from './guessed-declaration.ts';
import {
	type SavedFor,
	fileKey,
	saveDeclaration,
	savedFor,
	savedReading
} from './saved-declarations.ts';

/** A file that is being read. */
export interface Reading {
	readonly name: string;
	readonly size: number;
	readonly bytes: number;
	readonly rows: number;
}

/** Why a file could not be opened. */
export interface Failure {
	readonly file: File;
	readonly fault: OwnFileFault;
	readonly message: string;
	readonly detail: FaultDetail;
}

/** What is analysed: a declaration, and what it made of the file. */
export interface Applied {
	readonly declaration: OwnDeclaration;
	readonly declared: OwnDeclared;
}

/** Typing is over when nothing was changed for so long. */
const pause = 300;

/** A file in a worker of this page, what is declared of it, and what that makes of it. */
export class Workbench {
	reading = $state.raw<Reading>();
	failure = $state.raw<Failure>();
	/** A file that was chosen while another one is open: a person says which. */
	asked = $state.raw<File>();
	summary = $state.raw<OwnSummary>();
	declaration = $state.raw<OwnDeclaration>();
	/** What the declaration would make of the file; absent while that is found out. */
	checked = $state.raw<OwnDeclared>();
	problems = $state.raw<OwnDeclared['problems']>([]);
	/** Absent until a declaration without problems was analysed. */
	applied = $state.raw<Applied>();
	restored = $state.raw<SavedFor['match']>();
	/** False where the device keeps no declaration. */
	isKept = $state(true);
	isBusy = $state(false);
	#file: File | undefined;
	#client: OwnFileClient | undefined;
	#coming: OwnFileClient | undefined;
	#pause: ReturnType<typeof setTimeout> | undefined;

	/** Takes another file: at once where none is open, else when a person says so. */
	choose(file: File): void {
		this.asked = undefined;
		if (this.summary && file.size <= largestFileBytes) this.asked = file;
		else void this.open(file);
	}

	/** Reads another file; the one that is open stays until the new one is there. */
	async open(file: File, reading: OwnReading = {}): Promise<void> {
		this.cancel();
		this.asked = undefined;
		this.failure = undefined;
		const { name, size } = file;
		if (size > largestFileBytes) {
			this.failure = { file, fault: 'too-large', message: '', detail: { limit: largestFileBytes } };
			return;
		}
		this.reading = { name, size, bytes: 0, rows: 0 };
		const client = new OwnFileClient((bytes, rows) => {
			if (this.#coming === client) this.reading = { name, size, bytes, rows };
		});
		this.#coming = client;
		try {
			const summary = await summaryOf(client, file, reading);
			if (this.#coming === client) this.#take(client, file, summary);
		} catch (error) {
			client.close();
			if (this.#coming !== client) return;
			const message = error instanceof Error ? error.message : String(error);
			this.failure = { file, fault: faultOf(error), message, detail: detailOf(error) };
		} finally {
			if (this.#coming === client) {
				this.#coming = undefined;
				this.reading = undefined;
			}
		}
	}

	/** Reads the open file in another way. */
	async reread(reading: OwnReading): Promise<void> {
		if (this.#file) await this.open(this.#file, reading);
	}

	/** Gives up reading. */
	cancel() {
		this.#coming?.close();
		this.#coming = undefined;
		this.reading = undefined;
	}

	/** Keeps what was declared on the device, so that it is not lost with the page. */
	declare(declaration: OwnDeclaration) {
		this.declaration = declaration;
		this.problems = [];
		this.isKept = saveDeclaration(localStorage, declaration);
		this.#checkSoon();
	}

	/** Applies the declaration; what is wrong with it is in `problems`. */
	async analyse(): Promise<boolean> {
		const { declaration } = this;
		if (!declaration || !this.#client) return false;
		this.isBusy = true;
		try {
			const declared = await this.#client.check(declaration);
			this.checked = declared;
			this.problems = [...declared.problems, ...this.#unconfirmed(declaration)];
			if (this.problems.length > 0) return false;
			// Answers that are open ask their rows of the declaration before until here.
			await this.#client.declare(declaration);
			this.applied = { declaration, declared };
			return true;
		} finally {
			this.isBusy = false;
		}
	}

	/** Rows of what was applied. */
	rows() {
		if (!this.#client) throw new Error('no file is open');
		return this.#client.rows();
	}

	/** The worker that holds the file, for the drafts. */
	client(): OwnFileClient {
		if (!this.#client) throw new Error('no file is open');
		return this.#client;
	}

	close() {
		clearTimeout(this.#pause);
		this.cancel();
		this.#client?.close();
	}

	/** Codes that were guessed are for a person to look at. */
	#unconfirmed(declaration: OwnDeclaration): OwnDeclared['problems'] {
		const groups = codeGroups(this.summary?.columns ?? [], declaration);
		return groups.length > 0 && !declaration.confirmed ? [{ kind: 'unconfirmed', first: [] }] : [];
	}

	#checkSoon() {
		clearTimeout(this.#pause);
		this.checked = undefined;
		this.#pause = setTimeout(() => void this.#check(), pause);
	}

	async #check(): Promise<void> {
		const { declaration } = this;
		if (!declaration || !this.#client) return;
		try {
			const checked = await this.#client.check(declaration);
			if (this.declaration === declaration) this.checked = checked;
		} catch {
			// The file was closed meanwhile; what is wrong with a declaration is told when it is analysed.
		}
	}

	#take(client: OwnFileClient, file: File, summary: OwnSummary) {
		this.#client?.close();
		this.#client = client;
		this.#file = file;
		const saved = savedFor(localStorage, fileKey(summary));
		this.summary = summary;
		this.declaration = saved
			? { ...saved.declaration, reading: summary.reading }
			: guessedDeclaration(summary);
		this.restored = saved?.match;
		this.problems = [];
		this.applied = undefined;
		this.#checkSoon();
	}
}

/** A file that was declared before is read as it was then, unless a person says how. */
async function summaryOf(
	client: OwnFileClient,
	file: File,
	reading: OwnReading
): Promise<OwnSummary> {
	const summary = await client.open(file, reading);
	if (Object.keys(reading).length > 0) return summary;
	const before = savedReading(localStorage, summary.content);
	const isSame = before === undefined || isAlike(before, summary.reading);
	return isSame ? summary : client.open(file, before);
}

const fields = ['sheet', 'headerRow', 'encoding', 'delimiter'] as const;

/** Before files were read in a chosen way nothing was said of it. */
const isAlike = (one: OwnReading, other: OwnReading) =>
	Object.keys(one).length === 0 || fields.every((field) => one[field] === other[field]);
