import { asset } from '$app/paths';
import type { Localized } from '#lib/model/localized.ts';
import type { StatedSource } from '#lib/model/registers/entry.ts';
import { legalRegister, milestoneRegister } from '#lib/model/registers/policy-registers.ts';

/** What happened when, as a register of the release has it. */
export interface MarkEntry {
	readonly id: string;
	readonly title: Localized;
	/** As exact as the document is; "not stated" where it states none. */
	readonly date: string;
	/** Last day, of what lasted. */
	readonly until?: string | undefined;
	readonly where?: string | undefined;
	readonly source: StatedSource;
	readonly synthetic?: true | undefined;
}

/**
 * Milestones of the cooperation, and when laws of the countries came into force. A register that the
 * release does not have has no entries.
 *
 * @throws TypeError where the network fails, Error for an answer that is no file of a release
 */
export async function markEntries(
	path: string,
	{ countries, signal }: { readonly countries: readonly string[]; readonly signal: AbortSignal }
): Promise<MarkEntry[]> {
	const read = (name: string) => registerText(`/data/${path}/pages/registers/${name}.json`, signal);
	const [milestones, laws] = await Promise.all([read('milestones'), read('legal')]);
	return [
		...(milestones === undefined ? [] : milestoneRegister.parse(milestones).entries),
		...(laws === undefined ? [] : legalRegister.parse(laws).entries)
			.filter(({ country }) => countries.includes(country))
			.map(({ inForce, ...law }) => ({ ...law, date: inForce }))
	];
}

async function registerText(path: string, signal: AbortSignal): Promise<unknown> {
	const response = await fetch(asset(path), { signal });
	if (response.status === 404) return undefined;
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	return response.json();
}
