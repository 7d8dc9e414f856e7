/**
 * How the logarithmic coefficient of variation is computed above one half. published: in the share of
 * the others, so that p and 1 - p are judged alike; calidad-0.8.0: as that R package does, with p.
 */
export const logCvForms = ['published', 'calidad-0.8.0'] as const;
export type LogCvForm = (typeof logCvForms)[number];

/**
 * Relative standard error of -ln p, or above one half of -ln(1 - p): se / (p · -ln p). The published
 * form is that of CEPAL (R `samplesize4surveys`) and of NSDUH. Undefined at 0 and 1.
 */
export function logCv(
	proportion: number,
	standardError: number,
	form: LogCvForm = 'published'
): number | undefined {
	if (!(proportion > 0 && proportion < 1)) return undefined;
	const smaller = Math.min(proportion, 1 - proportion);
	const base = form === 'published' ? smaller : proportion;
	return standardError / base / -Math.log(proportion > 0.5 ? 1 - proportion : proportion);
}
