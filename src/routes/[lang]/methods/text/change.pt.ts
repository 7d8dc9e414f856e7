import type { TopicText } from '../outline.ts';

export const changePt: TopicText<'change'> = {
	'series-signals': {
		title: 'Quando uma série mudou de verdade',
		paragraphs: [
			'Toda série sobe e desce, mesmo que nada tenha mudado. Só se fala em mudança clara quando ela supera esse ruído; se não, diz-se “sem mudança clara” e que mudança teria bastado. A seta segue o sinal da mudança, não se é boa ou ruim.',
			'A regra depende de quantos pontos há. Numa série que não muda, toda regra erra às vezes: os testes medem com que frequência, em séries simuladas. Com 8 a 30 pontos independentes, a regra completa dá um alarme falso em 2 a 5 de cada 100 séries; se cada ponto se parece com o anterior (correlação 0,5), em 7 a 14.'
		],
		points: [
			'Menos de 8 pontos: curta demais para dizer; diz-se quantos são necessários. Com estações, menos de três anos completos.',
			'De 8 a 11: teste de tendência de Mann e Kendall. Sem mudança clara, dá-se a menor mudança constante, do primeiro ponto ao último, que teria sido clara com o mesmo ruído.',
			'A partir de 12: primeiro, se o último ponto sai dos limites naturais dos anteriores; se não sai, o teste de tendência. Sem mudança clara, dá-se a que distância da média estão os limites.',
			'Os pontos anteriores a uma ruptura não contam, nem um último ano ou mês em curso. Uma série com estações recomeça depois de uma lacuna: nada é preenchido.',
			'Onde os valores não variam, não se sabe quanto ruído há: sem mudança clara, e sem mudança mínima.'
		]
	},
	'process-limits': {
		title: 'Limites naturais de uma série',
		paragraphs: [
			'A amplitude móvel é a distância entre um valor e o anterior. Sua média diz quanto a série varia de um ponto a outro; 2,66 amplitudes de cada lado da média (três desvios padrão) são os limites dentro dos quais cai quase todo ponto se nada muda. São traçados com os pontos anteriores ao último.',
			'Se as estações foram retiradas com os mesmos dados, os limites se alargam tanto quanto essa operação suavizou a série.'
		],
		legend:
			'x com barra: média. R com barra: média das amplitudes móveis. n: pontos; x com t: valor no momento t.'
	},
	trends: {
		title: 'Tendência: Mann-Kendall e inclinação de Theil-Sen',
		paragraphs: [
			'Contam-se os pares de pontos que sobem, menos os que descem. Se a diferença é maior do que o acaso produz, há tendência, de qualquer forma; um valor extremo pesa como qualquer outro. A inclinação é a mediana das de todos os pares, e seu intervalo sai das mesmas inclinações em ordem.',
			'Quando cada ponto se parece com o anterior, o acaso sozinho já desenha tendências. A variância é multiplicada por um fator calculado com a autocorrelação dos postos sem tendência: o publicado por Hamed e Rao, que toma só as autocorrelações significativas, ou, se for maior, o da primeira autocorrelação corrigida do seu viés. Nunca fica abaixo de 1.',
			'Com 30 pontos de correlação 0,5 e sem tendência, o teste sem correção dá um alarme falso em 23 de cada 100 séries; com o fator de Hamed e Rao, em 19; com o que usamos, em 7. O preço: em séries curtas é preciso uma mudança maior.'
		],
		legend:
			'S: pares que sobem menos pares que descem. V: variância de S; c: fator da autocorrelação; t com g: valores iguais de cada grupo. r com i: autocorrelação dos postos a i passos, 0 se não passa de ±1,96/√n; ou as potências de φ, entre 0 e 1. b: inclinação, a mediana (med) das de todos os pares; t: momentos.'
	},
	seasons: {
		title: 'Séries com estações',
		paragraphs: [
			'De uma série mensal ou trimestral subtrai-se o que cada mês ou trimestre acrescenta: a média de suas distâncias a uma média móvel de um ano, menos a média de todas. É a decomposição clássica; pode ser refeita à mão e não tem parâmetros a escolher, ao contrário da STL. Com um valor ausente não é calculada.',
			'Como as estações são estimadas com os mesmos dados, sobra menos ruído do que havia. Os limites e a variância da tendência são multiplicados pelo que se perdeu, que se deduz dos pesos da decomposição. Com menos de três anos isso não basta, e a série não é julgada.'
		],
		legend:
			'm: média móvel de 12 meses (com trimestres, de 4). f com j: o que a estação j acrescenta, com n valores que têm média móvel. d com barra: média desses promédios.'
	},
	'survey-changes': {
		title: 'Mudanças entre duas rodadas de uma pesquisa',
		paragraphs: [
			'Quando só há as duas cifras e seus erros, o erro da mudança depende de que parte da amostra se repete e de quanto se parecem as respostas de uma pessoa nas duas rodadas. Ambas as coisas são declaradas. Se não se sabe, conta-se como se nada se repetisse: o erro é então antes grande demais.',
			'A menor mudança detectável é a que teria sido encontrada 4 vezes em 5. Quando muitas mudanças são mostradas juntas, são julgadas juntas com Benjamini e Hochberg: das que se chamam claras espera-se que no máximo 5 % sejam falsas. A menor mudança de cada uma é calculada com o nível que lhe teria bastado ao lado das outras.'
		],
		legend:
			's: erro da mudança; s com 1 e 2: os das rodadas. P: parte da amostra que se repete (se os tamanhos diferem, sobre sua média geométrica). ρ: correlação entre as duas respostas. Δ com asterisco: menor mudança detectável, com t de Student e poder π = 0,8. α: nível que basta; q: 5 %; m: mudanças julgadas; k: as que seriam claras com esta.'
	}
};
