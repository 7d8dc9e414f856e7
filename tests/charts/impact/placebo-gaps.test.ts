import { describe, expect, test } from 'vitest';
import { placeboGaps, placeboGapsTable } from '#lib/charts/impact/placebo-gaps.ts';
import { picture } from '../../support/chart-rows.ts';
import { syntheticPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { placeboWords } from '../../support/picture-words.ts';

const options = { words: placeboWords, formats: pictureFormats };

describe('placeboGaps', () => {
	test('draws a faint line for each placebo and the treated one over them', () => {
		const body = picture(placeboGaps(syntheticPicture, { ...options, width: 720 }));
		const groups = [...body.querySelectorAll('g[aria-label="line"]')];
		expect(groups[0]?.querySelectorAll('path')).toHaveLength(14);
		expect(groups.at(-1)?.getAttribute('stroke-width')).toBe('3');
	});
});

describe('placeboGapsTable', () => {
	test('has every placebo, and the word where there is no ratio', () => {
		const { rows } = placeboGapsTable(syntheticPicture, options);
		expect(rows).toHaveLength(14);
		expect(rows.filter(({ ratio }) => ratio === 'none')).toHaveLength(1);
	});
});
