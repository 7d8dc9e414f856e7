import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { EvaluationEffect } from '#lib/model/evaluation.ts';
import type { Locale } from '#lib/model/localized.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { minus, withPlus } from './impact-words.ts';

type Scale = ProgrammeOutcome['scale'];
type Spread = Pick<EvaluationEffect, 'estimate' | 'lower' | 'upper' | 'scale'>;

/** How numbers of an outcome are written, all with the same digits. */
export interface OutcomeFormats {
	/** "12.3%", "4.1 visits": a level. */
	readonly value: (value: number) => string;
	/** Of an axis of levels, and of changes: without a unit. */
	readonly tick: (value: number) => string;
	/** "6 points": a change, whichever way. */
	readonly amount: (value: number) => string;
	/** "−6 points". */
	readonly signed: (value: number) => string;
	/** "−10 to −2". */
	readonly range: (lower: number, upper: number) => string;
	/** "2 to 10": how far from nothing, the nearer limit first. */
	readonly distance: (lower: number, upper: number) => string;
	/** Of levels: "%", "visits". */
	readonly unit: string;
	/** Of changes: "points". */
	readonly changeUnit: string;
}

/** Shown as per cent, and changes of it in points. */
export const isShare = ({ kind }: Scale) =>
	kind === 'share' || kind === 'percent' || kind === 'event';

/** Shares of 1 are shown of 100. */
export const shownFactor = ({ kind }: Scale): number =>
	kind === 'share' || kind === 'event' ? 100 : 1;

/** Two digits of how wide the interval is, else of the number itself; four at most. */
function digitsFor({ estimate, lower, upper }: Omit<Spread, 'scale'>): number {
	const wide = lower !== null && upper !== null ? (upper - lower) / 2 : Math.abs(estimate);
	return wide > 0 ? Math.max(0, Math.min(4, 1 - Math.floor(Math.log10(wide)))) : 1;
}

/** How an outcome and changes of it are written, as finely as `of` is known. */
export function outcomeFormats(
	{ scale }: Pick<ProgrammeOutcome, 'scale'>,
	of: Omit<Spread, 'scale'> | undefined,
	locale: Locale
): OutcomeFormats {
	const factor = shownFactor(scale);
	const share = isShare(scale);
	const scaled = (value: number | null) => (value === null ? null : value * factor);
	const digits = of
		? digitsFor({
				estimate: of.estimate * factor,
				lower: scaled(of.lower),
				upper: scaled(of.upper)
			})
		: 1;
	const written = (value: number) => minus(decimal(value * factor, digits, locale));
	const unit = unitText(scale, locale);
	const changeUnit = share ? m.impact_points({ value: '' }, { locale }).trim() : unit;
	const withUnit = (text: string) =>
		share
			? m.impact_points({ value: text }, { locale })
			: unit === ''
				? text
				: m.impact_of_unit({ value: text, unit }, { locale });
	const to = m.interval_to({}, { locale });
	const between = (from: number, until: number) => `${written(from)} ${to} ${written(until)}`;
	return {
		value: (value) =>
			share
				? percentText((value * factor) / 100, Math.min(digits, 1), locale)
				: withUnit(written(value)),
		tick: (value) => minus(new Intl.NumberFormat(locale).format(value * factor)),
		amount: (value) => withUnit(written(Math.abs(value))),
		signed: (value) => withUnit(withPlus(value, written(value))),
		range: between,
		distance: (lower, upper) => {
			const [near, far] = [Math.abs(lower), Math.abs(upper)].sort((a, b) => a - b);
			return between(near ?? 0, far ?? 0);
		},
		unit,
		changeUnit
	};
}

/** The same outcome, for numbers whose unit is said elsewhere; points and per cent stay. */
export const withoutUnit = ({ scale }: Pick<ProgrammeOutcome, 'scale'>): { scale: Scale } => ({
	scale: 'unit' in scale ? { ...scale, unit: { es: '', en: '', pt: '', fr: '' } } : scale
});

/** Changes of a ratio, as per cent of what there would have been. */
export function ratioFormats(of: Omit<Spread, 'scale'>, locale: Locale): OutcomeFormats {
	const digits = Math.min(
		1,
		digitsFor({
			estimate: 100 * (of.estimate - 1),
			lower: of.lower === null ? null : 100 * of.lower,
			upper: of.upper === null ? null : 100 * of.upper
		})
	);
	const written = (value: number) => percentText(value - 1, digits, locale);
	const far = (value: number) => percentText(Math.abs(value - 1), digits, locale);
	const to = m.interval_to({}, { locale });
	return {
		value: (value) => minus(decimal(value, 2, locale)),
		tick: (value) => minus(decimal(value, 2, locale)),
		amount: far,
		signed: (value) => withPlus(value - 1, written(value)),
		range: (lower, upper) => `${written(lower)} ${to} ${written(upper)}`,
		distance: (lower, upper) => {
			const [near, until] = [lower, upper].sort((a, b) => Math.abs(a - 1) - Math.abs(b - 1));
			return `${far(near ?? 1)} ${to} ${far(until ?? 1)}`;
		},
		unit: '',
		changeUnit: '%'
	};
}

/** Of an effect, whichever scale it has. */
export const effectFormats = (
	effect: Spread,
	outcome: Pick<ProgrammeOutcome, 'scale'>,
	locale: Locale
): OutcomeFormats =>
	effect.scale === 'ratio' ? ratioFormats(effect, locale) : outcomeFormats(outcome, effect, locale);

/** "12.3%" of 0.123. */
export const percentText = (share: number, digits: number, locale: Locale): string =>
	minus(
		new Intl.NumberFormat(locale, {
			style: 'percent',
			minimumFractionDigits: digits,
			maximumFractionDigits: digits
		}).format(share)
	);

/** The unit of a rate says itself per how many. */
function unitText(scale: Scale, locale: Locale): string {
	if (isShare(scale)) return '%';
	return 'unit' in scale ? wordsOf(scale.unit, locale) : '';
}
