import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { concept } from '#lib/model/concept.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { OwnCard, OwnDeclaration } from '#lib/model/own-file.ts';
import type { OwnFileClient } from '#lib/workers/own-file-client.ts';
import { ownCatalogue, ownSurveyId } from './own-catalogue.ts';

/** A file that may be taken away. */
export interface DraftFile {
	readonly name: string;
	readonly label: string;
	readonly href: string;
}

interface DraftOptions {
	readonly client: Pick<OwnFileClient, 'check' | 'draft'>;
	readonly declaration: OwnDeclaration;
	readonly locale: Locale;
	/** Address of the catalogue of the release, for the concepts that a draft proposes. */
	readonly catalogue: string;
}

const known = z.object({ concepts: z.array(concept) });

/** Concepts of the release are proposed where they can be fetched: a draft can do without. */
const releaseConcepts = (catalogue: string) =>
	fetch(catalogue)
		.then(async (response) => known.parse(await response.json()).concepts)
		.catch(() => []);

/** The drafts by a declaration: survey.yaml alone, and with its concepts as a folder. */
export async function draftFiles(options: DraftOptions): Promise<DraftFile[]> {
	const { client, declaration, locale, catalogue } = options;
	const declared = await client.check(declaration);
	const made = ownCatalogue({ declaration, declared, quality: [], locale });
	const note = made.surveys[0]?.designNote?.[locale];
	const draft = await client.draft({
		...{ declaration, locale, concepts: await releaseConcepts(catalogue) },
		// A question with one answer is no concept of a survey.
		own: made.concepts.filter((one) => concept.safeParse(one).success),
		...(note !== undefined && { note })
	});
	const id = ownSurveyId(declaration.file.name);
	const yaml = (name: string, label: string, text: string) => ({
		...{ name, label },
		href: `data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`
	});
	return [
		yaml('survey.yaml', m.own_draft({}, { locale }), draft.survey),
		...(draft.questions === undefined
			? []
			: [yaml('questions.yaml', m.own_draft_questions({}, { locale }), draft.questions)]),
		{
			name: `${id}.zip`,
			label: m.own_draft_folder({}, { locale }),
			href: await folderAddress(id, draft)
		}
	];
}

interface Texts {
	readonly survey: string;
	readonly concepts: readonly { readonly id: string; readonly text: string }[];
}

/** The texts as they lie in `data/`, packed. */
async function folderAddress(id: string, { survey, concepts }: Texts): Promise<string> {
	const { strToU8, zipSync } = await import('fflate');
	const files = [
		[`surveys/${id}/survey.yaml`, survey] as const,
		...concepts.map((one) => [`concepts/${one.id}.yaml`, one.text] as const)
	];
	const bytes = zipSync(
		Object.fromEntries(files.map(([path, text]) => [path, strToU8(text)])),
		// The same declaration gives the same bytes.
		{ mtime: new Date(1980, 0, 1) }
	);
	const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
	return `data:application/zip;base64,${btoa(binary)}`;
}

const fields: readonly (keyof OwnCard)[] = [
	...(['title', 'country', 'producer', 'start', 'end', 'mode'] as const),
	...(['universe', 'licence', 'citation'] as const)
];

/** How many fields of the card nobody filled in. */
export const blankFields = (card: OwnCard): number =>
	fields.filter((field) => (card[field] ?? '').trim() === '').length;
