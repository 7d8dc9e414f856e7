import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullText, xmlElements } from '#lib/readers/xml/xml-elements.ts';
import { type XmlLimits, xmlLimits } from '#lib/readers/xml/xml.ts';
import { bytesSource, textSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { type Tree, treeOf, xmlItems, xmlTree } from '../../support/xml-documents.ts';

const limited = (limits: Partial<XmlLimits>): XmlLimits => ({ ...xmlLimits, ...limits });

describe('xmlElements', () => {
	test('gives texts and elements in their order, CDATA as text, comments gone', async () => {
		const tree = await xmlTree(
			'<a x="1">one<!-- no --> two<b/> <![CDATA[<i>&amp;]]>&lt;&#243;&#xF3;<?no no?></a>'
		);
		expect(tree).toEqual(['a', { x: '1' }, 'one two', ['b', {}], ' <i>&amp;<óó']);
	});

	test('normalises line breaks and attributes as XML 1.0 says', async () => {
		expect(await xmlTree('<a x="1\r\n2\t3">a\r\nb\rc</a>')).toEqual([
			'a',
			{ x: '1 2 3' },
			'a\nb\nc'
		]);
	});

	test('knows elements by their names without prefix, and their namespaces', async () => {
		const items = await xmlItems(
			'<d:x xmlns:d="urn:d" xmlns="urn:e"><d:a d:k="1" xml:lang="es"><a/></d:a></d:x>',
			['a']
		);
		const found = items.map((item) => (item.kind === 'element' ? item.element : undefined));
		expect(found[1]).toMatchObject({ name: 'a', namespace: 'urn:d' });
		expect([...(found[1]?.attributes ?? [])]).toEqual([
			['d:k', '1'],
			['xml:lang', 'es']
		]);
		expect(found[1]?.content).toMatchObject([{ name: 'a', namespace: 'urn:e' }]);
	});

	test('gives the starts of what is around, and its text where it is not blank', async () => {
		const items = await xmlItems('<x v="2">\n stray <y><a>1</a></y> <z/><a>2</a></x>', ['a']);
		expect(
			items.map((item) =>
				item.kind === 'text'
					? item.text
					: item.kind === 'start'
						? item.tag.name
						: treeOf(item.element)
			)
		).toEqual(['x', '\n stray ', 'y', ['a', {}, '1'], 'z', ['a', {}, '2']]);
	});

	test('says the line where the name of an element stands', async () => {
		const [item] = await xmlItems('<?xml version="1.0"?>\r\n<a\n x="1"\n><b\n/><c/>\n<d></d></a>', [
			'a'
		]);
		if (item?.kind !== 'element') throw new Error('no element');
		const lines = item.element.content.flatMap((part) =>
			typeof part === 'string' ? [] : part.line
		);
		expect([item.element.line, ...lines]).toEqual([2, 4, 5, 6]);
	});

	test('passes an element on before the document has ended', async () => {
		const source = textSource(`<x>${'<a>1</a>'.repeat(20_000)}</y>`);
		const found: string[] = [];
		const reading = async () => {
			for await (const { kind } of xmlElements(source, new Set(['a']))) found.push(kind);
		};
		await expect(reading()).rejects.toThrow('unexpected close tag');
		expect(found.filter((kind) => kind === 'element').length).toBeGreaterThan(15_000);
	});

	test('reads what was written, however it was written and cut', async () => {
		await fc.assert(
			fc.asyncProperty(written, fc.integer({ min: 1, max: 9 }), async ({ tree, text }, piece) => {
				expect(await xmlTree(bytesSource(utf8(text), piece))).toEqual(tree);
			}),
			{ numRuns: 60 }
		);
	});
});

/** A text and one of the ways to write it. */
const writtenText = fc
	.array(fc.constantFrom('x', 'ñ', '€', '😀', '<', '&', '>', ']]', '"', ' ', '\n'), {
		maxLength: 8
	})
	.chain((letters) =>
		fc.record({
			text: fc.constant(letters.join('')),
			form: fc.constantFrom('escaped', 'cdata', 'references', 'commented')
		})
	);

function writtenAs({ text, form }: { text: string; form: string }): string {
	const escaped = text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
	if (form === 'cdata') return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
	if (form === 'references')
		return Array.from(text, (c) => `&#x${(c.codePointAt(0) ?? 0).toString(16)};`).join('');
	return form === 'commented' ? `<!-- > -->${escaped}` : escaped;
}

interface Written {
	readonly tree: Tree;
	readonly text: string;
}

/** An element that holds a text and then others; a line break in an attribute is a reference. */
function writtenElement(
	attribute: { text: string } | undefined,
	before: { text: string; form: string },
	inner: readonly Written[]
): Written {
	const attributes: Record<string, string> = attribute ? { 'x-1': attribute.text } : {};
	const start = attribute
		? `<a\n x-1 = '${writtenAs({ ...attribute, form: 'references' })}'>`
		: '<a>';
	const texts = before.text === '' ? [] : [before.text];
	return {
		tree: ['a', attributes, ...texts, ...inner.map(({ tree }) => tree)],
		text: `${start}${writtenAs(before)}${inner.map(({ text }) => text).join('')}</a\n>`
	};
}

const { written } = fc.letrec<{ written: Written; inner: Written[] }>((tie) => ({
	written: fc
		.tuple(fc.option(writtenText, { nil: undefined }), writtenText, tie('inner'))
		.map((parts) => writtenElement(...parts)),
	inner: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.constant<Written[]>([]),
		fc.array(tie('written'), { minLength: 1, maxLength: 2 })
	)
}));

