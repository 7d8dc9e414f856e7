import type { PlotOptions } from '@observablehq/plot';
import { acceptabilityCurve } from '#lib/charts/impact/acceptability-curve.ts';
import { baconParts } from '#lib/charts/impact/bacon-parts.ts';
import { bandwidthSensitivity, placeboCutoffs } from '#lib/charts/impact/cutoff-checks.ts';
import { discontinuity } from '#lib/charts/impact/discontinuity.ts';
import { eventStudy } from '#lib/charts/impact/event-study.ts';
import { forestPlot } from '#lib/charts/impact/forest-plot.ts';
import { groupTimeCells } from '#lib/charts/impact/group-time-cells.ts';
import { interruptedSeries } from '#lib/charts/impact/interrupted-series.ts';
import { lovePlot } from '#lib/charts/impact/love-plot.ts';
import { overlapHistogram } from '#lib/charts/impact/overlap-histogram.ts';
import { placeboGaps } from '#lib/charts/impact/placebo-gaps.ts';
import { sensitivityIntervals } from '#lib/charts/impact/sensitivity-intervals.ts';
import { specificationList } from '#lib/charts/impact/specification-list.ts';
import { incidenceCurves, survivalCurves } from '#lib/charts/impact/survival-curves.ts';
import { syntheticLines } from '#lib/charts/impact/synthetic-lines.ts';
import { trendLines } from '#lib/charts/impact/trend-lines.ts';
import { weightBars } from '#lib/charts/impact/weight-bars.ts';
import {
	balancePicture,
	discontinuityPicture,
	sensitivityPicture,
	seriesPicture,
	specifications,
	survivalPicture,
	syntheticPicture
} from './design-pictures.ts';
import {
	baconPicture,
	groupTimePicture,
	eventStudyPicture,
	pictureFormats,
	trendsPicture
} from './evaluation-pictures.ts';
import { forestInput } from './forest-rows.ts';
import {
	acceptabilityWords,
	baconWords,
	bandwidthWords,
	cutoffWords,
	discontinuityWords,
	eventWords,
	forestWords,
	groupTimeWords,
	loveWords,
	overlapWords,
	placeboWords,
	sensitivityWords,
	seriesWords,
	specificationWords,
	survivalWords,
	syntheticWords,
	trendWords,
	weightWords
} from './picture-words.ts';

const formats = pictureFormats;
const noOverlap = { treated: [], comparison: [] };
const acceptability = Array.from({ length: 11 }, (_, i) => ({
	...{ willingness: i * 5000, probability: 1 / (1 + Math.exp(3 - i * 0.7)) }
}));
const months = Array.from({ length: 72 }, (_, i) => i + 1);

/** Every picture of an evaluation at a width, sparse and dense. */
export const drawnPictures: Readonly<Record<string, (width: number) => PlotOptions>> = {
	'trend lines': (width) => trendLines(trendsPicture(), { width, formats, words: trendWords }),
	'trend lines of four groups': (width) =>
		trendLines(trendsPicture({ starts: [2015, 2016, 2018] }), {
			...{ width, formats, words: trendWords, form: 'index' }
		}),
	'trend lines of nine groups': (width) =>
		trendLines(trendsPicture({ starts: [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020] }), {
			...{ width, formats, words: { ...trendWords, start: String } }
		}),
	'trend lines by month': (width) =>
		trendLines(trendsPicture({ periods: months, starts: [41] }), {
			...{ width, formats, words: trendWords }
		}),
	'event study': (width) => eventStudy(eventStudyPicture(), { width, formats, words: eventWords }),
	'long event study': (width) =>
		eventStudy(eventStudyPicture(17, 16), { width, formats, words: eventWords }),
	'group-time cells': (width) =>
		groupTimeCells(groupTimePicture(), { width, formats, words: groupTimeWords }),
	'bacon parts': (width) =>
		baconParts(baconPicture, {
			...{ width, formats, words: baconWords, forbidden: ['treated-earlier'] }
		}),
	'synthetic lines': (width) =>
		syntheticLines(syntheticPicture, { width, formats, words: syntheticWords }),
	'placebo gaps': (width) => placeboGaps(syntheticPicture, { width, formats, words: placeboWords }),
	'unit weights': (width) =>
		weightBars(syntheticPicture, { width, formats, words: weightWords, of: 'units' }),
	'period weights': (width) =>
		weightBars(syntheticPicture, { width, formats, words: weightWords, of: 'periods' }),
	'interrupted series': (width) =>
		interruptedSeries(seriesPicture, { width, formats, words: seriesWords }),
	discontinuity: (width) =>
		discontinuity(discontinuityPicture, { width, formats, words: discontinuityWords }),
	'bandwidth sensitivity': (width) =>
		bandwidthSensitivity(discontinuityPicture, { width, formats, words: bandwidthWords }),
	'placebo cut-offs': (width) =>
		placeboCutoffs(discontinuityPicture, { width, formats, words: cutoffWords }),
	'survival curves': (width) =>
		survivalCurves(survivalPicture, { width, formats, words: survivalWords }),
	'incidence curves': (width) =>
		incidenceCurves(survivalPicture, { width, formats, words: survivalWords }),
	'love plot': (width) => lovePlot(balancePicture, { width, formats, words: loveWords }),
	'overlap histogram': (width) =>
		overlapHistogram(balancePicture.overlap ?? noOverlap, {
			...{ width, formats, words: overlapWords }
		}),
	'sensitivity intervals': (width) =>
		sensitivityIntervals(sensitivityPicture, { width, formats, words: sensitivityWords }),
	'specification list': (width) =>
		specificationList(specifications, { width, formats, words: specificationWords }),
	'acceptability curve': (width) =>
		acceptabilityCurve(acceptability, { width, formats, words: acceptabilityWords }),
	'forest plot': (width) => forestPlot(forestInput, { width, formats, words: forestWords })
};
