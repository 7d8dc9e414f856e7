/** A country on a grid of equal tiles: about where it lies, and as large as any other. */
export interface CountryCell {
	/** ISO 3166-1 alpha-3. */
	readonly country: string;
	/** What stands on the tile: ISO 3166-1 alpha-2. */
	readonly code: string;
	readonly block: CountryBlock;
	readonly row: number;
	readonly column: number;
	/** Shown only where there is a figure: no member of the block, though its sources speak of it. */
	readonly isGuest: boolean;
}

/** The Community of Latin American and Caribbean States; the European Union. */
export const countryBlocks = ['celac', 'eu'] as const;
export type CountryBlock = (typeof countryBlocks)[number];

/** Every island state of the Caribbean has a tile of its own, in the arc in which they lie. */
const celac = `
	MEX:MX ...... ...... ...... BHS:BS ...... ...... ......
	...... BLZ:BZ ...... CUB:CU ...... ...... KNA:KN ATG:AG
	GTM:GT HND:HN ...... JAM:JM HTI:HT DOM:DO ...... DMA:DM
	SLV:SV NIC:NI ...... ...... ...... ...... VCT:VC LCA:LC
	...... CRI:CR PAN:PA ...... ...... ...... GRD:GD BRB:BB
	...... ...... ...... COL:CO VEN:VE ...... TTO:TT ......
	...... ...... ECU:EC PER:PE BRA:BR GUY:GY SUR:SR ......
	...... ...... ...... BOL:BO PRY:PY ...... ...... ......
	...... ...... ...... CHL:CL ARG:AR URY:UY ...... ......`;

const eu = `
	...... ...... ...... NOR:NO SWE:SE FIN:FI ......
	...... ...... ...... ...... ...... EST:EE ......
	IRL:IE ...... ...... DNK:DK ...... LVA:LV ......
	...... ...... NLD:NL DEU:DE POL:PL LTU:LT ......
	...... BEL:BE LUX:LU CZE:CZ SVK:SK ...... ......
	...... FRA:FR ...... AUT:AT HUN:HU ROU:RO ......
	PRT:PT ESP:ES ITA:IT SVN:SI HRV:HR BGR:BG ......
	...... ...... MLT:MT ...... ...... GRC:GR TUR:TR
	...... ...... ...... ...... ...... ...... CYP:CY`;

/** They report to the European Union Drugs Agency. */
const guests = ['NOR', 'TUR'];

const cellsOf = (block: CountryBlock, grid: string): CountryCell[] =>
	grid
		.trim()
		.split('\n')
		.flatMap((line, row) =>
			line
				.trim()
				.split(' ')
				.flatMap((text, column) => {
					const [country = '', code] = text.split(':');
					if (code === undefined) return [];
					return [{ country, code, block, row, column, isGuest: guests.includes(country) }];
				})
		);

export const countryCells: readonly CountryCell[] = [
	...cellsOf('celac', celac),
	...cellsOf('eu', eu)
];
