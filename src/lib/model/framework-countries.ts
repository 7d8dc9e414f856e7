import type { Framework, FrameworkIndicator } from './framework-parts.ts';
import { framework } from './framework.ts';
import { unknownName } from './nearest-name.ts';
import type { Path } from './problems.ts';

/** The schema of a framework whose countries are among those that are known. */
export const frameworkOf = (known: ReadonlySet<string>) =>
	framework.superRefine((value, context) => {
		for (const { path, message } of unknownCountries(value, known))
			context.addIssue({
				...{ code: 'custom', path: [...path], message, params: { reason: 'unknown' } }
			});
	});

/** Countries that are not among those that are known, with where they stand. */
export const unknownCountries = (
	{ lines }: Framework,
	known: ReadonlySet<string>
): { readonly path: Path; readonly message: string }[] =>
	lines.flatMap(({ indicators }, i) =>
		indicators.flatMap((indicator, j) =>
			countriesOf(indicator)
				.filter(({ code }) => !known.has(code))
				.map(({ code, path }) => ({
					path: ['lines', i, 'indicators', j, ...path],
					message: unknownName('country', code, known)
				}))
		)
	);

function countriesOf({ countries, reported }: FrameworkIndicator) {
	const listed = Array.isArray(countries)
		? countries.map((code, i) => ({ code, path: ['countries', i] as Path }))
		: [];
	const told = reported.flatMap(({ country }, i) =>
		country === undefined ? [] : [{ code: country, path: ['reported', i, 'country'] as Path }]
	);
	return [...listed, ...told];
}
