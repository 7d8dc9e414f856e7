import type { FigureProperties } from '#lib/model/properties.ts';
import { type BankQuestion, type QuestionBank, questionBank } from '#lib/model/question-bank.ts';

interface Asked {
	readonly wave: string;
	readonly id?: string;
	readonly concept?: string;
	readonly wording?: string;
	readonly verified?: boolean;
	readonly filter?: string;
	readonly properties?: FigureProperties;
	readonly answers?: BankQuestion['question']['answers'];
}

const same = (text: string) => ({ es: text, en: text, pt: text, fr: text });
const yesNo = [
	{ code: '1', label: 'Sí' },
	{ code: '2', label: 'No' }
];

/** A question about drug selling in the neighbourhood, unless told otherwise. */
export function askedQuestion({ wave, ...given }: Asked): BankQuestion {
	const { id = 'sale', concept = 'drug_sale', wording = '¿Se venden drogas?', filter } = given;
	const properties = {
		...{ recall: 'none', radius: 'neighbourhood', verb: 'knows-or-heard', object: 'sale' },
		response: 'single',
		...given.properties
	} as const;
	return {
		wave,
		question: {
			...{ id, concept, unit: 'person', language: 'es', wording },
			...{ verified: given.verified ?? true, answers: given.answers ?? yesNo },
			...(filter === undefined ? {} : { filter: same(filter) }),
			...{ universe: same('Todos'), recall: properties.recall, radius: properties.radius },
			source: { document: 'Cuestionario', producer: 'Oficina', year: 2020 }
		},
		figure: {
			...{ source: wave, series: wave.replace(/-\d+$/, ''), basis: 'survey', concept },
			...{ unit: 'person', properties }
		}
	} as BankQuestion;
}

/** A bank of these questions, of waves in the order in which they first come. */
export function bankOf(
	questions: readonly BankQuestion[],
	given: Partial<Pick<QuestionBank, 'recommended' | 'overrides'>> = {}
): QuestionBank {
	const waves = [...new Set(questions.map(({ wave }) => wave))];
	const concepts = [...new Set(questions.map(({ question }) => question.concept))];
	return questionBank.parse({
		waves: waves.map((id) => ({
			...{ id, series: id.replace(/-\d+$/, ''), kind: 'survey', holds: 'questions' },
			...{ title: same(id), shortTitle: same(id), country: 'COL', producer: 'Oficina' },
			...{ year: 2020, universe: same('Todos'), citation: 'Oficina', synthetic: false }
		})),
		concepts: concepts.map((id) => ({
			...{ id, kind: 'category', label: same(id), definition: same(id) }
		})),
		questions,
		recommended: [],
		overrides: [],
		...given
	});
}
