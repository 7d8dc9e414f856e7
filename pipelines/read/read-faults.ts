import { dirname } from 'node:path';
import { DataError } from '#lib/errors.ts';

/** An error and what caused it, the last cause last. */
function causes(error: unknown): Error[] {
	return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

const isDiskFull = (error: Error) =>
	('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) ||
	/no space left on device|disk quota exceeded|max_temp_directory_size/i.test(error.message);

/** What went wrong with a file, told with its name. */
export function readFault(
	error: unknown,
	{ path, work, out }: { readonly path: string; readonly work: string; readonly out: string }
): unknown {
	const all = causes(error);
	if (all.some(isDiskFull)) {
		const places = [...new Set([work, dirname(out)])].join(' or ');
		return new DataError(`${path}: the disk is full; nothing was changed, make room in ${places}`, {
			cause: error
		});
	}
	const [first] = all;
	if (first instanceof DataError || (first && 'code' in first))
		return new DataError(`${path}: ${first.message}`, { cause: error });
	return error;
}
