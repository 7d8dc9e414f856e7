import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { chartSvg } from '#lib/charts/chart-svg.ts';
import { locales } from '#lib/model/localized.ts';
import type { ComparedEntry } from '../../src/routes/[lang]/impact/words/compared.ts';
import { filtersOf, passes } from '../../src/routes/[lang]/impact/words/filters.ts';
import { pictureCsv } from '../../src/routes/[lang]/impact/words/picture-csv.ts';
import { programmeView } from '../../src/routes/[lang]/impact/words/programme-view.ts';
import {
	compareSearch,
	compareViewOf,
	openingView
} from '../../src/routes/[lang]/impact/compare/compare-view.ts';
import { forestInput } from '../../src/routes/[lang]/impact/compare/forest.ts';
import { together } from '../../src/routes/[lang]/impact/compare/pooled.ts';
import {
	balancePicture,
	discontinuityPicture,
	sensitivityPicture,
	seriesPicture,
	survivalPicture,
	syntheticPicture
} from '../support/design-pictures.ts';
import {
	baconPicture,
	eventStudyPicture,
	groupTimePicture,
	trendsPicture
} from '../support/evaluation-pictures.ts';
import { testPage, testedEffect } from '../support/programme-page.ts';

const pictures = [
	...[sensitivityPicture, baconPicture, trendsPicture(), eventStudyPicture(), groupTimePicture()],
	...[balancePicture, syntheticPicture, seriesPicture, discontinuityPicture, survivalPicture]
];
const rowOf = (change: string, values = {}, placebo = false) => ({
	...{ change, values, placebo, result: testedEffect() }
});
const page = testPage({
	pictures,
	evaluation: {
		robustness: [rowOf('covariates'), rowOf('placebo-outcome', { outcome: 'stops' }, true)]
	}
});

describe('the page of a programme', () => {
	test('shows pictures in the order in which a sceptic asks', () => {
		const { pictures: shown } = programmeView({ page, locale: 'en', release: '1' });
		expect(shown.map(({ id }) => id)).toEqual([
			...['trends', 'event-study', 'group-time', 'bacon', 'balance'],
			...['synthetic', 'series', 'discontinuity', 'survival', 'sensitivity']
		]);
	});

	test.for(locales)(
		'draws and tabulates every picture without a gap in its words: %s',
		(locale) => {
			const { pictures: shown, robustness } = programmeView({ page, locale, release: '1' });
			const { document } = parseHTML('<!doctype html><html><body></body></html>');
			for (const one of [...shown, ...(robustness ? [robustness] : [])]) {
				const texts = [one.title, one.subtitle, ...one.notes, JSON.stringify(one.tables)];
				expect(texts.join(' ')).not.toMatch(/undefined|NaN|impact_/);
				for (const { options } of one.charts)
					expect(chartSvg(options(358), document)).toContain('<svg');
			}
		}
	);

	test('keeps a placebo of another unit off the axis of the main outcome', () => {
		const { robustness } = programmeView({ page, locale: 'en', release: '1' });
		expect(robustness?.tables).toHaveLength(2);
		expect(JSON.stringify(robustness?.tables[1])).toContain('stops');
		expect(JSON.stringify(robustness?.tables[0])).not.toContain('stops');
	});
});

describe('numbers of a picture as a file', () => {
	const source = {
		...{ programme: 'mentors', outcome: 'seen', release: '1', citation: 'Us', licence: 'CC0' },
		synthetic: true
	};

	test('hold every number of it with all its digits', () => {
		const csv = pictureCsv(eventStudyPicture(2, 2), source);
		for (const { estimate } of eventStudyPicture(2, 2).points)
			expect(csv).toContain(String(estimate));
		expect(csv.split('\r\n')[0]).toMatch(/^\ufeffpart,programme,outcome,release,citation/);
	});

	test('repeat in a list what stands above it', () => {
		const csv = pictureCsv({ kind: 'x', lines: [{ group: 'a', points: [{ at: 1 }] }] }, source);
		expect(csv).toMatch(/points,.*a,1/);
	});
});

const entry = (id: string, changed: Partial<ComparedEntry> = {}): ComparedEntry => ({
	...{ id, title: id, synthetic: true, type: 'treatment', groups: ['children'], country: 'XVA' },
	...{ stage: 'ended', evidence: 'comparison', family: 'seen', outcome: 'Seen', isEffect: true },
	...{ why: '', verdict: 'Better', cost: null },
	values: {
		relative: { estimate: -0.1, standardError: 0.02, lower: -0.14, upper: -0.06 },
		standardised: null
	},
	...changed
});

describe('programmes together', () => {
	const three = ['a', 'b', 'c'].map((id) => entry(id));

	test('are pooled from three on, within one family only', () => {
		expect(together(three, 'relative').kind).toBe('pooled');
		expect(together(three.slice(1), 'relative')).toEqual({ kind: 'few', comparable: 2 });
		expect(together([...three, entry('d', { family: 'other' })], 'relative').kind).toBe('families');
	});

	test('leave out what cannot be read as an effect, and draw it without limits', () => {
		const apart = entry('d', { isEffect: false, why: 'Cannot be read as an effect' });
		const found = together([...three, apart], 'relative');
		expect(found.kind === 'pooled' && found.ids).toEqual(['a', 'b', 'c']);
		const labels = { type: { treatment: 'Treatment' }, group: {}, country: {} };
		const input = forestInput([...three, apart], found, {
			view: openingView,
			labels,
			locale: 'en'
		});
		expect(input.groups[0]?.rows.at(-1)).toMatchObject({ lower: null, upper: null, weight: null });
		expect(input.groups[0]?.rows.at(-1)?.text).toContain('Cannot be read as an effect');
	});

	test('keep the view in the address, and drop what nobody offers', () => {
		const view = {
			...openingView,
			filters: { country: 'XVA' },
			by: 'country',
			metric: 'standardised'
		} as const;
		expect(compareViewOf(new URLSearchParams(compareSearch(view)), three)).toEqual(view);
		expect(compareSearch(openingView)).toBe('');
		expect(filtersOf(new URLSearchParams('type=none&group=children'), three)).toEqual({
			group: 'children'
		});
		expect(passes(three[0]!, { group: 'children', stage: 'piloting' })).toBe(false);
	});
});
