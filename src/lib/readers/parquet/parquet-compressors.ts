import { compressors, decompressZstd } from 'hyparquet-compressors';
import { expectSoundZstd } from './zstd-frame.ts';

/** Those of hyparquet, for files that nobody vouches for. */
export const soundCompressors: typeof compressors = {
	...compressors,
	ZSTD(packed, size) {
		expectSoundZstd(packed, size);
		return decompressZstd(packed);
	}
};
