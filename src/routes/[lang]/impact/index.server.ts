import {
	type ImpactIndex,
	type ProgrammePage,
	impactIndex,
	programmePage
} from '#lib/model/impact-page.ts';
import type { Locale } from '#lib/model/localized.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releaseFile } from '../../release.server.ts';
import { released } from '../../released.server.ts';
import { releasedBaselines } from '../baselines/index.server.ts';

/** The programmes of the release; undefined where it has none. */
export const releasedProgrammes = (): ImpactIndex | undefined =>
	released('pages/impact.json', impactIndex);

/** A programme as declared, and what was found. */
export const releasedProgramme = (id: string): ProgrammePage =>
	programmePage.parse(releaseFile(`pages/impact/${id}.json`));

/** What a country or a territory of the release is called; undefined where it has no name. */
export function placeNames(locale: Locale): (id: string) => string | undefined {
	const index = releasedBaselines();
	const known = [...(index?.places.map(({ place }) => place) ?? []), ...(index?.without ?? [])];
	const names = new Map(known.map(({ id, name }) => [id, wordsOf(name, locale)]));
	return (id) => names.get(id);
}

/** What countries are called; the code of one that no territory of the release has. */
export function countryNames(locale: Locale): (code: string) => string {
	const name = placeNames(locale);
	return (code) => name(code) ?? code;
}

/** Whether readers may evaluate it anew with other settings: its panel is published. */
export const isSettable = ({ programme, evaluation }: ProgrammePage): boolean =>
	evaluation.panel && programme.design.kind === 'panel';
