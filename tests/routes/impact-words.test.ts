import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluation } from '#lib/model/evaluation.ts';
import { locales } from '#lib/model/locales.ts';
import {
	harmKind,
	interventionType,
	populationGroup,
	programmeStage
} from '#lib/model/programme-codes.ts';
import {
	type CodeFamily,
	codeWords,
	hasWords
} from '../../src/routes/[lang]/impact/words/coded.ts';
import { harmViews, mainSaid } from '../../src/routes/[lang]/impact/words/sentence.ts';
import { testPage, testedEffect } from '../support/programme-page.ts';

const words = (page: ReturnType<typeof testPage>, locale: (typeof locales)[number] = 'en') => ({
	...{ page, locale, release: '2026-11' }
});
const root = join(import.meta.dirname, '../../src/lib/impact');

/** Texts between quotes that follow a pattern in the sources of some folders of the room. */
function codesIn(folders: readonly string[], pattern: RegExp): string[] {
	const texts = folders.flatMap((folder) =>
		readdirSync(join(root, folder))
			.filter((file) => file.endsWith('.ts'))
			.map((file) => readFileSync(join(root, folder, file), 'utf8'))
	);
	return [
		...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code!)))
	];
}

const estimating = ['evaluation', 'panel', 'group-time', 'time-series'].filter((folder) =>
	readdirSync(root).includes(folder)
);
const collected: readonly (readonly [CodeFamily, readonly string[]])[] = [
	['type', interventionType.options],
	['group', populationGroup.options],
	['stage', programmeStage.options],
	['harm', harmKind.options],
	['verdict', evaluation.shape.verdict.options],
	[
		'reason',
		codesIn(['evaluation'], /refused\(\s*'([a-z-]+)'/g).filter((code) => code !== 'drawn')
	],
	['reason', codesIn(['panel'], /code: '([a-z-]+)'; readonly next/g)],
	['next', codesIn(estimating, /refused\(\s*'[a-z-]+', '([a-z-]+)'/g)],
	['next', codesIn(['panel'], /next: '([a-z-]+)'/g)],
	['note', codesIn(['evaluation'], /code: '([a-z-]+)', values/g)],
	['change', codesIn(['evaluation'], /(?:change: |row\(|changed\()'([a-z-]+)'/g)],
	['estimator', codesIn(['evaluation'], /estimator: '([a-z-]+)'/g)],
	['variance', codesIn(['evaluation'], /variance: '([A-Za-z0-9-]+)'/g)],
	[
		'set',
		[
			...['time zero assignment', 'time zero eligibility', 'ties efron', 'bands gaussian'],
			...['analysed assigned', 'analysed participants', 'analysed completers'],
			...['event re-arrest', 'event re-conviction', 'event re-imprisonment'],
			...['at risk outside-custody', 'at risk calendar', 'unit day', 'unit week', 'unit month'],
			...['clustered by unit', 'clustered by cluster', 'treated side above', 'treated side below'],
			...['kernel triangular', 'kernel uniform', 'kernel epanechnikov', 'bandwidth rule mserd'],
			...['scale ratio', 'scale difference', 'stratified true', 'stratified false'],
			...['interval robust-bias-corrected', 'base universal', 'aggregation simple']
		]
	],
	['cell', codesIn(['group-time'], /none\('([a-z-]+)'\)/g)]
];

describe('codes of an evaluation', () => {
	test.for(collected)('have words in every language: %s', ([family, codes]) => {
		expect(codes.length).toBeGreaterThan(0);
		expect(codes.filter((code) => !hasWords(family, code))).toEqual([]);
		for (const locale of locales)
			for (const code of codes) expect(codeWords(family, code, locale)).not.toBe('');
	});
});

describe('the sentence of a programme', () => {
	test('tells a change in points with its interval, away from nothing', () => {
		expect(mainSaid(words(testPage())).sentences[0]).toBe(
			'People who saw drug selling: 6.0 points less than there would have been without the programme (95% interval 2.0 to 10.0 less).'
		);
	});

	test('says of no clear change what could have been found', () => {
		const page = testPage({
			verdict: 'no-clear-change',
			main: { effect: testedEffect({ estimate: 0.01, lower: -0.03, upper: 0.05 }) },
			evaluation: { power: { detectable: 0.056, relative: 0.18, power: 0.8, level: 0.95 } }
		});
		const { sentences } = mainSaid(words(page));
		expect(sentences[0]).toContain('no clear change');
		expect(sentences.at(-1)).toContain('5.6 points or more');
	});

	test('never reads a difference as an effect where trends differ', () => {
		const { sentences } = mainSaid(words(testPage({ verdict: 'trends-differ' })));
		expect(sentences).toHaveLength(1);
		expect(sentences[0]).toContain('cannot be read as an effect');
	});

	test('says why there is no number, and the next honest design', () => {
		const effect = {
			kind: 'refused' as const,
			...{ reason: 'one-treated-cluster', next: 'synthetic-control' },
			values: { cluster: 'north' }
		};
		const { sentences } = mainSaid(words(testPage({ verdict: 'refused', main: { effect } })));
		expect(sentences.join(' ')).toContain('only one treated cluster (north)');
		expect(sentences.at(-1)).toContain('synthetic control');
	});

	test('names a rank as a rank', () => {
		const effect = testedEffect({ inference: 'rank', lower: null, upper: null, pValue: 0.026 });
		const { sentences } = mainSaid(words(testPage({ main: { effect } })));
		expect(sentences.join(' ')).toContain('p = 0.026');
		expect(sentences.join(' ')).not.toContain('95%');
	});

	test.for(locales)('has no empty place and no bare code: %s', (locale) => {
		for (const verdict of evaluation.shape.verdict.options) {
			const { sentences, facts } = mainSaid(words(testPage({ verdict }), locale));
			expect([...sentences, ...facts].join(' ')).not.toMatch(/undefined|[{}]|NaN/);
		}
	});
});

describe('harms beside it', () => {
	test('take the work of the police for activity, whichever way it went', () => {
		const [harm] = harmViews(words(testPage()));
		expect(harm).toMatchObject({ found: 'activity', kind: 'Police violence' });
		expect(harm?.sentences.join(' ')).toContain('neither more nor less of it is success');
		expect(harm?.caution).toContain('recorded only');
	});
});
