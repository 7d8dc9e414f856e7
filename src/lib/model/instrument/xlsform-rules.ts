import { namesIn } from './condition.ts';

/** A sheet of a workbook as it lies there: row 1 is the header. */
export interface RuledSheet {
	readonly name: string;
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

interface RuleFault {
	readonly rule: string;
	readonly sheet: string;
	/** As a spreadsheet counts them; absent: of the whole sheet. */
	readonly row?: number;
	readonly what: string;
}

interface Rule {
	readonly id: string;
	/** Where it is published: a section of xlsform.org, or what pyxform, which all servers use, refuses. */
	readonly source: string;
	readonly faults: (form: Form) => readonly Omit<RuleFault, 'rule'>[];
}

interface Line {
	readonly row: number;
	readonly cell: (header: string) => string;
	/** In any language. */
	readonly any: (field: string) => string;
}

interface Form {
	readonly sheets: ReadonlyMap<string, RuledSheet>;
	readonly survey: readonly Line[];
	readonly choices: readonly Line[];
	readonly settings: readonly Line[];
}

const linesOf = (sheet: RuledSheet | undefined): Line[] =>
	(sheet?.rows ?? []).map((cells, i) => ({
		row: i + 2,
		cell: (header) => cells[sheet?.header.indexOf(header) ?? -1]?.trim() ?? '',
		any: (field) =>
			(sheet?.header ?? [])
				.map((header, at) => (fieldOf(header) === field ? (cells[at]?.trim() ?? '') : ''))
				.find((text) => text !== '') ?? ''
	}));

const fieldOf = (header: string) => header.split('::')[0] ?? '';
const wordsOf = (line: Line) => line.cell('type').split(/\s+/);
const isBlock = (line: Line) => /^(begin|end)[_ ](group|repeat)$/.test(line.cell('type'));
const isEnd = (line: Line) => line.cell('type').startsWith('end_');

/** xlsform.org, "Question types" and "Metadata". */
const plainTypes: ReadonlySet<string> = new Set([
	...['integer', 'decimal', 'range', 'text', 'note', 'geopoint', 'geotrace', 'geoshape', 'date'],
	...['time', 'dateTime', 'datetime', 'image', 'audio', 'background-audio', 'video', 'file'],
	...['barcode', 'calculate', 'acknowledge', 'hidden', 'xml-external', 'csv-external', 'start'],
	...['end', 'today', 'deviceid', 'phonenumber', 'username', 'email', 'audit', 'start-geopoint']
]);
const selects: ReadonlySet<string> = new Set(['select_one', 'select_multiple', 'rank']);
const fileSelects: ReadonlySet<string> = new Set([
	...['select_one_from_file', 'select_multiple_from_file', 'select_one_external']
]);
const unseen: ReadonlySet<string> = new Set([
	...['calculate', 'hidden', 'start', 'end', 'today', 'deviceid', 'phonenumber', 'username'],
	...['email', 'audit', 'start-geopoint', 'background-audio', 'xml-external', 'csv-external']
]);
/** An XML name without a colon: what is asked becomes an element of the form. */
const elementName = /^[\p{L}_][\p{L}\p{N}\p{M}_.-]*$/u;

const required: Readonly<Record<string, readonly string[]>> = {
	survey: ['type', 'name', 'label'],
	choices: ['list_name', 'name', 'label']
};

const surveyFaults =
	(isFault: (line: Line, form: Form) => string | undefined) =>
	(form: Form): Omit<RuleFault, 'rule'>[] =>
		form.survey.flatMap((line) => {
			const what = isFault(line, form);
			return what === undefined ? [] : [{ sheet: 'survey', row: line.row, what }];
		});

/** The published rules of XLSForm that bear on what is written here. */
export const xlsFormRules: readonly Rule[] = [
	{
		id: 'columns',
		source: 'xlsform.org, Basic format',
		faults: ({ sheets, survey }) =>
			Object.entries(required).flatMap(([sheet, fields]) => {
				const isNeeded =
					sheet === 'survey' || survey.some((line) => selects.has(wordsOf(line)[0] ?? ''));
				const there = new Set(sheets.get(sheet)?.header.map(fieldOf));
				const missing = isNeeded ? fields.filter((field) => !there.has(field)) : [];
				return missing.map((what) => ({ sheet, what }));
			})
	},
	{
		id: 'columns-once',
		source: 'pyxform: a header stands once',
		faults: ({ sheets }) =>
			[...sheets.values()].flatMap(({ name: sheet, header }) =>
				header
					.filter((one, i) => one === '' || header.indexOf(one) !== i)
					.map((what) => ({ sheet, what }))
			)
	},
	{
		id: 'type',
		source: 'xlsform.org, Question types',
		faults: surveyFaults((line) => {
			const [command = '', list, more] = wordsOf(line);
			if (isBlock(line) || (plainTypes.has(command) && list === undefined)) return undefined;
			const isSelect = selects.has(command) || fileSelects.has(command);
			const isEnded = more === undefined || more === 'or_other';
			return isSelect && list !== undefined && isEnded ? undefined : line.cell('type');
		})
	},
	{
		id: 'name',
		source: 'xlsform.org, The survey worksheet; W3C XML Namespaces, NCName',
		faults: surveyFaults((line) =>
			isEnd(line) || elementName.test(line.cell('name')) ? undefined : line.cell('name')
		)
	},
	{
		id: 'name-once',
		source: 'pyxform: names are one of a kind, capitals aside',
		faults: ({ survey }) => {
			const seen = new Set<string>();
			return survey.flatMap((line) => {
				const name = line.cell('name').toLowerCase();
				const isTwice = name !== '' && seen.has(name);
				seen.add(name);
				return isTwice ? [{ sheet: 'survey', row: line.row, what: line.cell('name') }] : [];
			});
		}
	},
	{
		id: 'label',
		source: 'xlsform.org, The survey worksheet',
		faults: surveyFaults((line) => {
			const isSeen = !isBlock(line) && !unseen.has(wordsOf(line)[0] ?? '');
			const isLabelled = ['label', 'hint', 'image', 'audio', 'video'].some((one) => line.any(one));
			return isSeen && !isLabelled ? line.cell('name') : undefined;
		})
	},
	{
		id: 'list',
		source: 'xlsform.org, Multiple choice questions',
		faults: surveyFaults((line, { choices }) => {
			const [command = '', list = ''] = wordsOf(line);
			if (!selects.has(command) || list.startsWith('${')) return undefined;
			return choices.some((choice) => choice.cell('list_name') === list) ? undefined : list;
		})
	},
	{ id: 'choice', source: 'xlsform.org, The choices worksheet', faults: choiceFaults },
	{
		id: 'choice-blank',
		source: 'xlsform.org, Multiple choice questions: codes of several are parted by blanks',
		faults: ({ survey, choices }) => {
			const parted = new Set(
				survey.map(wordsOf).flatMap(([one, list]) => (one === 'select_multiple' ? list : []))
			);
			return choices
				.filter((line) => parted.has(line.cell('list_name')) && /\s/.test(line.cell('name')))
				.map((line) => ({ sheet: 'choices', row: line.row, what: line.cell('name') }));
		}
	},
	{ id: 'blocks', source: 'xlsform.org, Grouping questions', faults: blockFaults },
	{
		id: 'reference',
		source: 'xlsform.org, Relevant',
		faults: ({ survey }) => {
			const names = new Set(survey.map((line) => line.cell('name')));
			return survey.flatMap((line) =>
				['relevant', 'constraint', 'calculation', 'choice_filter', 'repeat_count']
					.flatMap((field) => namesIn(line.cell(field)))
					.filter((name) => !names.has(name))
					.map((what) => ({ sheet: 'survey', row: line.row, what }))
			);
		}
	},
	{
		id: 'self-reference',
		source: 'docs.getodk.org, Form logic: no expression hangs on itself',
		faults: surveyFaults((line) =>
			namesIn(line.cell('relevant')).includes(line.cell('name')) ? line.cell('name') : undefined
		)
	},
	{ id: 'settings', source: 'xlsform.org, The settings worksheet', faults: settingFaults }
];

function choiceFaults({ choices, settings }: Form): Omit<RuleFault, 'rule'>[] {
	const mayRepeat = settings[0]?.cell('allow_choice_duplicates') === 'yes';
	const seen = new Set<string>();
	return choices.flatMap((line) => {
		const [list, name] = [line.cell('list_name'), line.cell('name')];
		const key = JSON.stringify([list, name]);
		const isTwice = seen.has(key) && !mayRepeat;
		seen.add(key);
		const isWhole = list !== '' && name !== '' && line.any('label') !== '';
		return isTwice || !isWhole
			? [{ sheet: 'choices', row: line.row, what: `${list} ${name}`.trim() }]
			: [];
	});
}

function blockFaults({ survey }: Form): Omit<RuleFault, 'rule'>[] {
	const open: Line[] = [];
	const faults: Omit<RuleFault, 'rule'>[] = [];
	for (const line of survey.filter(isBlock)) {
		const type = line.cell('type');
		if (!isEnd(line)) open.push(line);
		else if (open.pop()?.cell('type').slice('begin_'.length) !== type.slice('end_'.length))
			faults.push({ sheet: 'survey', row: line.row, what: type });
	}
	return [
		...faults,
		...open.map((line) => ({ sheet: 'survey', row: line.row, what: line.cell('name') }))
	];
}

function settingFaults({ settings, sheets }: Form): Omit<RuleFault, 'rule'>[] {
	const [line, ...more] = settings;
	if (!line) return [];
	const languages = ['survey', 'choices'].flatMap((sheet) =>
		(sheets.get(sheet)?.header ?? []).flatMap((header) => header.split('::')[1] ?? [])
	);
	const id = line.cell('form_id');
	const language = line.cell('default_language');
	const isUnknown = language !== '' && !languages.includes(language);
	return [
		...(id !== '' && /\s/.test(id) ? [id] : []),
		...(isUnknown ? [language] : []),
		...(more.length > 0 ? ['more than one row'] : [])
	].map((what) => ({ sheet: 'settings', row: line.row, what }));
}

/** Where a workbook breaks the rules; empty for one that every tool of XLSForm takes. */
export function xlsFormFaults(all: readonly RuledSheet[]): RuleFault[] {
	const sheets = new Map(all.map((sheet) => [sheet.name, sheet] as const));
	const form: Form = {
		sheets,
		survey: linesOf(sheets.get('survey')),
		choices: linesOf(sheets.get('choices')),
		settings: linesOf(sheets.get('settings'))
	};
	return xlsFormRules.flatMap(({ id, faults }) =>
		faults(form).map((fault) => ({ rule: id, ...fault }))
	);
}
