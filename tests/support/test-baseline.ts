import type { Baseline, FrozenFigure } from '#lib/model/baseline.ts';
import { sealOf } from '../../pipelines/declarations/declaration-seal.ts';
import type { Declaration } from './instance.ts';

const text = (words: string) => ({ es: words, en: words });

const frozen = {
	kind: 'estimate',
	indicator: 'sees-sale',
	survey: 'test-2024',
	question: 'sees',
	weight: 'main',
	unsure: 'exclude',
	territory: 'XTT',
	period: '2024',
	release: 'r1',
	date: '2024-06-01',
	estimate: 0.25,
	standardError: 0.05,
	n: 60,
	df: 4,
	lower: 0.13,
	upper: 0.42,
	level: 0.95,
	precision: 'design-based',
	quality: null
} satisfies FrozenFigure;

/** A baseline of the survey of `makeInstance`, sealed after the changes to its frozen figure. */
export function testBaseline(changes: Declaration = {}, more: Partial<Baseline> = {}): Declaration {
	const figure = { ...frozen, ...changes };
	return {
		id: 'sale-2024',
		label: text('sees sale, 2024'),
		frozen: figure,
		seal: sealOf(figure),
		fixedBy: { role: text('Data board') },
		why: text('before the programme'),
		...more
	};
}
