import { type Instrument, instrument } from '#lib/model/instrument/instrument.ts';

/** A questionnaire with all that one can have: sections, routing, languages, missing reasons, ranges. */
export const workedInstrument: Instrument = instrument.parse({
	...{ id: 'barrio_2026', version: '2026.1' },
	title: { es: 'Percepción en el barrio', pt: 'Percepção no bairro' },
	languages: [
		{ id: 'es', name: 'Español' },
		{ id: 'pt', name: 'Português' }
	],
	kept: { style: 'pages' },
	lists: [
		{
			name: 'si_no',
			choices: [
				{ code: '1', label: { es: 'Sí', pt: 'Sim' } },
				{ code: '2', label: { es: 'No', pt: 'Não' } },
				{ code: '98', label: { es: 'No sabe', pt: 'Não sabe' }, missing: 'dont-know' },
				{ code: '99', label: { es: 'No responde', pt: 'Não responde' }, missing: 'refused' }
			]
		},
		{
			name: 'lugares',
			choices: [
				{ code: '01', label: { es: 'La cuadra', pt: 'A quadra' }, kept: { radius: 'block' } },
				{ code: '02', label: { es: 'El barrio', pt: 'O bairro' } }
			]
		}
	],
	items: [
		{
			...{ kind: 'section', name: 'persona' },
			label: { es: 'Sobre usted', pt: 'Sobre você' }
		},
		{
			...{ kind: 'question', name: 'edad', type: 'whole', required: true },
			label: { es: '¿Cuántos años cumplidos tiene?', pt: 'Quantos anos completos tem?' },
			hint: { es: 'Años cumplidos' },
			...{ range: { min: 0, max: 120 }, concept: 'age', seconds: 4 }
		},
		{ kind: 'end' },
		{
			...{ kind: 'section', name: 'barrio' },
			label: { es: 'Su barrio' },
			relevant: { kind: 'number', question: 'edad', comparison: '>=', value: 12 }
		},
		{
			...{ kind: 'question', name: 'venta', type: 'one', list: 'si_no', required: true },
			label: {
				es: 'En los últimos 12 meses, ¿ha visto vender drogas en su barrio?',
				pt: 'Nos últimos 12 meses, você viu venda de drogas no seu bairro?'
			},
			universe: { es: 'Personas de 12 años y más' },
			concept: 'drug_sale_neighbourhood',
			from: {
				...{ wave: 'demo-2024', question: 'venta', title: 'Demostración 2024', language: 'es' },
				wording: '¿Ha visto vender drogas en su barrio?',
				verified: true
			}
		},
		{
			...{ kind: 'question', name: 'donde', type: 'several', list: 'lugares' },
			label: { es: '¿Dónde?', pt: 'Onde?' },
			relevant: { kind: 'answer', question: 'venta', is: true, codes: ['1', '98'] }
		},
		{
			...{ kind: 'section', name: 'veces_grupo', repeats: true },
			label: { es: 'Cada vez' },
			kept: { repeat_count: '3' }
		},
		{
			...{ kind: 'question', name: 'precio', type: 'decimal', range: { min: 0.5 } },
			label: { es: 'Precio' },
			relevant: {
				kind: 'all',
				of: [
					{ kind: 'answer', question: 'donde', is: true, codes: ['01'] },
					{
						kind: 'any',
						of: [
							{ kind: 'number', question: 'edad', comparison: '<', value: 18 },
							{ kind: 'answer', question: 'venta', is: false, codes: ['2', '99'] }
						]
					}
				]
			}
		},
		{ kind: 'end' },
		{ kind: 'end' },
		{
			...{ kind: 'question', name: 'lugar', type: 'other', written: 'geopoint' },
			label: { es: 'Ubicación' },
			kept: { appearance: 'placement-map' }
		},
		{ kind: 'question', name: 'fin', type: 'note', label: { es: 'Gracias', pt: 'Obrigado' } }
	]
});
