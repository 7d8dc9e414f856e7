import { m } from '#lib/i18n/paraglide/messages.js';
import { type FrameDimension, isOld } from '#lib/model/baseline-frame.ts';
import type { Coverage } from '#lib/model/baseline-page.ts';
import type { Locale } from '#lib/model/localized.ts';

/** How much there is of a dimension: told by a shape and in words. */
export type CoverageState = 'current' | 'old' | 'withheld' | 'missing';

interface Dated {
	/** The date of the release. */
	readonly on: string;
	readonly rhythm: FrameDimension['rhythm'];
}

export function coverageState(
	{ latest, withheld }: Coverage,
	{ on, rhythm }: Dated
): CoverageState {
	if (latest === null) return withheld > 0 ? 'withheld' : 'missing';
	return isOld(latest, { on, rhythm }) ? 'old' : 'current';
}

const sentences = {
	current: m.baselines_state_current,
	old: m.baselines_state_old,
	withheld: m.baselines_state_withheld,
	missing: m.baselines_state_missing
} as const satisfies Record<CoverageState, unknown>;

/** "1 of 6 with a figure, up to 2024" */
export function coverageText(coverage: Coverage, dated: Dated, locale: Locale): string {
	const { measured, of, latest } = coverage;
	const year = latest?.slice(0, 4) ?? '';
	const said = { measured: String(measured), of: String(of), year };
	return sentences[coverageState(coverage, dated)](said, { locale });
}

/** The same in a cell of a table: "2024", "2019, old", a dash. */
export function coverageCell(coverage: Coverage, dated: Dated, locale: Locale): string {
	const year = coverage.latest?.slice(0, 4) ?? '';
	switch (coverageState(coverage, dated)) {
		case 'current':
			return year;
		case 'old':
			return m.baselines_cell_old({ year }, { locale });
		case 'withheld':
			return m.withheld_suppressed({}, { locale });
		case 'missing':
			return '–';
	}
}
