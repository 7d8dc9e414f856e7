import { z } from 'zod';
import { isoDate, sha256, slug, unitId } from './identifiers.ts';
import { tier } from './survey.ts';

export const schemaVersion = 1;

export const profile = z.enum(['local', 'public']);
export type Profile = z.infer<typeof profile>;

/** What some columns of a large Parquet file are checked by, where the rest is not fetched. */
export const fileParts = z.strictObject({
	/** Its last bytes, which say where all else lies. */
	footer: z.strictObject({ bytes: z.int().positive(), sha256 }),
	/** Of all bytes of a column, in the order of the file. */
	columns: z.record(z.string(), sha256)
});
export type FileParts = z.infer<typeof fileParts>;

export const artefact = z.strictObject({
	/** Relative to the folder of the release. */
	path: z.string().min(1),
	/** respondents-csv: the rows of an open survey once more, as text; shapes: where territories lie; panel: units of a programme by period; framework: what a programme set out to do, and blank forms; questionnaire: blank, of a register or a series. */
	kind: z.enum([
		...['respondents', 'respondents-csv', 'estimates', 'comparisons', 'replicates'],
		...[
			'series',
			'baselines',
			'report',
			'release',
			'catalogue',
			'page',
			'shapes',
			'panel',
			'framework',
			'questionnaire'
		]
	] as const),
	tier,
	rows: z.int().nonnegative(),
	bytes: z.int().nonnegative(),
	sha256,
	/** Of large Parquet files only. */
	parts: fileParts.optional(),
	licence: z.string().min(1),
	source: z.string().min(1),
	survey: slug.optional(),
	unit: unitId.optional()
});
export type Artefact = z.infer<typeof artefact>;

/** A file of a release, and what it is checked by. */
export const releaseFile = artefact.pick({ path: true, bytes: true, sha256: true, parts: true });
export type ReleaseFile = z.infer<typeof releaseFile>;

export const surveyStatus = z.enum(['built', 'source-not-present', 'not-published']);

/** `manifest.json`: what a release consists of, and nothing else belongs to it. */
export const manifest = z.strictObject({
	schemaVersion: z.literal(schemaVersion),
	release: slug,
	date: isoDate,
	profile,
	surveys: z.array(z.strictObject({ id: slug, status: surveyStatus })),
	artefacts: z.array(artefact)
});
export type Manifest = z.infer<typeof manifest>;

/** `current.json`, the only file that changes in place: which release stands, and its folder. */
export const current = z.strictObject({
	release: slug,
	/** Below the folder of the releases; it names the content, so that a host may cache it for good. */
	path: z.string().regex(/^[a-z0-9-]+\.[0-9a-f]{12}$/)
});
export type Current = z.infer<typeof current>;
