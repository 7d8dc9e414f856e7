import type { Concept } from '#lib/model/concept.ts';
import type { OwnDeclared, OwnSummary } from '#lib/model/own-file-summary.ts';
import type { OwnDeclaration } from '#lib/model/own-file.ts';
import { maxFileBytes } from '#lib/readers/own-file/open-own-file.ts';
import { type OwnFileFault, faultOf } from '#lib/readers/own-file/own-file-error.ts';
import { OwnFileClient } from '#lib/workers/own-file-client.ts';
import { codeGroups, guessedDeclaration } from './guessed-declaration.ts';
import { fileKey, saveDeclaration, savedFor } from './saved-declarations.ts';

/** A file that is being read. */
export interface Reading {
	readonly name: string;
	readonly size: number;
	readonly bytes: number;
	readonly rows: number;
}

/** Why a file could not be opened. */
export interface Failure {
	readonly name: string;
	readonly size: number;
	readonly fault: OwnFileFault;
	readonly message: string;
}

/** What is analysed: a declaration, and what it made of the file. */
export interface Applied {
	readonly declaration: OwnDeclaration;
	readonly declared: OwnDeclared;
}

/** A file in a worker of this page, what is declared of it, and what that makes of it. */
export class Workbench {
	reading = $state.raw<Reading>();
	failure = $state.raw<Failure>();
	summary = $state.raw<OwnSummary>();
	declaration = $state.raw<OwnDeclaration>();
	problems = $state.raw<OwnDeclared['problems']>([]);
	/** Absent until a declaration without problems was analysed. */
	applied = $state.raw<Applied>();
	isRestored = $state(false);
	isBusy = $state(false);
	#client: OwnFileClient | undefined;
	#coming: OwnFileClient | undefined;

	/** Reads another file; the one that is open stays until the new one is there. */
	async open(file: File): Promise<void> {
		this.cancel();
		this.failure = undefined;
		const { name, size } = file;
		if (size > maxFileBytes) {
			this.failure = { name, size, fault: 'too-large', message: '' };
			return;
		}
		this.reading = { name, size, bytes: 0, rows: 0 };
		const client = new OwnFileClient((bytes, rows) => {
			if (this.#coming === client) this.reading = { name, size, bytes, rows };
		});
		this.#coming = client;
		try {
			const summary = await client.open(file);
			if (this.#coming === client) this.#take(client, summary);
		} catch (error) {
			client.close();
			if (this.#coming !== client) return;
			const message = error instanceof Error ? error.message : String(error);
			this.failure = { name, size, fault: faultOf(error), message };
		} finally {
			if (this.#coming === client) {
				this.#coming = undefined;
				this.reading = undefined;
			}
		}
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
		saveDeclaration(localStorage, declaration);
	}

	/** Applies the declaration; what is wrong with it is in `problems`. */
	async analyse(): Promise<boolean> {
		const { declaration } = this;
		if (!declaration || !this.#client) return false;
		this.isBusy = true;
		try {
			const declared = await this.#client.declare(declaration);
			this.problems = [...declared.problems, ...this.#unconfirmed(declaration)];
			if (this.problems.length > 0) return false;
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

	async draft(concepts: readonly Concept[]) {
		const { declaration } = this;
		if (!declaration || !this.#client) throw new Error('no file is open');
		return this.#client.draft(declaration, concepts);
	}

	close() {
		this.cancel();
		this.#client?.close();
	}

	/** Codes that were guessed are for a person to look at. */
	#unconfirmed(declaration: OwnDeclaration): OwnDeclared['problems'] {
		const groups = codeGroups(this.summary?.columns ?? [], declaration);
		return groups.length > 0 && !declaration.confirmed ? [{ kind: 'unconfirmed', first: [] }] : [];
	}

	#take(client: OwnFileClient, summary: OwnSummary) {
		this.#client?.close();
		this.#client = client;
		const saved = savedFor(localStorage, fileKey(summary));
		this.summary = summary;
		this.declaration = saved ?? guessedDeclaration(summary);
		this.isRestored = saved !== undefined;
		this.problems = [];
		this.applied = undefined;
	}
}
