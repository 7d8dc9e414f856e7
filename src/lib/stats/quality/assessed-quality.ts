import type { LogCvForm } from './log-cv.ts';
import { type Assessed, qualityQuantities } from './quality-quantities.ts';
import type { QualityStandard } from './quality-rules.ts';
import { type Quality, type QualityAnswers, quality } from './quality.ts';

export interface QualitySettings extends QualityAnswers {
	/** Form of the logarithmic cv; published by default. */
	readonly logCv?: LogCvForm | undefined;
}

/**
 * The label of an estimate by a standard. Settings that the standard does not leave open change
 * nothing. A proportion above 1 is a ratio and judged as a mean, as in R `calidad`; a kind of estimate
 * that the standard does not know is not assessable.
 */
export function assessedQuality(
	standard: QualityStandard,
	assessed: Assessed,
	settings: QualitySettings = {}
): Quality {
	const kind = assessed.kind === 'proportion' && assessed.estimate > 1 ? 'mean' : assessed.kind;
	const rules = standard.kinds[kind]?.rules ?? [];
	const form = standard.settings.includes('logCv') ? settings.logCv : undefined;
	const answers = Object.fromEntries(
		standard.settings.flatMap((name) => (name === 'logCv' ? [] : [[name, settings[name]]]))
	);
	return quality(rules, qualityQuantities({ ...assessed, kind }, form), answers);
}
