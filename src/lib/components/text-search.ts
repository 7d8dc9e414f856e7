/** Without accents and capitals: "Percepción" is found by "percepcion". */
const plain = (text: string) =>
	text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase();

/** Whether a text has every word of a search, in any order. */
export function textSearch(search: string): (text: string) => boolean {
	const words = plain(search)
		.split(/\s+/)
		.filter((word) => word !== '');
	return (text) => {
		const said = plain(text);
		return words.every((word) => said.includes(word));
	};
}
