import { describe, expect, test } from 'vitest';
import { EngineError, engineFault } from '#lib/engine/engine-error.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { emptied } from '../../src/routes/[lang]/explore/words/emptied.ts';
import { failureText, isAboutFile } from '../../src/routes/[lang]/explore/words/failures.ts';
import { exploreCatalogue as catalogue } from '../support/explore-catalogue.ts';
import { noFigure, shownAnswer, shownFigure } from '../support/shown-answers.ts';

const locales: readonly Locale[] = ['es', 'en', 'pt', 'fr'];

describe('failureText', () => {
	test.for(locales)('words every fault on its own, in %s', (locale) => {
		const texts = engineFault.options.map((fault) =>
			failureText(new EngineError(fault, 'x', { file: { path: 'a.parquet' } }), locale)
		);
		texts.push(failureText(new Error('Binder Error: x'), locale));
		expect(new Set(texts).size).toBe(engineFault.options.length + 1);
		for (const text of texts) expect(text).toMatch(/^\S.{40,}\.$/s);
	});

	test('names the file, and how much of it came', () => {
		const bytes = { expected: 1_234_567, found: 90_000 };
		const file = { path: 'respondents/a.parquet', bytes };
		const text = failureText(new EngineError('file-cut', 'x', { file }), 'en');
		expect(text).toContain('respondents/a.parquet');
		expect(text).toContain('90,000 of 1,234,567 bytes came');
	});

	test('offers to load the page anew where a file is at fault only', () => {
		expect(isAboutFile(new EngineError('file-changed', 'x'))).toBe(true);
		expect(isAboutFile(new EngineError('memory', 'x'))).toBe(false);
		expect(isAboutFile(new Error('x'))).toBe(false);
	});
});

function said(
	asked: Partial<ExploreView>,
	figures: readonly ShownFigure[],
	overall: ShownFigure = noFigure({ domain: [], reason: 'no-cases' })
) {
	const view = exploreView.parse({ survey: 'both', indicator: 'seen', ...asked });
	const resolved = resolvedView(catalogue, view);
	if (typeof resolved === 'string') throw new Error(resolved);
	const [survey] = resolved.sources;
	const answers = [{ survey, answer: shownAnswer({ figures, overall }) }] as const;
	return emptied({ catalogue, resolved, answers, compared: [], locale: 'en' });
}

const where = [
	{ concept: 'area', categories: ['urban'] },
	{ concept: 'sex', categories: ['man'] }
];
const noCases = noFigure({ domain: [], reason: 'no-cases' });
const suppressed = noFigure({ domain: [], reason: 'suppressed' });

describe('emptied', () => {
	test('says nothing where there is a figure, be it the whole only', () => {
		expect(said({ where }, [noCases], shownFigure({ domain: [] }))).toBeUndefined();
		expect(said({ where }, [noCases, shownFigure()])).toBeUndefined();
	});

	test('names the limits that nobody is within, and takes back the last or all', () => {
		const empty = said({ where }, [noCases]);
		expect(empty?.body).toContain('area: urban; sex: man');
		expect(empty?.ways.map(({ label, view }) => [label, view.where])).toEqual([
			['Remove the last limit: sex', where.slice(0, 1)],
			['Remove all limits', []]
		]);
	});

	test('says why all is withheld, and asks for less', () => {
		const empty = said({ by: ['sex', 'area'] }, [suppressed], suppressed);
		expect(empty?.title).toBe('No figure of this view can be shown');
		expect(empty?.ways.map(({ label, view }) => [label, view.by])).toEqual([
			['Remove the breakdown: area', ['sex']]
		]);
		const one = where.slice(0, 1);
		expect(said({ where: one, across: 'sex' }, [suppressed], suppressed)?.ways).toMatchObject([
			{ view: { where: [], across: 'sex' } },
			{ view: { where: one } }
		]);
	});
});
