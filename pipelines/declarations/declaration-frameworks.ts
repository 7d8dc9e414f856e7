import { unknownCountries } from '#lib/model/framework-countries.ts';
import type { Framework } from '#lib/model/framework-parts.ts';
import type { References, Report } from './declaration-references.ts';

/** That the countries of a framework are among the territories. */
export function checkFramework(framework: Framework, references: References, report: Report) {
	for (const { path, message } of unknownCountries(framework, references.territories('country')))
		report(path, message);
}
