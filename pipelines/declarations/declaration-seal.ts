import { createHash } from 'node:crypto';
import { type FrozenFigure, canonicalFigure } from '#lib/model/baseline.ts';

/** The seal of a frozen figure: whoever changes the figure later breaks it. */
export const sealOf = (frozen: FrozenFigure): string =>
	createHash('sha256').update(canonicalFigure(frozen)).digest('hex');
