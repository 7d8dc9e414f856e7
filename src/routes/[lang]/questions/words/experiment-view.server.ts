import { count, decimal, figure, limits } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { categoryWords, wordsOf } from '#lib/model/catalogue-words.ts';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import type { Locale } from '#lib/model/locales.ts';
import type { QuestionBank } from '#lib/model/question-bank.ts';
import { type BallotEffect, versionConcept } from '#lib/model/questions/ballot-effect.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { differenceText } from '../../baselines/words/baseline-words.ts';
import { pSaid } from '../../impact/words/impact-words.ts';
import { waveOf } from './concept-view.server.ts';

/** A split ballot in words. */
export interface ExperimentView {
	readonly id: string;
	readonly lead: string;
	readonly synthetic: boolean;
	readonly caption: string;
	readonly columns: readonly { readonly key: string; readonly label: string }[];
	readonly rows: readonly Readonly<Record<string, string>>[];
	readonly effect: string;
	readonly bridge: string;
	/** The same question for the explorer. */
	readonly search: string;
}

interface ExperimentOptions {
	readonly bank: QuestionBank;
	readonly catalogue: Catalogue;
	readonly locale: Locale;
}

export function experimentView(
	{ wave: id, concept, category, halves, difference, ratio }: BallotEffect,
	{ bank, catalogue, locale }: ExperimentOptions
): ExperimentView {
	const wave = waveOf(bank, id);
	const to = m.interval_to({}, { locale });
	const points = (value: number) =>
		`${value > 0 ? '+' : ''}${differenceText(value, 'proportion', locale)}`;
	const factor = (value: number) => decimal(value, 2, locale);
	const answer = categoryWords(catalogue, { concept, category }, locale);
	return {
		id: `${id}-${concept}`,
		lead: m.questions_experiment_lead({ wave: wordsOf(wave.title, locale) }, { locale }),
		synthetic: wave.synthetic,
		caption: m.questions_experiment({}, { locale }),
		columns: [
			{ key: 'version', label: m.questions_experiment_version({}, { locale }) },
			{ key: 'share', label: m.questions_experiment_share({ answer }, { locale }) },
			{ key: 'limits', label: m.questions_experiment_interval({}, { locale }) },
			{ key: 'n', label: m.questions_experiment_cases({}, { locale }) }
		],
		rows: halves.map(({ version, question, n, estimate, lower, upper }) => ({
			version: `${categoryWords(catalogue, { concept: versionConcept, category: version }, locale)}: ${wordingOf(bank, id, question)}`,
			share: figure(estimate, 'proportion', locale),
			limits: limits(lower, upper, 'proportion', { locale, to }),
			n: count(n, locale)
		})),
		effect: m.questions_experiment_effect(
			{
				...{ change: points(difference.estimate), lower: points(difference.lower) },
				...{ upper: points(difference.upper), p: `p ${pSaid(difference.p, locale)}` }
			},
			{ locale }
		),
		bridge: m.questions_experiment_bridge(
			{
				...{ ratio: factor(ratio.estimate), lower: factor(ratio.lower) },
				upper: factor(ratio.upper)
			},
			{ locale }
		),
		search: searchOf(
			exploreView.parse({
				...{ survey: id, by: [versionConcept], unsure: 'exclude' },
				of: { concept, statistic: 'proportion', categories: [category] }
			})
		)
	};
}

const wordingOf = ({ questions }: QuestionBank, wave: string, id: string): string =>
	questions.find((one) => one.wave === wave && one.question.id === id)?.question.wording ?? id;
