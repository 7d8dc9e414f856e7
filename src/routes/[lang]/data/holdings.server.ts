import { longDate, partialDate, years } from '#lib/format/dates.ts';
import { fileSize } from '#lib/format/file-size.ts';
import { count } from '#lib/format/numbers.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { SeriesEntry } from '#lib/model/series-catalogue.ts';
import { releaseManifest, releasePath } from '../../release.server.ts';
import { releasedBoard, releasedBoards } from '../boards/index.server.ts';
import { releasedProgramme, releasedProgrammes } from '../impact/index.server.ts';
import { releasedRegisters } from '../registers/index.server.ts';
import { registerTitle } from '../registers/words/entry-words.ts';
import { releasedFramework, releasedFrameworks } from '../results/index.server.ts';
import { measuresText, stateText, tierText, unitText } from './words.ts';

/** Something that the release holds: who made it, what may be done with it, and its files. */
export interface Holding {
	readonly id: string;
	readonly name: string;
	/** Below the language; undefined: it has no page. */
	readonly page: string | undefined;
	readonly synthetic: boolean;
	/** By the keys of the columns. */
	readonly cells: Readonly<Record<string, string>>;
	readonly files: readonly HeldFile[];
}

export interface HeldFile {
	/** "Parquet, 13 kB" */
	readonly label: string;
	/** Below the folder of static files. */
	readonly path: string;
	readonly corrected: boolean;
}

export interface HoldingsOptions {
	readonly locale: Locale;
	/** Files of the release that a notice speaks of. */
	readonly corrected: ReadonlySet<string>;
}

const formats: Readonly<Record<string, string>> = {
	...{ parquet: 'Parquet', csv: 'CSV', json: 'JSON', xlsx: 'XLSX', yaml: 'YAML' },
	xml: 'XML (IATI 2.03)'
};

function heldFile(
	{ path, bytes }: Pick<Artefact, 'path' | 'bytes'>,
	{ locale, corrected }: HoldingsOptions
): HeldFile {
	const ending = path.slice(path.lastIndexOf('.') + 1);
	return {
		label: `${formats[ending] ?? ending}, ${fileSize(bytes, locale)}`,
		path: `/data/${releasePath()}/${path}`,
		corrected: corrected.has(path)
	};
}

/** Files of the release whose path fits. */
const filesOf = (pattern: RegExp, options: HoldingsOptions): HeldFile[] =>
	releaseManifest()
		.artefacts.filter(({ path }) => pattern.test(path))
		.map((one) => heldFile(one, options));

const artefactAt = (path: string) => releaseManifest().artefacts.find((one) => one.path === path);

export function surveyHoldings(
	surveys: readonly CatalogueSurvey[],
	options: HoldingsOptions
): Holding[] {
	const { locale } = options;
	const reports = new Set(
		releaseManifest().artefacts.flatMap(({ kind, survey }) => (kind === 'report' ? [survey] : []))
	);
	return surveys.map(
		({ id, title, synthetic, producer, licence, fieldwork, tier, status, tables }) => ({
			...{ id, synthetic, name: wordsOf(title, locale) },
			page: reports.has(id) ? `data/${id}/` : undefined,
			cells: {
				producer: nameOf(producer.name, locale),
				licence: nameOf(licence.name, locale),
				edition: years(fieldwork.start, fieldwork.end),
				access: tierText(tier, locale),
				rows: tables
					.map((one) => `${count(one.rows, locale)} ${unitText(one.unit, locale)}`)
					.join(', '),
				state: stateText(status, locale)
			},
			files: filesOf(new RegExp(`^(respondents|replicates)/${id}[.]`), options)
		})
	);
}

export const seriesHoldings = (
	series: readonly SeriesEntry[],
	options: HoldingsOptions
): Holding[] =>
	series.map(({ series: one, status, rows, path, synthetic }) => {
		const { locale } = options;
		const found = path === undefined ? undefined : artefactAt(path);
		return {
			...{ id: one.id, synthetic, name: wordsOf(one.title, locale), page: undefined },
			cells: {
				producer: one.source.producer,
				licence: one.source.licence.name,
				edition: longDate(one.source.retrieved, locale),
				measures: measuresText(one.measures, locale),
				access: tierText(one.tier, locale),
				rows: rows > 0 ? count(rows, locale) : '',
				state: stateText(status, locale)
			},
			files: found ? [heldFile(found, options)] : []
		};
	});

