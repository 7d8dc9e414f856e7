type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The fields that have a value; what is not in a document is not in what is read from it. */
export function presentFields<T extends object>(fields: T): Present<T> {
	const present: Partial<T> = {};
	for (const key in fields) if (fields[key] !== undefined) present[key] = fields[key];
	return present as Present<T>;
}
