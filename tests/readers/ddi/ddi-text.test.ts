import { describe, expect, test } from 'vitest';
import { plainText, textIn } from '#lib/readers/ddi/ddi-text.ts';
import { xmlItems } from '../../support/xml-documents.ts';

async function plain(inside: string): Promise<string> {
	const [item] = await xmlItems(`<a>${inside}</a>`, ['a']);
	return item?.kind === 'element' ? plainText(item.element) : 'no element';
}

describe('plainText', () => {
	test.each([
		['\n   Have you seen\n   drugs sold?  \n', 'Have you seen drugs sold?'],
		['one\n\n  two\n \t\n\nthree', 'one\n\ntwo\n\nthree'],
		['<![CDATA[First.\r\n\r\nSecond\r\nline.]]>', 'First.\n\nSecond line.'],
		['one<br/>two<br/><br/>three', 'one\ntwo\n\nthree'],
		['one\n  <br/>\n  two', 'one\ntwo'],
		['<p>one</p><p>two <emph>three</emph></p>', 'one\n\ntwo three'],
		['<list><itm>a</itm><itm>b</itm></list>', 'a\n\nb'],
		['<row><entry>a</entry><entry>b</entry></row>', 'a b'],
		['a &lt;b class="x"&gt;bold&lt;/b&gt; word', 'a bold word'],
		['one&lt;br /&gt;two&lt;BR&gt;three', 'one\ntwo\nthree'],
		['age &lt;5 or &gt;= 65 &lt;sic&gt;', 'age <5 or >= 65 <sic>'],
		['&amp;iquest;Qu&amp;eacute; a&amp;ntilde;o?&amp;nbsp;&amp;#8364;', '¿Qué año? €'],
		['AT&amp;T &amp;unknown; &amp;toString; &amp;#0;', 'AT&T &unknown; &toString; &#0;'],
		['  \n <br/> ', '']
	])('makes words of %j', async (inside, words) => {
		expect(await plain(inside)).toBe(words);
	});
});

describe('textIn', () => {
	const texts = [
		{ text: 'casa', language: 'es-CO' },
		{ text: 'house', language: 'en' }
	];

	test('finds a language whatever its region, else the first text', () => {
		expect(textIn(texts, 'es')).toBe('casa');
		expect(textIn(texts, 'EN-gb')).toBe('house');
		expect(textIn(texts, 'fr')).toBe('casa');
		expect(textIn([], 'fr')).toBeUndefined();
	});
});
