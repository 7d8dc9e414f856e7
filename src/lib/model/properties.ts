import { z } from 'zod';
import { slug } from './identifiers.ts';
import { localized } from './localized.ts';

/**
 * What decides whether two figures may be compared: who was asked, what, how, and how the answers
 * were weighted. A property that nobody has documented is left out, never guessed.
 */

/** The period asked about; `none`: how things are, `other`: one that is not in this list. */
export const recall = z.enum([
	...['none', 'life', '12-months', 'calendar-year', '6-months', '3-months', '30-days'],
	...['week', 'next-12-months', 'other']
] as const);

/** The area asked about; `surroundings`: of the dwelling, as in "alrededores"; `other`: none of these, or not known. */
export const radius = z.enum([
	...['none', 'home', 'block', 'surroundings', 'neighbourhood', 'commune', 'region', 'country'],
	...['school', 'workplace', 'other']
] as const);

/** What a person who says yes has done: judged, heard, seen, been offered, lived through. */
const verb = z.enum([
	...['perceives', 'knows-or-heard', 'heard-or-seen', 'has-seen', 'was-offered', 'experienced'],
	...['used', 'states', 'feels', 'judges', 'expects']
] as const);

/** What is asked about, where one question may take several things together. */
const object = z.enum([
	...['sale', 'use', 'sale-or-use', 'offer', 'offer-sale-or-gift', 'alcohol-or-drugs']
] as const);

/** multiple: a list in which people name what applies, so that "not named" is not "no". */
const response = z.enum(['single', 'multiple']);

/** What became of those who do not know or do not answer; counted: as a "no". */
const unsure = z.enum(['apart', 'absent', 'counted']);

/** Whom a figure is about, of all people in the survey. */
const among = z.enum([
	...['all', 'lifetime-users', 'past-year-users', 'past-month-users', 'noticers', 'victims'],
	...['students', 'workers', 'women']
] as const);

const people = z.enum([
	...['residents', 'secondary-students', 'university-students', 'people-in-treatment'],
	...['people-in-prison', 'people-arrested', 'emergency-patients']
] as const);

/** In completed years, both ends included; without `to` there is no upper limit. */
export const ages = z
	.strictObject({ from: z.int().min(0).max(120), to: z.int().min(0).max(120).optional() })
	.refine(({ from, to = from }) => from <= to, 'ends before it begins');
export type Ages = z.infer<typeof ages>;

/** Of the country; selected-places: cities or areas chosen beforehand, which stand for themselves. */
const area = z.enum(['national', 'urban', 'rural', 'selected-places']);
export type Area = z.infer<typeof area>;

/** area: dwellings listed in areas drawn; register: addresses or persons; telephone: numbers. */
const frame = z.enum(['area', 'register', 'telephone', 'schools', 'online-panel']);

const mode = z.enum(['face-to-face', 'telephone', 'web', 'paper']);
/** mixed: several, which `modes` names where they are known. */
export const surveyMode = z.enum([...mode.options, 'mixed']);

/** calibrated: made to meet known totals of the population. */
const weighting = z.enum(['design', 'non-response', 'calibrated']);

/** What an administrative record is one of. */
const counted = z.enum([
	...['offences', 'investigations', 'arrests', 'seizures', 'kilograms', 'people', 'places'],
	...['deaths', 'treatments']
] as const);

/** What is true of every question of a survey, unless a mapping says otherwise. */
const surveyWide = {
	people: people.optional(),
	ages: ages.optional(),
	area: area.optional(),
	/** Which, where the mode of the survey is mixed. */
	modes: z.array(mode).min(1).optional(),
	frame: frame.optional(),
	/** The edition of the frame, or the places it covers. */
	frameEdition: slug.optional(),
	weighting: weighting.optional(),
	/** The totals that the weights meet, such as projections of a census. */
	weightingTotals: slug.optional()
};

/** What was asked. */
const asked = {
	recall: recall.optional(),
	radius: radius.optional(),
	verb: verb.optional(),
	object: object.optional(),
	response: response.optional(),
	unsure: unsure.optional(),
	among: among.optional(),
	/** Which list the answers are about: of crimes, of products, of places. */
	list: slug.optional()
};

/** Explains a property where its code is not enough, or says where it stands. */
const note = localized.optional();

export const surveyProperties = z.strictObject({ ...surveyWide, note });

export const mappingProperties = z.strictObject({ ...surveyWide, ...asked, note });

/** Of a question: its period and its area are fields of their own. */
export const questionProperties = mappingProperties.omit({ recall: true, radius: true });

/** What every question about a concept has in common, because the concept says so. */
export const conceptProperties = z.strictObject(asked).pick({
	...{ recall: true, radius: true, verb: true, object: true, among: true }
});
export type ConceptProperties = z.infer<typeof conceptProperties>;

/** All that is known of one figure, of a survey or of records. */
export const figureProperties = z.strictObject({
	...surveyWide,
	...asked,
	/** How many answers of substance people chose from; absent where they named a number, or what applies. */
	answers: z.int().min(2).optional(),
	/** Of records: the law or the rule of recording, and what one record is. */
	law: slug.optional(),
	counted: counted.optional()
});
export type FigureProperties = z.infer<typeof figureProperties>;
export type PropertyName = keyof FigureProperties;
