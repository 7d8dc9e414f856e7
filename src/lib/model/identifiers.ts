import { z } from 'zod';

/** Surveys, indicators, territories, files: lower case, digits and hyphens. */
export const slug = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not lower-case letters, digits and hyphens');

/** A concept id is a column name in the published files: lower case, digits and underscores. */
export const conceptId = z
	.string()
	.regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'not lower-case letters, digits and underscores');

/** ISO 3166-1 alpha-3, in capitals; XAA to XZZ are left by the standard for the user: fictional. */
export const countryCode = z.string().regex(/^[A-Z]{3}$/, 'not an ISO 3166-1 alpha-3 code');

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hexadecimal');

export const isoDate = z.iso.date();

/** Whom a question is about and whom a weight stands for. */
export const unitId = z.enum(['person', 'household', 'event']);
