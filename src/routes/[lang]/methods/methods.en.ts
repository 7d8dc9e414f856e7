import type { MethodsText } from './outline.ts';
import { changeEn } from './text/change.en.ts';
import { comparisonsEn } from './text/comparisons.en.ts';
import { errorsEn } from './text/errors.en.ts';
import { estimatesEn } from './text/estimates.en.ts';
import { impactEn } from './text/impact.en.ts';
import { intervalsEn } from './text/intervals.en.ts';
import { qualityEn } from './text/quality.en.ts';
import { releaseEn } from './text/release.en.ts';
import { boardsEn } from './text/boards.en.ts';
import { resultsEn } from './text/results.en.ts';

export const methodsEn: MethodsText = {
	title: 'Methods',
	lead: 'How every figure of this release is worked out: the formula, in words and in symbols; the source it comes from; and the test that holds it against something we did not write.',
	contents: 'On this page',
	source: 'Source',
	test: 'Proved by',
	sections: {
		...estimatesEn,
		...errorsEn,
		...intervalsEn,
		...comparisonsEn,
		...changeEn,
		...impactEn,
		...resultsEn,
		...boardsEn,
		...qualityEn,
		...releaseEn
	}
};
