import {
	type AnswerType,
	type Instrument,
	type InstrumentQuestion,
	choicesOf,
	textIn
} from './instrument.ts';
import { placedQuestions } from './interview-flow.ts';

/** The shorter and the longer of what may be expected. */
export interface TimeRange {
	readonly from: number;
	readonly to: number;
}

/**
 * Words read aloud in a minute. Interviewers are trained to two words a second (Fowler and Mangione,
 * Standardized Survey Interviewing, 1990; Phillips, University of Nebraska-Lincoln, 2020): 120. Many
 * read faster, up to the 150 to 160 of people who read a book aloud; that is the shorter time.
 */
export const wordsPerMinute = { from: 160, to: 120 } as const;

/**
 * Seconds from the end of a question to the next, by kind of answer: an assumption of ours, wide on
 * purpose, until a pilot measures it. A choice is named or pointed at; several are gone through; a
 * number is recalled; a text is told and written down.
 */
const answerSeconds: Readonly<Record<AnswerType | 'other', TimeRange>> = {
	one: { from: 3, to: 8 },
	several: { from: 6, to: 18 },
	whole: { from: 4, to: 10 },
	decimal: { from: 5, to: 12 },
	text: { from: 12, to: 40 },
	date: { from: 5, to: 12 },
	note: { from: 0, to: 2 },
	other: { from: 2, to: 20 }
};

/** Of a longer list a card is shown: so many choices are read out. */
export const choicesReadOut = 10;

const words = (text: string) =>
	text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Seconds that one question takes; what a pilot measured stands as it is. */
function questionSeconds(
	one: Pick<Instrument, 'lists'>,
	question: InstrumentQuestion,
	language: string
): TimeRange {
	const { seconds, type, label } = question;
	if (seconds !== undefined) return { from: seconds, to: seconds };
	const choices = choicesOf(one, question)
		.filter(({ missing }) => missing === undefined)
		.slice(0, choicesReadOut);
	const read = words(
		[label, ...choices.map((choice) => choice.label)]
			.map((text) => textIn(text, language))
			.join(' ')
	);
	const answer = answerSeconds[type];
	return {
		from: (60 * read) / wordsPerMinute.from + answer.from,
		to: (60 * read) / wordsPerMinute.to + answer.to
	};
}

export interface InterviewTime {
	/** Minutes if every question is put: the longest way through. */
	readonly all: TimeRange;
	/** Minutes of the questions that everybody is asked. */
	readonly everybody: TimeRange;
	readonly questions: number;
	readonly conditional: number;
	/** Inside a section that is asked again and again: counted once. */
	readonly repeated: number;
}

/** How long an interview takes, in minutes not rounded. */
export function interviewTime(one: Instrument, language: string): InterviewTime {
	const placed = placedQuestions(one.items);
	const sum = (some: typeof placed): TimeRange =>
		some.reduce<TimeRange>(
			(total, { question }) => {
				const { from, to } = questionSeconds(one, question, language);
				return { from: total.from + from / 60, to: total.to + to / 60 };
			},
			{ from: 0, to: 0 }
		);
	const isConditional = ({ question, sections }: (typeof placed)[number]) =>
		[...sections, question].some(({ relevant }) => relevant !== undefined);
	const everybody = placed.filter((each) => !isConditional(each));
	const put = placed.filter(({ question }) => question.type !== 'note');
	return {
		all: sum(placed),
		everybody: sum(everybody),
		questions: put.length,
		conditional: put.filter(isConditional).length,
		repeated: put.filter(({ sections }) => sections.some(({ repeats }) => repeats)).length
	};
}
