import type { PlotOptions } from '@observablehq/plot';
import { eventStudy } from '#lib/charts/impact/event-study.ts';
import { forestPlot } from '#lib/charts/impact/forest-plot.ts';
import { trendLines } from '#lib/charts/impact/trend-lines.ts';
import { eventStudyPicture, pictureFormats, trendsPicture } from './evaluation-pictures.ts';
import { forestInput } from './forest-rows.ts';
import { eventWords, forestWords, trendWords } from './picture-words.ts';

const formats = pictureFormats;
const months = Array.from({ length: 72 }, (_, i) => i + 1);

/** Every picture of an evaluation at a width, sparse and dense. */
export const drawnPictures: Readonly<Record<string, (width: number) => PlotOptions>> = {
	'trend lines': (width) => trendLines(trendsPicture(), { width, formats, words: trendWords }),
	'trend lines of four groups': (width) =>
		trendLines(trendsPicture({ starts: [2015, 2016, 2018] }), {
			...{ width, formats, words: trendWords, form: 'index' }
		}),
	'trend lines by month': (width) =>
		trendLines(trendsPicture({ periods: months, starts: [41] }), {
			...{ width, formats, words: trendWords }
		}),
	'event study': (width) => eventStudy(eventStudyPicture(), { width, formats, words: eventWords }),
	'long event study': (width) =>
		eventStudy(eventStudyPicture(17, 16), { width, formats, words: eventWords }),
	'forest plot': (width) => forestPlot(forestInput, { width, formats, words: forestWords })
};
