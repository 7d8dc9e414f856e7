import { boardTopics } from './board-topics.ts';
import { changeTopics } from './change-topics.ts';
import { impactTopics } from './impact-topics.ts';
import { resultsTopics } from './results-topics.ts';
import { type SectionFacts, topics } from './topics.ts';

/** The sections of the page, in their order. */
export const outline = {
	...topics.estimates,
	...topics.errors,
	...topics.intervals,
	...topics.comparisons,
	...changeTopics.change,
	...impactTopics.impact,
	...resultsTopics.results,
	...boardTopics.boards,
	...topics.quality,
	...topics.release
} as const satisfies Record<string, SectionFacts>;

export type SectionId = keyof typeof outline;

export const sectionIds = Object.keys(outline) as readonly SectionId[];

/** A section in one language. */
export interface SectionText {
	readonly title: string;
	readonly paragraphs: readonly string[];
	/** What the letters of the formulas stand for. */
	readonly legend?: string;
	/** Points of a list below the paragraphs. */
	readonly points?: readonly string[];
}

/** The sections of a topic in one language. */
export type TopicText<Topic extends keyof AllTopics> = Readonly<
	Record<keyof AllTopics[Topic], SectionText>
>;

type AllTopics = typeof topics &
	typeof boardTopics &
	typeof changeTopics &
	typeof impactTopics &
	typeof resultsTopics;

/** The page in one language. */
export interface MethodsText {
	readonly title: string;
	readonly lead: string;
	readonly contents: string;
	readonly source: string;
	readonly test: string;
	readonly sections: Readonly<Record<SectionId, SectionText>>;
}