export const programmeHoldings = (options: HoldingsOptions): Holding[] =>
	(releasedProgrammes()?.entries ?? []).map(
		({ programme: { id, title, started, tier }, synthetic }) => {
			const { locale } = options;
			const { programme } = releasedProgramme(id);
			const panel = artefactAt(`panels/${id}.parquet`);
			return {
				...{ id, synthetic, name: wordsOf(title, locale), page: `impact/${id}/` },
				cells: {
					producer: nameOf(programme.producer, locale),
					licence: artefactAt(`pages/impact/${id}.json`)?.licence ?? '',
					edition: partialDate(started, locale),
					access: tierText(tier, locale),
					rows: panel ? count(panel.rows, locale) : ''
				},
				files: filesOf(new RegExp(`^(panels|pages/impact)/${id}[.]`), options)
			};
		}
	);

export const frameworkHoldings = (options: HoldingsOptions): Holding[] =>
	releasedFrameworks().map((id) => {
		const { locale } = options;
		const { title, synthetic, documents, checked, lines } = releasedFramework(id).framework;
		return {
			...{ id, synthetic, name: wordsOf(title, locale), page: `results/${id}/` },
			cells: {
				producer: [...new Set(documents.map(({ producer }) => producer))].join(', '),
				licence: artefactAt(`frameworks/${id}.csv`)?.licence ?? '',
				edition: longDate(checked, locale),
				rows: count(lines.length, locale)
			},
			files: filesOf(new RegExp(`^frameworks/${id}[.]`), options)
		};
	});

export const registerHoldings = (options: HoldingsOptions): Holding[] =>
	(releasedRegisters()?.registers ?? []).map(({ id, entries, synthetic, lastChecked }) => {
		const { locale } = options;
		const path = `pages/registers/${id}.json`;
		return {
			id,
			name: registerTitle(id, locale),
			page: `registers/${id}/`,
			synthetic: entries > 0 && synthetic === entries,
			cells: {
				licence: artefactAt(path)?.licence ?? '',
				edition: lastChecked === undefined ? '' : longDate(lastChecked, locale),
				rows: count(entries, locale),
				invented: count(synthetic, locale)
			},
			files: filesOf(new RegExp(`^${path}$`), options)
		};
	});

export const boardHoldings = (options: HoldingsOptions): Holding[] =>
	releasedBoards().map((id) => {
		const { locale } = options;
		const { board, places } = releasedBoard(id);
		return {
			...{ id, name: wordsOf(board.title, locale), page: `boards/${id}/` },
			synthetic: places.every(({ fictional }) => fictional),
			cells: {
				licence: artefactAt(`pages/boards/${id}.json`)?.licence ?? '',
				edition: board.narrative ? longDate(board.narrative.date, locale) : '',
				rows: count(board.tiles.length, locale)
			},
			files: filesOf(new RegExp(`^pages/boards/${id}[.]json$`), options)
		};
	});

/** Outlines of territories, by the list of those that they draw. */
export const shapeHoldings = (options: HoldingsOptions): Holding[] =>
	releaseManifest()
		.artefacts.filter(({ kind }) => kind === 'shapes')
		.map((one) => ({
			id: one.path.slice('shapes/'.length, -'.json'.length),
			name: one.path.slice('shapes/'.length, -'.json'.length),
			page: undefined,
			synthetic: false,
			cells: {
				producer: one.source,
				licence: one.licence,
				rows: count(one.rows, options.locale)
			},
			files: [heldFile(one, options)]
		}));

/** Tables that hold figures of all surveys, and the frozen baselines. */
export const tableHoldings = (
	names: Readonly<Record<string, string>>,
	options: HoldingsOptions
): Holding[] =>
	releaseManifest()
		.artefacts.filter(({ kind }) => Object.hasOwn(names, kind))
		.map((one) => ({
			...{ id: one.kind, name: names[one.kind] ?? one.kind, page: undefined, synthetic: false },
			cells: { licence: one.licence, rows: count(one.rows, options.locale) },
			files: [heldFile(one, options)]
		}));
