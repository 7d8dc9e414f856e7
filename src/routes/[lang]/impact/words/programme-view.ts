import { m } from '#lib/i18n/paraglide/messages.js';
import type { PictureTable } from '#lib/charts/impact/picture-table.ts';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import { codeWords } from './coded.ts';
import { type CostView, costView } from './cost.ts';
import { type CardTerm, designCard } from './design-card.ts';
import { type FlowView, flowView } from './flow.ts';
import { type ImpactWords, mainOutcome } from './impact-words.ts';
import { limitTexts, noteTexts, outcomesTable, refusalViews } from './outcomes.ts';
import { csvAddress, pictureCsv } from './picture-csv.ts';
import { pagePictures } from './pictures/pictures.ts';
import type { PictureView } from './pictures/picture-view.ts';
import { powerText } from './power.ts';
import { robustnessView } from './robustness.ts';
import {
	type HarmView,
	displacementTexts,
	harmViews,
	harmsNotMeasured,
	mainSaid
} from './sentence.ts';
import { type ScriptView, scriptView } from './script.ts';
import { settingsTable } from './settings.ts';

/** Numbers of a picture as a file. */
export interface FileView {
	readonly name: string;
	/** The file itself. */
	readonly address: string;
}

export type FiledPicture = PictureView & { readonly file: FileView };

/** The page of a programme, in words and pictures; the order is that of the page. */
export interface ProgrammeView {
	readonly title: string;
	readonly summary: string;
	readonly kind: string;
	readonly groups: string;
	readonly stage: string;
	readonly verdict: { readonly code: string; readonly word: string };
	readonly sentences: readonly string[];
	readonly facts: readonly string[];
	readonly harms: readonly HarmView[];
	readonly displacement: readonly string[];
	/** What may have become worse and nobody measured, each with its reason. */
	readonly notMeasured: ReturnType<typeof harmsNotMeasured>;
	readonly card: readonly CardTerm[];
	readonly flow: (FlowView & { readonly file: FileView }) | undefined;
	readonly pictures: readonly FiledPicture[];
	readonly outcomes: { readonly table: PictureTable; readonly file: FileView };
	readonly robustness: FiledPicture | undefined;
	readonly power: string;
	readonly cost: (CostView & { readonly file: FileView }) | undefined;
	readonly settings: PictureTable;
	readonly script: ScriptView;
	readonly citation: string;
	readonly refusals: ReturnType<typeof refusalViews>;
	readonly notes: readonly string[];
	readonly limits: readonly string[];
}

export function programmeView(words: ImpactWords): ProgrammeView {
	const { page, locale, release } = words;
	const { programme, evaluation } = page;
	const said = mainSaid(words);
	const robustness = robustnessView(words);
	const [flow, cost] = [flowView(words), costView(words)];
	return {
		title: wordsOf(programme.title, locale),
		summary: wordsOf(programme.summary, locale),
		kind: codeWords('type', programme.type, locale),
		groups: programme.groups.map((group) => codeWords('group', group, locale)).join(', '),
		stage: codeWords('stage', programme.stage, locale),
		verdict: { code: evaluation.verdict, word: said.verdict },
		...{ sentences: said.sentences, facts: said.facts, harms: harmViews(words) },
		...{ displacement: displacementTexts(evaluation.displacement, words) },
		notMeasured: harmsNotMeasured(words),
		card: designCard(words),
		flow: flow && { ...flow, file: fileOf('flow', flowNumbers(words), words) },
		pictures: pagePictures(words).map(({ picture, ...view }) => ({
			...{ ...view, file: fileOf(view.id, picture, words) }
		})),
		outcomes: {
			table: outcomesTable(words),
			file: fileOf('outcomes', { outcomes: bareOutcomes(words) }, words)
		},
		robustness: robustness && {
			...robustness,
			file: fileOf('robustness', { robustness: evaluation.robustness }, words)
		},
		...{ power: powerText(words), settings: settingsTable(words) },
		cost: cost && { ...cost, file: fileOf('cost', { cost: evaluation.cost }, words) },
		script: scriptView(words),
		citation: m.impact_cited({ citation: nameOf(programme.citation, locale), release }, { locale }),
		...{ refusals: refusalViews(words), notes: noteTexts(words), limits: limitTexts(words) }
	};
}

/** Of whom nothing else is told, who was analysed. */
const flowNumbers = ({ page: { programme, evaluation } }: ImpactWords) => ({
	...{ flow: programme.flow, counts: evaluation.counts, attrition: evaluation.attrition }
});

/** Outcomes without their pictures, which have files of their own. */
const bareOutcomes = ({ page }: ImpactWords) =>
	page.evaluation.outcomes.map(({ pictures: _, notes: __, ...one }) => one);

function fileOf(id: string, numbers: object, words: ImpactWords): FileView {
	const { programme, synthetic } = words.page;
	const csv = pictureCsv(numbers, {
		programme: programme.id,
		outcome: mainOutcome(words).outcome,
		release: words.release,
		citation: nameOf(programme.citation, words.locale),
		licence: programme.licence,
		synthetic
	});
	return { name: `${programme.id}_${id}.csv`, address: csvAddress(csv) };
}
