/** A language of a form, such as `Español (es)`. */
export interface FormLanguage {
	/** As it is written. */
	readonly name: string;
	/** The code in brackets, or the name where it is a code itself. */
	readonly code?: string;
}

export function formLanguage(written: string): FormLanguage {
	const name = written.trim().replace(/\s+/g, ' ');
	const code = (/\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)$/.exec(name) ??
		/^([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(name))?.[1];
	return code === undefined ? { name } : { name, code };
}

/** Those that differ, in the order in which they first stand. */
export function differentLanguages(
	languages: readonly (FormLanguage | undefined)[]
): FormLanguage[] {
	const known = languages.flatMap((language) => language ?? []);
	return [...new Map(known.map((language) => [language.name, language])).values()];
}
