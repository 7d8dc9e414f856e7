import { z } from 'zod';
import { notStated } from './entry.ts';
import {
	exchangeRegister,
	exclusionRegister,
	interventionRegister,
	partnershipRegister,
	processRegister,
	serviceRegister
} from './action-registers.ts';
import { budgetRegister } from './budget-register.ts';
import { counsellorRegister } from './counsellor-register.ts';
import { relationRegister } from './relation-register.ts';
import { livelihoodRegister } from './livelihood-register.ts';
import { alternativeRegister, cascadeRegister, modelRegister } from './alternative-registers.ts';
import {
	attendanceRegister,
	codeRegister,
	partnerRegister,
	placeRegister
} from './place-registers.ts';
import { tourismRegister } from './tourism-register.ts';
import {
	figureRegister,
	legalRegister,
	milestoneRegister,
	needRegister,
	recommendationRegister
} from './policy-registers.ts';

/** Any file of `data/registers` but the actors, which baselines have; it says itself which one it is. */
export const registerFile = z.discriminatedUnion('id', [
	...([codeRegister, placeRegister, attendanceRegister, partnerRegister] as const),
	...([milestoneRegister, legalRegister, figureRegister, needRegister] as const),
	...([alternativeRegister, modelRegister, cascadeRegister] as const),
	...([interventionRegister, serviceRegister, partnershipRegister] as const),
	...([exchangeRegister, processRegister, exclusionRegister, budgetRegister] as const),
	...([livelihoodRegister, tourismRegister, relationRegister, counsellorRegister] as const),
	recommendationRegister
]);
export type RegisterFile = z.output<typeof registerFile>;
export type RegisterName = RegisterFile['id'];

/** An entry of a register. */
export type EntryOf<Name extends RegisterName> = Extract<
	RegisterFile,
	{ readonly id: Name }
>['entries'][number];

/** The entries of a register; none where it is not declared. */
export function entriesOf<Name extends RegisterName>(
	files: readonly RegisterFile[],
	name: Name
): readonly EntryOf<Name>[] {
	const found = files.find(({ id }) => id === name);
	// The type of entries that the discriminating id stands for, which the compiler cannot follow here.
	return (found?.entries ?? []) as unknown as readonly EntryOf<Name>[];
}

/** What a field names: a code of a list, an entry of a register, or something else that is declared. */
export type Reference =
	| { readonly list: string }
	| { readonly register: RegisterName }
	| 'actors'
	| 'concepts'
	| 'disclosure'
	| 'programmes'
	| 'series'
	| 'territories';

const inList = (list: string): Reference => ({ list });
const places: Reference = { register: 'places' };
const groups = inList('population-groups');

/** Fields that name something, by register; `country` and `place` do so in all. */
export const registerReferences: Readonly<
	Record<RegisterName, Readonly<Partial<Record<string, Reference>>>>
> = {
	codes: { concepts: 'concepts' },
	places: { level: inList('place-levels'), parent: places, territory: 'territories' },
	attendance: { bloc: inList('blocs') },
	partners: { kind: inList('partner-kinds'), themes: inList('themes') },
	milestones: { kind: inList('milestone-kinds') },
	legal: { kind: inList('legal-kinds'), programme: 'programmes' },
	figures: { unit: inList('units'), theme: inList('themes') },
	needs: { kind: inList('need-kinds'), theme: inList('themes'), groups },
	alternatives: {
		question: inList('guiding-questions'),
		stages: inList('stages'),
		barriers: inList('barriers'),
		models: { register: 'models' }
	},
	models: {
		model: inList('alternative-models'),
		stages: inList('stages'),
		groups,
		status: inList('model-status')
	},
	cascades: { model: { register: 'models' }, stage: inList('stages'), sex: inList('sexes') },
	interventions: {
		types: inList('intervention-types'),
		groups,
		approaches: inList('approaches'),
		networks: inList('networks'),
		evidence: inList('evidence'),
		programme: 'programmes'
	},
	services: {
		type: inList('service-types'),
		modality: inList('modalities'),
		groups,
		licence: inList('licences')
	},
	partnerships: { kind: inList('partnership-kinds'), state: inList('states'), cities: places },
	exchanges: { kind: inList('exchange-kinds'), state: inList('states'), topics: inList('topics') },
	process: { kind: inList('process-kinds') },
	exclusion: { environment: inList('environments'), concepts: 'concepts' },
	budgets: {
		programme: 'programmes',
		intervention: { register: 'interventions' },
		line: inList('budget-lines'),
		decidedBy: inList('deciders')
	},
	livelihoods: {
		programme: 'programmes',
		sex: inList('sexes'),
		measure: inList('livelihood-measures'),
		disclosure: 'disclosure'
	},
	relations: {
		...{ actor: 'actors', other: 'actors' },
		...{ kind: inList('relation-kinds'), state: inList('relation-states') }
	},
	counsellors: {},
	tourism: { territory: 'territories', arrivals: 'series', local: 'series' },
	recommendations: { area: inList('recommendation-areas'), state: inList('recommendation-states') }
};

/** What describes an entry rather than what it speaks of. */
const aboutEntry = [
	...['id', 'source', 'quoted', 'sourced', 'synthetic', 'lastChecked', 'withheld']
];

/** The fields of a register that an entry may fill, in the order of its schema. */
export function registerFields(name: RegisterName): string[] {
	return Object.keys(entryShape(name)).filter((field) => !aboutEntry.includes(field));
}

/** Every field that an entry of a register has, with what it may hold. */
export function entryShape(name: RegisterName): Readonly<Record<string, z.core.$ZodType>> {
	const option = registerFile.options.find(({ shape }) => shape.id.value === name);
	return option?.shape.entries.element.shape ?? {};
}

/** Whether an entry says something in a field: a blank list and "not stated" are nothing. */
export function isFilled(entry: object, field: string): boolean {
	const value = (entry as Readonly<Record<string, unknown>>)[field];
	if (Array.isArray(value)) return value.length > 0;
	return value !== undefined && value !== notStated;
}
