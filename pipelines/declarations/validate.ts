import { type CheckedDeclarations, checkedDeclarations, countLine } from './declarations.ts';
import { problemLine } from './declaration-problem.ts';

export interface Validation {
	readonly isValid: boolean;
	/** For a terminal, or one JSON object: folder, counts by kind, problems, warnings. */
	readonly text: string;
}

/** What `atalaya validate` says of a folder of declarations: every problem at once, then every warning. */
export function validation(folder: string, { json = false } = {}): Validation {
	const { problems, warnings, counts } = checkedDeclarations(folder);
	const isValid = problems.length === 0;
	const text = json
		? JSON.stringify({ folder, counts, problems, warnings }, null, 2)
		: [
				...problems.map(problemLine),
				...warnings.map((one) => `warning: ${problemLine(one)}`),
				lastLine({ problems, counts })
			].join('\n');
	return { isValid, text: `${text}\n` };
}

function lastLine({ problems, counts }: Pick<CheckedDeclarations, 'problems' | 'counts'>): string {
	if (problems.length === 0) return `${countLine(counts)}: no errors`;
	const files = new Set(problems.map(({ file }) => file)).size;
	return `errors: ${problems.length} in ${files} files; in order: ${countLine(counts)}`;
}
