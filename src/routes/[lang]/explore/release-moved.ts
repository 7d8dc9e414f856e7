import { asset } from '$app/paths';
import { current } from '#lib/model/manifest.ts';

/** Whether the site has another release by now than the one in a folder; false where nobody knows. */
export async function hasMovedOn(path: string): Promise<boolean> {
	try {
		const response = await fetch(asset('/data/current.json'), { cache: 'no-store' });
		const found = current.safeParse(await response.json());
		return found.success && found.data.path !== path;
	} catch {
		return false;
	}
}
