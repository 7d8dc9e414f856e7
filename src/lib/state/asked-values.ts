/** Of the form of an address; a later one is read as far as it is understood. */
export const formVersion = '1';

/** What an address says, each name once, and what of it is left over. */
export interface AskedValues {
	readonly asked: Readonly<Record<string, string>>;
	readonly dropped: string[];
}

/** The names of an address that `isRead` takes with their first values; `v` is the form of the address. */
export function askedValues(
	params: URLSearchParams,
	isRead: (name: string, text: string) => boolean
): AskedValues {
	const dropped: string[] = [];
	const asked: Record<string, string> = {};
	for (const name of new Set(params.keys())) {
		const [text = '', ...more] = params.getAll(name);
		if (name === 'v') {
			if (text !== formVersion) dropped.push(`v: ${text}`);
		} else if (isRead(name, text)) asked[name] = text;
		else more.unshift(text);
		dropped.push(...more.map((value) => `${name}: ${value}`));
	}
	return { asked, dropped };
}
