import { choices } from '#lib/model/nearest-name.ts';

/** What the type column of a row says. */
export type FormType =
	| { readonly kind: 'begin' | 'end'; readonly block: 'group' | 'repeat' }
	| {
			readonly kind: 'question';
			/** One name for each type: `select_one`, `datetime`, `text`... */
			readonly type: string;
			/** The choice list of a select, or the file or question its choices come from. */
			readonly list?: { readonly from: 'choices' | 'file' | 'answers'; readonly name: string };
			/** Whether an "other" with a text is added to the choices. */
			readonly orOther: boolean;
	  }
	| { readonly kind: 'unknown'; readonly message: string };

/** Types of XLSForm (xlsform.org, "Question types" and "Metadata"). */
const types: ReadonlySet<string> = new Set([
	...['integer', 'decimal', 'range', 'text', 'note', 'geopoint', 'geotrace', 'geoshape', 'date'],
	...['time', 'datetime', 'image', 'audio', 'background-audio', 'video', 'file', 'barcode'],
	...['calculate', 'acknowledge', 'hidden', 'xml-external', 'csv-external', 'start', 'end'],
	...['today', 'deviceid', 'phonenumber', 'username', 'email', 'audit', 'start-geopoint'],
	...['background-geopoint', 'subscriberid', 'simserial', 'percentage', 'osm']
]);
const older: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ int: 'integer', string: 'text', photo: 'image', gps: 'geopoint', location: 'geopoint' },
		...{ date_time: 'datetime', trigger: 'acknowledge', imei: 'deviceid', device_id: 'deviceid' },
		...{ phone_number: 'phonenumber', start_time: 'start', end_time: 'end' }
	})
);

/** Types that nobody is asked, so that they need no label. */
export const silentTypes: ReadonlySet<string> = new Set([
	...['calculate', 'hidden', 'start', 'end', 'today', 'deviceid', 'phonenumber', 'username'],
	...['email', 'audit', 'start-geopoint', 'background-geopoint', 'background-audio'],
	...['subscriberid', 'simserial', 'xml-external', 'csv-external']
]);

const selects: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ select_one: 'select_one', select1: 'select_one', select_one_from: 'select_one' },
		...{ select_one_using: 'select_one', select_one_from_file: 'select_one_from_file' },
		...{ select_one_external: 'select_one_external', select_multiple: 'select_multiple' },
		...{ select_multiple_from: 'select_multiple', select_multiple_using: 'select_multiple' },
		...{ select_all_that_apply: 'select_multiple', rank: 'rank' },
		select_all_that_apply_from: 'select_multiple',
		select_multiple_from_file: 'select_multiple_from_file'
	})
);

const block = /^(begin|end)[ _](group|repeat|lgroup|looped[ _]group)$/i;
const orOther = / (?:or specify other|or_other|or other)$/i;

export function formType(written: string): FormType {
	const type = written.trim().replace(/\s+/g, ' ');
	const [, edge, of] = block.exec(type) ?? [];
	if (edge && of)
		return {
			kind: edge.toLowerCase() === 'begin' ? 'begin' : 'end',
			block: of.toLowerCase() === 'group' ? 'group' : 'repeat'
		};
	return selectType(type) ?? plainType(type);
}

function selectType(type: string): FormType | undefined {
	const words = type.replace(orOther, '').split(' ');
	const name = words.at(-1) ?? '';
	const command = words.slice(0, -1).join('_').toLowerCase();
	const select = selects.get(command);
	if (select !== undefined) {
		const from = name.startsWith('${')
			? 'answers'
			: /file$|external$/.test(select)
				? 'file'
				: 'choices';
		return { kind: 'question', type: select, list: { from, name }, orOther: orOther.test(type) };
	}
	if (selects.has(words.join('_').toLowerCase()))
		return { kind: 'unknown', message: `select without the name of its list: ${type}` };
	return undefined;
}

function plainType(type: string): FormType {
	const name = type.replaceAll(' ', '_').toLowerCase();
	const known = older.get(name) ?? name;
	if (types.has(known)) return { kind: 'question', type: known, orOther: false };
	const shown = type.slice(0, 60);
	const all = [...types, ...new Set(selects.values()), 'begin_group', 'begin_repeat'];
	return {
		kind: 'unknown',
		message: `no type of XLSForm, known are ${choices(shown, all)}: ${shown}`
	};
}
