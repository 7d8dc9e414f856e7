import type { Instrument } from '#lib/model/instrument/instrument.ts';
import { safeName } from '../tables/file-names.ts';

/** What a format has no place for, or other programs pass over. */
export type InstrumentLoss =
	| ('own-columns' | 'empty-lists' | 'unused-lists' | 'empty-sections' | 'line-breaks')
	| ('notes-as-variables' | 'own-notes' | 'own-properties');

export interface InstrumentFormat {
	readonly id: 'xlsform' | 'ddi' | 'data-package';
	/** The end of a file name, with its dots. */
	readonly ending: string;
	readonly mediaType: string;
	/** Gone when the file is read again. */
	readonly loses: readonly InstrumentLoss[];
	/** Read again by us; other programs pass over it. */
	readonly onlyOurs: readonly InstrumentLoss[];
	readonly bytes: (one: Instrument) => Promise<Uint8Array>;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Every way out of a questionnaire; the writers come with the first file that needs them. */
export const instrumentFormats: readonly InstrumentFormat[] = [
	{
		...{ id: 'xlsform', ending: '.xlsx' },
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		...{ loses: ['empty-lists'], onlyOurs: ['own-columns'] },
		bytes: async (one) => (await import('../tables/xlsform-xlsx.ts')).xlsFormXlsx(one)
	},
	{
		...{ id: 'ddi', ending: '.ddi.xml', mediaType: 'application/xml' },
		loses: ['empty-lists', 'unused-lists', 'empty-sections', 'line-breaks'],
		onlyOurs: ['own-notes', 'notes-as-variables'],
		bytes: async (one) => utf8((await import('./ddi-codebook.ts')).ddiCodebookText(one))
	},
	{
		...{ id: 'data-package', ending: '.json', mediaType: 'application/json' },
		...{ loses: [], onlyOurs: ['own-properties'] },
		bytes: async (one) => utf8((await import('./data-package.ts')).instrumentPackageText(one))
	}
];

interface InstrumentFile {
	readonly name: string;
	readonly mediaType: string;
	readonly bytes: Uint8Array;
}

/** The file of a questionnaire in a format; the same questionnaire, the same bytes. */
export async function exportInstrument(
	one: Instrument,
	{ id, ending, mediaType, bytes }: InstrumentFormat
): Promise<InstrumentFile> {
	const parts = [one.id, ...(one.version === undefined ? [] : [one.version])];
	const name = id === 'data-package' ? 'datapackage.json' : `${safeName(parts)}${ending}`;
	return { name, mediaType, bytes: await bytes(one) };
}
