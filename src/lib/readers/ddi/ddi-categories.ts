import { type DdiText, ddiTexts, identifiers } from './ddi-text.ts';
import { presentFields } from '../present-fields.ts';
import type { XmlParts } from '../xml/xml-parts.ts';

/** A figure about a variable or a category, as it is written. */
export interface DdiStatistic {
	/** Such as `freq`, `percent`, `mean`, `min`, `vald`. */
	readonly type?: string;
	readonly isWeighted: boolean;
	readonly value: string;
}

export interface DdiCategory {
	readonly line: number;
	/** The code, as it is written; some categories have none. */
	readonly value?: string;
	readonly labels: readonly DdiText[];
	readonly descriptions: readonly DdiText[];
	/** Called missing by itself or by a group that it is in. */
	readonly isMissing: boolean;
	readonly missingType?: string;
	/** Unweighted cases. */
	readonly frequency?: number;
	readonly statistics: readonly DdiStatistic[];
}

export function ddiCategories(variable: XmlParts): DdiCategory[] {
	const missing = new Set(
		variable
			.all('catgryGrp')
			.filter((group) => group.attribute('missing') === 'Y')
			.flatMap((group) => identifiers(group, 'catgry'))
	);
	return variable.all('catgry').map((category) => {
		const isMissing = category.attribute('missing') === 'Y';
		return ddiCategory(category, isMissing || missing.has(category.attribute('ID') ?? ''));
	});
}

function ddiCategory(category: XmlParts, isMissing: boolean): DdiCategory {
	const statistics = ddiStatistics(category, 'catStat');
	const cases = statistics.find(({ type, isWeighted }) => type === 'freq' && !isWeighted)?.value;
	return {
		line: category.line,
		labels: ddiTexts(category, 'labl'),
		descriptions: ddiTexts(category, 'txt'),
		isMissing,
		...presentFields({
			value: category.one('catValu')?.text.trim() || undefined,
			missingType: category.attribute('missType'),
			frequency: cases !== undefined && /^\d{1,15}$/.test(cases) ? Number(cases) : undefined
		}),
		statistics
	};
}

export function ddiStatistics(parts: XmlParts, name: string): DdiStatistic[] {
	return parts.all(name).map((statistic) => ({
		...presentFields({ type: statistic.attribute('type') }),
		isWeighted: statistic.attribute('wgtd') === 'wgtd',
		value: statistic.text.trim()
	}));
}
