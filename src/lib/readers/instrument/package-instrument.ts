import { z } from 'zod';
import { dataPackage } from '#lib/model/instrument/data-package.ts';
import { freeName } from '#lib/model/instrument/instrument-edits.ts';
import {
	type Instrument,
	choiceList,
	instrumentLanguage,
	instrumentName,
	noLanguage,
	texts
} from '#lib/model/instrument/instrument.ts';
import { fileFaults, withConditions } from './finished-instrument.ts';
import { InstrumentError } from './instrument-error.ts';
import type { ImportProblem, InstrumentReading } from './instrument-reading.ts';
import { wholeLeftOver } from './left-over.ts';
import { PackageItems } from './package-items.ts';

/** As much of a descriptor as is needed to find the fields of a table; the rest may be wrong. */
const loose = z.looseObject({
	resources: z.array(z.unknown()).min(1),
	name: z.unknown().optional(),
	title: z.unknown().optional(),
	version: z.unknown().optional(),
	atalaya: z.unknown().optional()
});
const withFields = z.looseObject({ schema: z.looseObject({ fields: z.array(z.unknown()) }) });

/**
 * A questionnaire out of the descriptor of a Data Package: a question a field of its first table.
 * What breaks the rules of the standard is a problem by its path, and all else is read.
 * @throws InstrumentError where nothing has fields.
 */
export function packageInstrument(json: unknown, fileName: string): InstrumentReading {
	const given = loose.safeParse(json).data;
	const tables = (given?.resources ?? []).map((one) => withFields.safeParse(one).data);
	const at = tables.findIndex((one) => one !== undefined);
	if (!given || at === -1)
		throw new InstrumentError(
			'no-package',
			`no Data Package, for no resource of it has schema.fields: ${fileName}`
		);
	const own = z
		.looseObject({ lists: z.unknown().optional(), outline: z.unknown().optional() })
		.safeParse(given.atalaya);
	const languages = languagesOf(given.atalaya);
	const read = new PackageItems(tables[at]?.schema.fields ?? [], {
		path: `resources[${at}].schema.fields`,
		...{ language: languages[0]!.id, outline: own.data?.outline },
		lists: z
			.array(z.unknown())
			.catch([])
			.parse(own.data?.lists)
			.flatMap((one) => choiceList.safeParse(one).data ?? [])
	});
	const instrument = withConditions(
		{ ...aboutOf(given, fileName, languages), languages, lists: read.lists, items: read.items },
		read.relevant
	);
	const faults = fileFaults(instrument).map(({ kind, item = '', what }): ImportProblem => {
		const path = read.paths.get(item);
		const problem = { reason: kind, what, message: `${kind}: ${item} ${what}` };
		return { ...problem, ...(path !== undefined && { path }) };
	});
	return {
		...{ format: 'data-package', instrument },
		problems: [...ruleProblems(json), ...read.problems, ...faults],
		ignored: tables
			.flatMap((_, i) => (i === at ? [] : [[`resources[${i}]`, 1] as const]))
			.map(([place, count]): [string, number] => [place, count])
	};
}

function ruleProblems(json: unknown): ImportProblem[] {
	const issues = dataPackage.safeParse(json).error?.issues ?? [];
	return issues.map(({ path, message }) => {
		const place = path
			.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
			.join('')
			.replace(/^\./, '');
		return { reason: 'value', path: place, what: message, message: `${place}: ${message}` };
	});
}

function languagesOf(atalaya: unknown): Instrument['languages'] {
	const own = wholeLeftOver(atalaya).languages?.map(({ id, name }) => ({ id, name })) ?? [];
	const read = z
		.array(instrumentLanguage)
		.min(1)
		.safeParse([...new Map(own.map((one) => [one.id, one] as const)).values()]);
	return read.data ?? [{ id: noLanguage, name: noLanguage }];
}

function aboutOf(
	{ name, title, version, atalaya }: z.infer<typeof loose>,
	fileName: string,
	languages: Instrument['languages']
): Pick<Instrument, 'id' | 'version' | 'title' | 'kept'> {
	const own = z
		.looseObject({ id: z.unknown().optional(), title: z.unknown().optional() })
		.safeParse(atalaya).data;
	const plain = fileName.replace(/\.[^.]*$/, '') || fileName;
	const id = [own?.id, name, plain].find((one) => typeof one === 'string' && one.trim() !== '');
	const called = z.string().trim().min(1).safeParse(title).data;
	const { kept } = wholeLeftOver(atalaya);
	const all = {
		...texts.catch({}).parse(own?.title),
		...(called !== undefined && { [languages[0]!.id]: called })
	};
	return {
		id: instrumentName.safeParse(id).data ?? freeName(String(id), new Set()),
		...(typeof version === 'string' && { version }),
		title: Object.keys(all).length > 0 ? all : { [languages[0]!.id]: plain },
		...(kept && { kept })
	};
}
