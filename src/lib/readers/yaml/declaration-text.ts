import { type Position, start } from './position.ts';

export interface TextProblem {
	readonly position: Position;
	readonly message: string;
}

/** Larger files are no declarations; a questionnaire of a thousand questions has a tenth of it. */
const maxBytes = 4 * 1024 * 1024;

/** The text of a file in UTF-8, or why there is none. A byte-order mark is not part of it. */
export function declarationText(bytes: Uint8Array): string | TextProblem {
	if (bytes.length > maxBytes) {
		const message = `larger than ${maxBytes} bytes: ${bytes.length}`;
		return { position: start, message };
	}
	if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
		return { position: start, message: 'UTF-16, expected UTF-8' };
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return strayByte(bytes);
	}
}

function strayByte(bytes: Uint8Array): TextProblem {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let [line, column, first] = [1, 1, 0];
	for (let i = 0; i < bytes.length; i++)
		try {
			const decoded = decoder.decode(bytes.subarray(i, i + 1), { stream: true });
			[line, column] = decoded === '\n' ? [line + 1, 1] : [line, column + decoded.length];
			if (decoded !== '') first = i + 1;
		} catch {
			const value = bytes[first]!.toString(16).padStart(2, '0');
			return { position: { line, column }, message: `not UTF-8: byte 0x${value}` };
		}
	return { position: { line, column }, message: 'not UTF-8: the last character is cut off' };
}