const laughs = `<!DOCTYPE a [<!ENTITY l "ha">${Array.from(
	{ length: 9 },
	(_, i) => `<!ENTITY l${i} "${`&l${i === 0 ? '' : i - 1};`.repeat(10)}">`
).join('')}]><a>&l8;</a>`;

describe('xmlElements of a document that means harm', () => {
	test.each([
		['a billion laughs', laughs],
		['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
		[
			'an external subset',
			'<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>'
		]
	])('refuses %s', async (_, document) => {
		await expect(xmlItems(document)).rejects.toThrow(/declaration refused.*: line \d$/);
	});

	test('knows no entity but those of XML', async () => {
		await expect(xmlItems('<a>\n&nbsp;</a>')).rejects.toThrow(
			'XML not well-formed in line 2, column 6 inside <a> of line 1: undefined entity'
		);
	});

	test('refuses 100,000 elements inside one another', async () => {
		const deep = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
		await expect(xmlItems(deep, ['a'])).rejects.toThrow('too many elements inside one another');
		await expect(xmlItems(deep)).rejects.toThrow('more than 100');
	});

	test.each([
		[
			'attributes',
			{ maxAttributes: 3 },
			'<a x1="" x2="" x3="" x4=""/>',
			'attributes of one element'
		],
		['a text', { maxText: 1000 }, `<a>${'x'.repeat(200_000)}</a>`, 'characters of one text'],
		[
			'an attribute',
			{ maxText: 1000 },
			`<a x="${'x'.repeat(200_000)}"/>`,
			'characters of one text'
		],
		[
			'a comment',
			{ maxText: 1000 },
			`<a><!--${'x'.repeat(200_000)}--></a>`,
			'characters of one text'
		],
		['a name', { maxText: 1000 }, `<${'x'.repeat(200_000)}/>`, 'characters of one text'],
		[
			'elements',
			{ maxElements: 3 },
			'<a><b/><b/><b/></a>',
			'<a> of line 1 holds more than 3 elements'
		],
		['texts', { maxCharacters: 30 }, `<a>${'<b>text</b>'.repeat(8)}</a>`, 'or 30 characters'],
		[
			'texts in parts',
			{ maxCharacters: 30 },
			`<a>${'text<!---->'.repeat(8)}</a>`,
			'or 30 characters'
		],
		['bytes', { maxBytes: 20 }, `<a>${'<b/>'.repeat(20)}</a>`, 'longer than 20 bytes']
	])('limits %s', async (_, limits, document, message) => {
		await expect(xmlItems(document, ['a'], limited(limits))).rejects.toThrow(message);
		expect(await xmlItems(document, ['a'])).toHaveLength(1);
	});

	test('counts what one element or text holds, not what all hold', async () => {
		const many = `<x>${'<a k="1"><!-- 20 characters --><b/><?and 20 more ?>text</a>'.repeat(50)}</x>`;
		const limits = { maxElements: 2, maxCharacters: 6, maxAttributes: 1, maxText: 60 };
		const source = bytesSource(utf8(many), 40);
		expect(await xmlItems(source, ['a'], limited(limits))).toHaveLength(51);
		const remarks = `<a>${'<!-- 20 characters -->'.repeat(50)}${'<?and 20 more ?>'.repeat(50)}</a>`;
		const read = xmlItems(bytesSource(utf8(remarks), 40), ['a'], limited(limits));
		expect(await read).toHaveLength(1);
	});
});

describe('xmlElements of a document that is not well-formed', () => {
	test.each([
		['<a><b>\n</a></b>', 'line 2, column 4 inside <b> of line 1: unexpected close tag'],
		['<a x="1" x="2"/>', 'duplicate attribute: x'],
		['<a x=1/>', 'unquoted attribute value'],
		['<a x="<"/>', 'disallowed character'],
		['<a>]]></a>', 'disallowed in char data'],
		['<a>\u0001</a>', 'disallowed character'],
		['<a>&#0;</a>', 'malformed character entity'],
		['<a/><a/>', 'only one root'],
		['<a/>text', 'outside of root'],
		['<p:a/>', 'unbound namespace prefix: "p"'],
		[' <?xml version="1.0"?><a/>', 'must be at the start'],
		['name,age\n1,2\n', 'outside of root']
	])('refuses %j', async (document, message) => {
		await expect(xmlItems(document, ['a'])).rejects.toThrow(message);
	});

	test.each([
		['<a>\n<b>text', 'ends in line 2 inside <b> of line 2; the file may be cut'],
		['<a>\n<b></b>\n', 'ends in line 3 inside <a> of line 1; the file may be cut'],
		['<!-- a --', 'the file may be cut'],
		['  \n', 'the file may be cut']
	])('says that %j is cut', async (document, message) => {
		await expect(xmlItems(document, ['a'])).rejects.toThrow(message);
	});
});

describe('xmlElements of mutants', () => {
	test('end with a document or with a DataError', async () => {
		const document = utf8(
			`<?xml version="1.0" encoding="UTF-8"?>\n<x xmlns:p="urn:p"><!-- ñ -->
			<a p:k="1&amp;2" l='"'>ä&#233;<![CDATA[<br>]]]]><b/><p:c>€😀</p:c></a><?pi x?></x>`
		);
		const readings = [...mutants(document, { count: 2000, seed: 4 })].map((mutant) => async () => {
			for (const item of await xmlItems(bytesSource(mutant, 64), ['a']))
				if (item.kind === 'element') fullText(item.element);
		});
		expect(await answered(readings)).toBeGreaterThan(50);
	}, 30_000);
});
