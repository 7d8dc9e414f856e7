import { m } from '#lib/i18n/paraglide/messages.js';
import type { Catalogue, CatalogueSurvey, UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import type { Locale, Localized } from '#lib/model/localized.ts';
import type { OwnConcept, OwnDeclared } from '#lib/model/own-file-summary.ts';
import { type OwnDeclaration, ownCompleteness, ownNames } from '#lib/model/own-file.ts';
import { slugOf, tableName } from '#lib/readers/inspect/inspection.ts';

export interface OwnCatalogueOptions {
	readonly declaration: OwnDeclaration;
	readonly declared: OwnDeclared;
	readonly quality: Catalogue['quality'];
	readonly locale: Locale;
}

/** The id of the survey that a file makes: it stands in the address. */
export const ownSurveyId = (name: string): string => slugOf(tableName(name));

/** More categories than these are no breakdown that anybody reads. */
const mostGroups = 60;

/** A file that somebody opened, as a catalogue of one survey whose rows never leave the device. */
export function ownCatalogue(options: OwnCatalogueOptions): Catalogue {
	const { declared, quality } = options;
	return {
		surveys: [ownSurvey(options)],
		concepts: declared.concepts.map((one) => ownConcept(one, options)),
		...{ indicators: [], quality, disclosure: [], overrides: [], corrections: [] },
		...{ territories: [], shapes: [] }
	};
}

function ownSurvey(options: OwnCatalogueOptions): CatalogueSurvey {
	const { declaration, locale } = options;
	const { name } = declaration.file;
	const words = (text: string): Localized => ({ [locale]: text });
	const source = m.own_source({ name }, { locale });
	const isUnweighted = declaration.weight === undefined;
	const completeness = ownCompleteness(declaration);
	const note = isUnweighted ? m.own_note_unweighted : m.own_note_partial;
	const universe = isUnweighted ? m.own_universe_unweighted : m.own_universe;
	return {
		id: ownSurveyId(name),
		series: ownSurveyId(name),
		title: words(name),
		shortTitle: words(name),
		// Nobody says when, where and by whom: these are never compared or shown.
		...{ country: 'XZZ', fieldwork: { start: '', end: '' }, mode: 'mixed' },
		producer: { name: source },
		universe: words(universe({}, { locale })),
		licence: { name: m.own_licence({}, { locale }) },
		citation: source,
		...{ tier: 'local', synthetic: false, status: 'built', completeness },
		...(completeness !== 'full' && { designNote: words(note({}, { locale })) }),
		tables: [ownTable(options)],
		...{ figures: [], questions: [], compared: [] }
	};
}

function ownTable({ declaration, declared, locale }: OwnCatalogueOptions): UnitTable {
	const { unit, weight, sums, lonely, file, replicates } = declaration;
	// Where replicate weights say how estimates spread, strata and units have nothing to add.
	const { strata, psu, fpc } = replicates
		? { strata: [], psu: undefined, fpc: undefined }
		: declaration;
	const label = { [locale]: weight ?? m.own_badge_unweighted({}, { locale }) };
	return {
		...{ unit, lonely, path: file.name, rows: declared.rows },
		weights: [
			{ id: 'own', column: ownNames.weight, label, sums: weight === undefined ? 'sample' : sums }
		],
		...(strata.length > 0 && { stratum: ownNames.stratum }),
		...(psu !== undefined && { psu: ownNames.psu }),
		fpc: fpc === undefined ? [] : [ownNames.fpc],
		...(replicates && {
			replicates: {
				...replicates,
				columns: replicates.columns.map((_, i) => `${ownNames.replicate}${i + 1}`)
			}
		}),
		...{ adjustDomains: false, firstStageOnly: false, calibration: [] },
		completeness: ownCompleteness(declaration),
		concepts: declared.concepts.map(({ id }) => id)
	};
}

function ownConcept(
	{ id, column, label, categories }: OwnConcept,
	{ declaration, locale }: OwnCatalogueOptions
): Concept {
	const words = (text: string): Localized => ({ [locale]: text });
	const { name } = declaration.file;
	const common = {
		id,
		label: words(label === undefined ? column : `${label} (${column})`),
		definition: words(m.own_definition({ column, name }, { locale })),
		sensitive: false
	};
	if (!categories) {
		const unit = words(m.own_number_unit({}, { locale }));
		return { ...common, kind: 'number', breakdown: false, unit, age: false };
	}
	return {
		...common,
		kind: 'category',
		breakdown: categories.length > 0 && categories.length <= mostGroups,
		ordered: categories.every(
			(one) => one.label === undefined && Number.isFinite(Number(one.code))
		),
		categories: categories.map((one) => ({ id: one.id, label: words(one.label ?? one.code) }))
	};
}

/** What is asked first: a question with few answers, else the first such column, else the first mean. */
export function openingView({ surveys, concepts }: Catalogue): ExploreView {
	const survey = surveys[0]!;
	const unit = survey.tables[0]!.unit;
	const short = concepts.filter((one) => one.kind === 'category' && one.categories.length <= 8);
	const asks = ({ label }: Concept) => Object.values(label).some((text) => /[?¿]/.test(text));
	const first = short.find(asks) ?? short[0] ?? concepts[0]!;
	const statistic = first.kind === 'category' ? 'distribution' : 'mean';
	return exploreView.parse({ survey: survey.id, of: { concept: first.id, unit, statistic } });
}
