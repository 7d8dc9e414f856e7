import { wordsOf } from '#lib/model/catalogue-words.ts';
import { releasedBaselines } from '../../baselines/index.server.ts';
import { releasedBoard, releasedBoards } from '../../boards/index.server.ts';
import { releasedCountries } from '../../countries/index.server.ts';
import { releasedProgrammes } from '../../impact/index.server.ts';
import { releasedFramework, releasedFrameworks } from '../../results/index.server.ts';
import { lineAnchor } from '../../results/words/line-anchor.ts';
import { type SearchEntry, joined } from '../search-entry.ts';
import type { SearchWords } from './search-words.ts';

/** Profiles of countries, and baselines of territories. */
export function placeEntries({ locale, place }: SearchWords): SearchEntry[] {
	const countries = releasedCountries()?.countries ?? [];
	const territories = releasedBaselines()?.places ?? [];
	return [
		...countries.map(({ id, name, fictional }): SearchEntry => {
			const text = joined([...Object.values(name), id]);
			const called = { title: wordsOf(name, locale), text, about: '' };
			return { kind: 'country', ...called, href: `countries/${id}/`, synthetic: fictional };
		}),
		...territories.map(({ place: { id, name, country, synthetic } }): SearchEntry => {
			const about = id === country ? '' : place(country);
			const called = { title: wordsOf(name, locale), text: '', about };
			return { kind: 'territory', ...called, href: `baselines/${id}/`, synthetic };
		})
	];
}

/** Boards, by their names and those of their tiles. */
export const boardEntries = ({ locale }: SearchWords): SearchEntry[] =>
	releasedBoards().flatMap((id) => {
		const { board, places } = releasedBoard(id);
		const synthetic = places.every(({ fictional }) => fictional);
		const title = wordsOf(board.title, locale);
		const about = places.map(({ name }) => wordsOf(name, locale)).join(' · ');
		const text = board.narrative ? wordsOf(board.narrative.text, locale) : '';
		return [
			{ kind: 'board', title, text, about, href: `boards/${id}/`, synthetic },
			...board.tiles.map((tile): SearchEntry => {
				const called = { title: wordsOf(tile.name, locale), text: '', about: title };
				return { kind: 'board', ...called, href: `boards/${id}/#tile-${tile.id}`, synthetic };
			})
		];
	});

export const programmeEntries = ({ locale, place }: SearchWords): SearchEntry[] =>
	(releasedProgrammes()?.entries ?? []).map(({ programme, synthetic, outcome }) => ({
		kind: 'programme',
		title: wordsOf(programme.title, locale),
		text: joined([wordsOf(programme.summary, locale), wordsOf(outcome.label, locale)]),
		about: place(programme.country),
		href: `impact/${programme.id}/`,
		synthetic
	}));

/** Results frameworks and their lines. */
export const resultEntries = ({ locale }: SearchWords): SearchEntry[] =>
	releasedFrameworks().flatMap((id) => {
		const { framework } = releasedFramework(id);
		const { title, shortTitle, summary, lines, synthetic } = framework;
		const href = `results/${id}/`;
		const [whole, short] = [wordsOf(title, locale), wordsOf(shortTitle, locale)];
		const text = wordsOf(summary, locale);
		return [
			{ kind: 'result', title: whole, text, about: '', href, synthetic },
			...lines.map((line): SearchEntry => {
				const called = { title: `${line.code} ${wordsOf(line.title, locale)}`, about: short };
				const more = joined([
					line.description && wordsOf(line.description, locale),
					...line.indicators.map(({ label }) => wordsOf(label, locale))
				]);
				const at = `${href}#${lineAnchor(line.code)}`;
				return { kind: 'result', ...called, text: more, href: at, synthetic };
			})
		];
	});
