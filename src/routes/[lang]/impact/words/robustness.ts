import {
	type SpecificationInput,
	type SpecificationWords,
	specificationList,
	specificationTable
} from '#lib/charts/impact/specification-list.ts';
import { pictureTable } from '#lib/charts/impact/picture-table.ts';
import { changeOf } from '#lib/impact/evaluation/readings.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { EvaluationEffect, RobustnessRow } from '#lib/model/evaluation.ts';
import { codeWords } from './coded.ts';
import { effectText, reasonText, surenessText } from './effect-texts.ts';
import { type ImpactWords, declaredOutcome, mainOutcome, valueTexts } from './impact-words.ts';
import { type OutcomeFormats, effectFormats, withoutUnit } from './outcome-formats.ts';
import {
	type PictureView,
	headings,
	levelFormats,
	pictureContext
} from './pictures/picture-view.ts';

/** The main effect with one thing changed at a time, placebos apart; undefined without an effect. */
export function robustnessView(words: ImpactWords): PictureView | undefined {
	const { page, locale } = words;
	const main = mainOutcome(words);
	const { robustness } = page.evaluation;
	const { effect } = main;
	if (effect.kind === 'refused' || robustness.length === 0) return undefined;
	const declared = declaredOutcome(words, main.outcome);
	const isOfUnit = (row: RobustnessRow) =>
		row.change !== 'placebo-outcome' || isLike(row, words, declared.scale);
	const input = { main: effect, rows: robustness.filter(isOfUnit) };
	const formats = effectFormats(effect, declared, locale);
	const options = {
		words: specificationWords(words, formats),
		formats: { ...levelFormats(pictureContext(main, words)), ...changesOf(formats) }
	};
	// The unit stands on the axis.
	const bare = changesOf(effectFormats(effect, withoutUnit(declared), locale));
	const drawn = { ...options, formats: { ...options.formats, ...bare } };
	const others = robustness.filter((row) => !isOfUnit(row));
	return {
		id: 'robustness',
		title: sameText(input, words),
		subtitle: m.impact_robustness_detail({}, { locale }),
		notes: [],
		charts: [{ caption: '', options: (width) => specificationList(input, { ...drawn, width }) }],
		tables: [
			{
				caption: m.impact_robustness_detail({}, { locale }),
				table: specificationTable(input, options)
			},
			...(others.length > 0 ? [otherUnits(others, words)] : [])
		]
	};
}

const changesOf = ({ signed, tick, range }: OutcomeFormats) => ({ value: signed, tick, range });

/** A placebo outcome of another unit has no place on the axis of the main one. */
function isLike(row: RobustnessRow, words: ImpactWords, scale: { readonly kind: string }): boolean {
	const other = declaredOutcome(words, String(row.values['outcome']));
	return JSON.stringify(other.scale) === JSON.stringify(scale);
}

const changeText = (row: RobustnessRow, words: ImpactWords): string =>
	codeWords('change', row.change, words.locale, valueTexts(row.values, words));

function specificationWords(
	words: ImpactWords,
	{ changeUnit }: OutcomeFormats
): SpecificationWords {
	const { locale } = words;
	return {
		unit:
			changeUnit === ''
				? m.impact_effect_unit_bare({}, { locale })
				: m.impact_effect_unit({ unit: changeUnit }, { locale }),
		main: m.impact_robustness_as_reported({}, { locale }),
		change: (row) => changeText(row, words),
		changes: m.impact_robustness_detail({}, { locale }),
		placebos: m.impact_robustness_placebo({}, { locale }),
		refusal: (refusal) => reasonText(refusal, words),
		sureness: (effect) => surenessText({ effect, pictures: [] }, locale),
		less: m.impact_fewer({}, { locale }),
		more: m.impact_greater({}, { locale }),
		none: m.impact_no_number({}, { locale }),
		table: headings(['change', 'estimate', 'lower', 'upper', 'reason'], locale)
	};
}

/** How many of the variants find the same as the main result. */
function sameText(
	{ main, rows }: SpecificationInput & { main: EvaluationEffect },
	{ locale }: ImpactWords
) {
	const variants = rows.filter(({ placebo }) => !placebo);
	const own = changeOf(main);
	const same = variants.filter(
		({ result }) => result.kind === 'effect' && changeOf(result) === own
	);
	return m.impact_robustness_same(
		{ same: count(same.length, locale), all: count(variants.length, locale) },
		{ locale }
	);
}

function otherUnits(rows: readonly RobustnessRow[], words: ImpactWords) {
	const { locale } = words;
	const texts = rows.map((row) => ({
		change: changeText(row, words),
		effect: effectText(row.result, declaredOutcome(words, String(row.values['outcome'])), words)
	}));
	const table = pictureTable(headings(['change', 'effect'], locale), ['change', 'effect'], texts);
	return { caption: m.impact_robustness_placebo({}, { locale }), table };
}
