import {
	interruptedSeries,
	interruptedSeriesTable
} from '#lib/charts/impact/interrupted-series.ts';
import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { estimateText, outcomeLabel } from '../effect-texts.ts';
import { minus, pSaid, periodText } from '../impact-words.ts';
import { outcomeFormats, ratioFormats } from '../outcome-formats.ts';
import { type PictureContext, type PictureView, headings, levelFormats } from './picture-view.ts';

type Series = PictureOf<'series'>;

/** What was observed, what was expected, and how level and slope changed. */
export function seriesView(picture: Series, context: PictureContext): PictureView {
	const { locale, declared, formats, words } = context;
	const { design } = words.page.programme;
	const label = outcomeLabel(declared, locale);
	const unit = m.impact_level_unit({ label, unit: formats.unit }, { locale });
	const interruption =
		design.kind === 'series'
			? wordsOf(design.event, locale)
			: periodText(words.page.programme, picture.interruption);
	const options = {
		words: {
			...{ unit, interruption },
			observed: m.impact_series_observed({}, { locale }),
			fitted: m.impact_series_fitted({}, { locale }),
			counterfactual: m.impact_series_expected({}, { locale }),
			control: m.impact_series_control({}, { locale }),
			none: m.impact_none_here({}, { locale }),
			table: headings(
				['period', 'observed', 'fitted', 'counterfactual', 'lower', 'upper', 'control'],
				locale
			)
		},
		formats: levelFormats(context)
	};
	return {
		id: 'series',
		title: m.impact_series_title(
			{
				level: changeText(picture, 'level', context),
				slope: changeText(picture, 'slope', context)
			},
			{ locale }
		),
		subtitle: m.impact_series_detail({}, { locale }),
		notes: [...effectNotes(picture, context), ...errorNotes(picture, context)],
		charts: [
			{ caption: '', options: (width) => interruptedSeries(picture, { ...options, width }) }
		],
		tables: [{ caption: unit, table: interruptedSeriesTable(picture, options) }]
	};
}

/** "−0.42 (−0.61 to −0.22)", of the logarithm where it is one. */
function changeText(
	{ scale, ...picture }: Series,
	of: 'level' | 'slope',
	{ locale, declared }: PictureContext
): string {
	const { estimate, lower, upper } = picture[of];
	if (scale === 'log') {
		const ratio = (value: number) => Math.exp(value);
		const told = { lower: ratio(lower ?? estimate), upper: ratio(upper ?? estimate) };
		const formats = ratioFormats({ estimate: ratio(estimate), ...told }, locale);
		const signed = formats.signed(ratio(estimate));
		const hasLimits = lower !== null && upper !== null;
		return hasLimits ? `${signed} (${formats.range(told.lower, told.upper)})` : signed;
	}
	const formats = outcomeFormats(declared, { estimate, lower, upper }, locale);
	const signed = formats.signed(estimate);
	return lower === null || upper === null ? signed : `${signed} (${formats.range(lower, upper)})`;
}

/** The effect on each of the dates that were declared. */
function effectNotes({ effects }: Series, context: PictureContext): string[] {
	const { locale, declared, effect, words } = context;
	if (!effect) return [];
	const texts = effects.map(({ period, ...limits }) =>
		m.impact_series_effect_at(
			{
				period: periodText(words.page.programme, period),
				effect: estimateText({ ...effect, ...limits }, declared, locale)
			},
			{ locale }
		)
	);
	return texts.length === 0
		? []
		: [`${m.impact_series_effects({}, { locale })}. ${texts.join('; ')}.`];
}

function errorNotes(
	{ lag, autocorrelation, dispersion, ljungBox }: Series,
	{ locale }: PictureContext
): string[] {
	const two = (value: number) => minus(decimal(value, 2, locale));
	const said = [
		lag === null ? '' : m.impact_series_lag({ lag: decimal(lag, 0, locale) }, { locale }),
		autocorrelation === null
			? ''
			: m.impact_series_autocorrelation({ value: two(autocorrelation) }, { locale }),
		dispersion === null ? '' : m.impact_series_dispersion({ value: two(dispersion) }, { locale }),
		ljungBox === null ? '' : m.impact_series_ljung({ p: pSaid(ljungBox, locale) }, { locale })
	].filter((text) => text !== '');
	return said.length === 0 ? [] : [said.join(' ')];
}
