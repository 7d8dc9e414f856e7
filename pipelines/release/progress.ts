/** Says how far a build is: one line that is rewritten on a terminal, one line a tenth elsewhere. */
export class Progress {
	readonly #total: number;
	readonly #write: (line: string) => void;
	readonly #isTerminal: boolean;
	#done = 0;
	#tenth = -1;

	constructor(total: number, write: (line: string) => void, isTerminal = false) {
		this.#total = Math.max(1, total);
		this.#write = write;
		this.#isTerminal = isTerminal;
	}

	step(label: string) {
		const share = Math.min(1, this.#done++ / this.#total);
		const filled = Math.round(share * 24);
		const percent = String(Math.round(share * 100)).padStart(3);
		const bar = `[${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${percent} % ${label}`;
		const tenth = Math.floor(share * 10);
		if (this.#isTerminal) this.#write(`\r\x1b[2K${bar}`);
		else if (tenth > this.#tenth) this.#write(`${bar}\n`);
		this.#tenth = tenth;
	}

	finish() {
		if (this.#isTerminal) this.#write('\r\x1b[2K');
	}
}
