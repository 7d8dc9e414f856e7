const numbered = (last: number, more: readonly string[] = []) =>
	new Set([...Array.from({ length: last }, (_, i) => String(i + 1)), ...more]);

/** ISO 639-1, which the code list Language of IATI 2.03 is. */
const languages = new Set(
	(
		'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ' +
		'ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik ' +
		'io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml ' +
		'mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd ' +
		'se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi ' +
		'vo wa wo xh yi yo za zh zu'
	).split(' ')
);

/** A media type by its form and its IANA tree: the list of subtypes grows every week. */
const mediaType =
	/^(application|audio|font|image|message|model|multipart|text|video)\/[A-Za-z0-9][\w.+-]*$/;

/** The code lists of IATI 2.03 that results use: whether a code is one of them. */
export const codeLists = {
	ResultType: isIn(numbered(3, ['9'])),
	IndicatorMeasure: isIn(numbered(5)),
	DescriptionType: isIn(numbered(4)),
	IndicatorVocabulary: isIn(numbered(9, ['99'])),
	ResultVocabulary: isIn(new Set(['99'])),
	FileFormat: (code: string) => mediaType.test(code),
	DocumentCategory: (code: string) => /^(A(0[1-9]|1[0-2])|B(0[1-9]|1[0-8]))$/.test(code),
	Language: (code: string) => languages.has(code.toLowerCase())
} as const;

export type CodeList = keyof typeof codeLists;

function isIn(codes: ReadonlySet<string>) {
	return (code: string) => codes.has(code);
}
