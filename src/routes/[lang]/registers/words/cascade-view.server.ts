import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import { count, percent } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	type CascadeShares,
	type CountedShare,
	cascadeShares
} from '#lib/impact/cascade/cascade-shares.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { EntryOf } from '#lib/model/registers/registers.ts';
import { drawnChart } from '../../../drawn-chart.server.ts';
import { dateText, fieldLabel, sourceText } from './entry-words.ts';
import type { EntryNames } from './entry-words.ts';

type Cascade = EntryOf<'cascades'>;

/** A cascade in words, drawn and as tables. */
export function cascadeView(cascade: Cascade, names: EntryNames) {
	const { locale } = names;
	const shares = cascadeShares(cascade);
	const stage = names.code('stages', cascade.stage);
	const sex = names.code('sexes', cascade.sex);
	const period = `${dateText(cascade.from, locale)} – ${dateText(cascade.until, locale)}`;
	return {
		id: cascade.id,
		title: titleOf(shares, locale) ?? m.registers_cascade_of({ stage, sex }, { locale }),
		subtitle: [
			m.registers_cascade_of({ stage, sex }, { locale }),
			names.territory(cascade.country),
			period
		].join(' · '),
		synthetic: cascade.synthetic === true,
		source: sourceText(cascade.source),
		drawn: drawnOf(shares, locale),
		steps: stepRows(shares, locale),
		rearrested: rearrestRows(shares, locale),
		rearrestTitle: rearrestTitle(shares, cascade, locale),
		definition: cascade.rearrestDefinition && wordsOf(cascade.rearrestDefinition, locale)
	};
}

function titleOf({ steps }: CascadeShares, locale: Locale): string | undefined {
	const accepted = steps.find(({ step }) => step === 'accepted')?.ofEligible;
	return (
		accepted &&
		m.registers_cascade_headline({ accepted: count(accepted.share * 100, locale) }, { locale })
	);
}

function drawnOf({ steps }: CascadeShares, locale: Locale) {
	const rows = steps.flatMap(({ step, ofEligible }): EstimateRow[] =>
		ofEligible === undefined
			? []
			: [
					{
						...{ label: fieldLabel(step, locale), group: '', value: ofEligible.share },
						...{ lower: ofEligible.interval.lower, upper: ofEligible.interval.upper },
						...{ precision: 'design-based' as const, text: percent(ofEligible.share, locale) }
					}
				]
	);
	if (rows.length === 0) return undefined;
	const formatTick = (value: number) => percent(value, locale);
	const unit = m.registers_cascade_of_eligible({}, { locale });
	return drawnChart(rows, { unit, formatTick, isShare: true, scale: [0, 1], wide: 880 });
}

/** "49.2 % (46.4 to 52 %)" */
function shareText(share: CountedShare | undefined, locale: Locale): string {
	if (!share) return m.registers_not_stated({}, { locale });
	return `${percent(share.share, locale)} (${rangeText(share, locale)})`;
}

const rangeText = ({ interval: { lower, upper } }: CountedShare, locale: Locale) =>
	m.registers_range({ lower: percent(lower, locale), upper: percent(upper, locale) }, { locale });

const stepRows = ({ steps }: CascadeShares, locale: Locale) =>
	steps.map(({ step, people, ofEligible, ofBefore }) => ({
		step: fieldLabel(step, locale),
		people: count(people, locale),
		...(step === 'eligible'
			? {}
			: { ofEligible: shareText(ofEligible, locale), ofBefore: shareText(ofBefore, locale) })
	}));

const rearrestRows = ({ rearrested }: CascadeShares, locale: Locale) =>
	rearrested.map((one) => ({
		among: fieldLabel(one.among, locale),
		people: count(one.size, locale),
		again: count(one.cases, locale),
		share: shareText(one, locale)
	}));

function rearrestTitle({ headline }: CascadeShares, cascade: Cascade, locale: Locale) {
	if (!headline) return undefined;
	const values = {
		share: percent(headline.share, locale),
		range: rangeText(headline, locale),
		months: String(cascade.followUpMonths)
	};
	return headline.among === 'eligible'
		? m.registers_rearrest_headline(values, { locale })
		: m.registers_rearrest_headline_offered(values, { locale });
}
