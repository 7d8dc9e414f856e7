import { periodNumber } from '#lib/impact/evaluation/period-names.ts';
import type { ProgrammeSource } from '#lib/model/programme-series.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { Series } from '#lib/model/series.ts';
import { isOfSeries } from '../steps/programmes/series-text-table.ts';

type Declared = ReadonlyMap<string, Series>;

/** The programme with the breaks of the series that it is made of, by the numbers of its periods. */
export function withSeriesBreaks(programme: Programme, declared: Declared): Programme {
	if (!isOfSeries(programme)) return programme;
	const { series, design } = programme;
	const columns = series.columns.map((column) => {
		const known = declared.get(column.series)?.recording.breaks ?? [];
		const breaks = known.flatMap(({ period, reason }) => {
			const number = periodNumber(design.time, period);
			return number === undefined ? [] : [{ period: number, reason }];
		});
		return { ...column, breaks };
	});
	return { ...programme, series: { ...series, columns } };
}

/** Whose figures they are, with licence and breaks, each series once. */
export function programmeSources({ series }: Programme, declared: Declared): ProgrammeSource[] {
	const ids = new Set(series?.columns.map((column) => column.series));
	return [...ids].flatMap((id) => {
		const found = declared.get(id);
		return found ? [sourceOf(found)] : [];
	});
}

function sourceOf({ id, title, source, caution, recording }: Series): ProgrammeSource {
	const { producer, citation, licence, url, retrieved, vintage } = source;
	return {
		...{ series: id, title, producer, citation, licence: licence.name, retrieved, vintage },
		...(url !== undefined && { url }),
		...(caution && { caution }),
		breaks: recording.breaks
	};
}
