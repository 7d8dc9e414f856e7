import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
	type InspectCommandOptions,
	inspectFile
} from '../../pipelines/inspect/inspect-command.ts';
import { pathsFor } from '../../pipelines/paths.ts';

type Options = Omit<InspectCommandOptions, 'paths'>;

const { declarations: ownDeclarations } = pathsFor({ profile: 'local', env: {} });

/** A folder of files that are inspected, beside a few concepts of this project, or all of them. */
export class InspectedFiles {
	readonly root = mkdtempSync(join(tmpdir(), 'atalaya-inspect-test-'));
	readonly #declarations: string;

	constructor(concepts: readonly string[] | 'all' = ['sex', 'age_group', 'cannabis_ever']) {
		this.#declarations = concepts === 'all' ? ownDeclarations : join(this.root, '.declarations');
		if (concepts === 'all') return;
		for (const name of concepts.map((id) => join('concepts', `${id}.yaml`)))
			cpSync(join(ownDeclarations, name), join(this.#declarations, name));
	}

	path(name: string): string {
		return join(this.root, name);
	}

	write(name: string, content: string | Uint8Array): string {
		const path = this.path(name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
		return path;
	}

	/** What is printed about a file of the folder, or of another. */
	text(path: string, options: Options = {}): Promise<string> {
		const paths = { declarations: this.#declarations, sources: this.root };
		return inspectFile(path, { ...options, paths });
	}

	/** The same as data. */
	async data(path: string, options: Options = {}): Promise<InspectedData> {
		return JSON.parse(await this.text(path, { ...options, json: true })) as InspectedData;
	}

	remove(): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}

export interface InspectedData {
	readonly sha256: string;
	readonly rows: number;
	readonly rejected: number;
	readonly file: Readonly<Record<string, unknown>>;
	readonly guesses: readonly { what: string; value: string; sure: string; why: string }[];
	readonly keys: readonly { columns: string[]; repeated: number }[];
	readonly columns: readonly InspectedColumnData[];
	readonly drafts: { survey: string; questions?: string };
}

export interface InspectedColumnData {
	readonly name: string;
	readonly kind: string;
	readonly role?: { role: string; isWeak: boolean };
	readonly label?: string;
	readonly question?: string;
	readonly blanks: number;
	readonly distinct: number;
	readonly leadingZeros: number;
	readonly thousandsPoints: number;
	readonly smallest?: number;
	readonly largest?: number;
	readonly codes?: { code: string; rows: number; label?: string }[];
	readonly missing: { code: string; reason?: string; why: string }[];
	readonly concepts: { concept: string }[];
}

/** The column of a name. */
export function columnOf(data: InspectedData, name: string): InspectedColumnData {
	const column = data.columns.find((one) => one.name === name);
	if (!column) throw new Error(`no column: ${name}`);
	return column;
}
