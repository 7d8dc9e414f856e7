import { describe, expect, test } from 'vitest';
import { XmlParts } from '#lib/readers/xml/xml-parts.ts';
import { xmlItems } from '../../support/xml-documents.ts';

async function parts(document: string, { anyNamespace = true } = {}): Promise<XmlParts> {
	const [item] = await xmlItems(document, ['a']);
	if (item?.kind !== 'element') throw new Error('no element');
	return new XmlParts(item.element, anyNamespace ? undefined : item.element.namespace);
}

function ignored(read: XmlParts): Record<string, number> {
	const counts = new Map<string, number>();
	read.countIgnored(counts);
	return Object.fromEntries(counts);
}

describe('XmlParts', () => {
	test('counts what nobody asked for by its place', async () => {
		const read = await parts('<a x="1" y="2">stray<b z="3">t<c/><c/></b><b/><d><e/></d></a>');
		read.attribute('x');
		for (const b of read.all('b')) b.all('nothing');
		expect(ignored(read)).toEqual({
			...{ '@y': 1, 'text()': 1, d: 1 },
			...{ 'b/@z': 1, 'b/text()': 1, 'b/c': 2 }
		});
	});

	test('has nothing left when all was asked for', async () => {
		const read = await parts('<a x="1">\n<b>one <i>two</i></b>\n</a>');
		read.attribute('x');
		expect(read.one('b')?.text).toBe('one two');
		expect(ignored(read)).toEqual({});
	});

	test('counts the second of what may stand once', async () => {
		const read = await parts('<a><b>1</b><b>2</b><b>3</b></a>');
		expect(read.one('b')?.text).toBe('1');
		expect(ignored(read)).toEqual({ b: 2 });
	});

	test('leaves elements of another namespace alone where they are extensions', async () => {
		const document = '<a xmlns:p="urn:p"><p:b>1</p:b><b>2</b></a>';
		const strict = await parts(document, { anyNamespace: false });
		expect(strict.all('b').map(({ text }) => text)).toEqual(['2']);
		expect(ignored(strict)).toEqual({ b: 1 });
		expect((await parts(document)).all('b').map(({ text }) => text)).toEqual(['1', '2']);
	});

	test('takes the language of the nearest element that says one', async () => {
		const read = await parts('<a xml:lang="es"><b/><c xml:lang=""><d/></c><e xml-lang="pt"/></a>');
		expect(read.one('b')?.language).toBe('es');
		expect(read.one('c')?.one('d')?.language).toBeUndefined();
		expect(read.one('e')?.language).toBe('pt');
		expect(ignored(read)).toEqual({});
	});
});
