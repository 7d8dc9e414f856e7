import type { MatrixView } from '../../../src/routes/[lang]/questions/matrix-view.ts';
import type { ListedQuestion } from '../../../src/routes/[lang]/questions/question-search.ts';

const words =
	'venta consumo drogas barrio alrededores vivienda meses últimos usted visto oído sabe ofrecido comprar probar cannabis cocaína basuco policía confianza noche camina segura seguro'.split(
		' '
	);

/** Numbers from 0 to 1, the same each time. */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

const place = (i: number) => `concept-${i}`;

/** A bank of so many waves and topics, of which a third was asked. */
export function generatedMatrix(waves: number, topics: number): MatrixView {
	const next = chance(1);
	return {
		waves: Array.from({ length: waves }, (_, i) => ({
			...{ id: `wave-${i}`, label: `Encuesta ${i}`, country: `C${i % 30}`, synthetic: false }
		})),
		rows: Array.from({ length: topics }, (_, i) => ({
			...{ id: place(i), label: `Tema ${i} ${sentence(next, 3)}` },
			cells: Array.from({ length: waves }, () => 'sdSD--------'[Math.floor(next() * 12)]).join('')
		}))
	};
}

const syllables = 'ba ce di fo gu la me ni po ru sa te vi xo zu can per tra bri cho'.split(' ');
const known = 5000;

/** The most common word stands in every tenth place, the n-th n times less often (Zipf). */
function word(next: () => number): string {
	const rank = Math.floor(known ** next());
	const common = words[rank - 1];
	if (common !== undefined) return common;
	const { length } = syllables;
	return [rank % length, Math.floor(rank / length) % length, rank % 7, rank % 13]
		.map((i) => syllables[i])
		.join('');
}

const sentence = (next: () => number, length: number): string =>
	Array.from({ length }, () => word(next)).join(' ');

/** So many questions of some 15 words. */
export function generatedQuestions(count: number): ListedQuestion[] {
	const next = chance(2);
	return Array.from({ length: count }, (_, i) => ({
		...{ id: `question-${i}`, topic: place(i % 300), label: `Tema ${i % 300}` },
		...{ wave: `Encuesta ${i % 200}`, country: `C${i % 30}`, language: 'es', verified: true },
		wording: `¿${sentence(next, 10 + Math.floor(next() * 10))}?`,
		translations: [sentence(next, 15)],
		...{ codes: `${i % 9}.${i % 40}, P${i}`, recall: '12-months', radius: 'neighbourhood' }
	}));
}
