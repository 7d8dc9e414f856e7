import type { TopicText } from '../outline.ts';

export const impactPt: TopicText<'impact'> = {
	'impact-two-groups': {
		title: 'O que um programa mudou: quatro médias',
		paragraphs: [
			'O efeito é a mudança de quem teve o programa menos a mudança de quem não o teve. Vale se, sem o programa, ambos teriam mudado igualmente. O erro leva em conta que observações de um mesmo conglomerado se parecem; com menos de 40 conglomerados dão-se também a correção CR2 com os graus de liberdade de Satterthwaite e uma reamostragem que tenta todas as combinações de sinais quando são 12 ou menos.'
		],
		legend:
			'T: com o programa. C: comparação. 0 e 1: antes e depois. V: variância; c: correção de amostra pequena; s: soma dos resíduos de um conglomerado g pelos seus regressores; B: inversa da matriz dos regressores.'
	},
	'impact-staggered': {
		title: 'Inícios escalonados',
		paragraphs: [
			'Quando o programa começa em datas diferentes, cada coorte de início é comparada, período a período, apenas com unidades sem o programa; depois faz-se a média com o peso de cada coorte. Com covariáveis usa-se por padrão a forma duplamente robusta. As faixas conjuntas valem para todos os pontos ao mesmo tempo (máximo de normais correlacionadas, com semente).',
			'O coeficiente de efeitos fixos de duas vias nunca é o resultado: compara também com unidades que já tinham o programa. Só é mostrado ao lado dos pesos de Goodman-Bacon que dizem de que é feito.'
		],
		legend:
			'ATT: efeito na coorte g no período t. g−1: último período antes do início. C: unidades sem o programa. E: média.'
	},
	'impact-trends': {
		title: 'Se os grupos não caminhavam juntos',
		paragraphs: [
			'Antes do início testa-se, com um teste conjunto, se os grupos já se separavam; com células demais para tão poucas unidades diz-se que o teste não é confiável. Calcula-se também quanto as tendências poderiam se desviar, em vezes o maior desvio visto antes, até que o intervalo inclua o 0. Quando o intervalo chega à borda da grade procurada, isso é dito.'
		],
		legend:
			'δ: desvio das tendências entre dois períodos seguidos. M: quantas vezes o maior dos anteriores.'
	},
	'impact-copies': {
		title: 'Uma só cidade: cópias sintéticas',
		paragraphs: [
			'A cópia é uma mistura de unidades sem o programa que se parece com a tratada antes do início; os pesos não são negativos e somam 1. O efeito é a diferença depois. A forma sintética de diferenças em diferenças pondera também os períodos e admite níveis distintos. Com uma só unidade tratada não há intervalo normal: diz-se que posição ocupa entre as demais, tratadas como se o fossem.'
		],
		legend:
			'ω: pesos das unidades; λ: pesos dos períodos. N, T: unidades e períodos; 1 os tratados e 0 os demais. Y: resultado.'
	},
	'impact-series': {
		title: 'Uma reforma: séries interrompidas',
		paragraphs: [
			'Ajusta-se uma linha com uma mudança de nível e outra de inclinação, que conta de 0 na interrupção. O erro é de Newey e West com a defasagem à vista, ou de um modelo autorregressivo; contagens levam exposição e dispersão. Uma série de controle diz o que teria acontecido de qualquer modo.'
		],
		legend: 't0: interrupção. b2: mudança de nível. b3: mudança de inclinação. s: estação.'
	},
	'impact-threshold': {
		title: 'Uma regra com limiar',
		paragraphs: [
			'De cada lado do limiar ajusta-se uma reta local, com mais peso perto dele e com a largura de banda que torna menor o erro quadrático estimado. O intervalo corrige o viés da reta e o custo de corrigi-lo. Vê-se também o que acontece com outras larguras, em limiares falsos e se os casos se acumulam.'
		],
		legend: 'τ: salto no limiar c. μ: limite da média à direita (+) e à esquerda (−).'
	},
	'impact-people': {
		title: 'Pessoas acompanhadas no tempo',
		paragraphs: [
			'A curva diz quantas seguem sem o evento; quem deixa de ser observado conta até esse dia. Se outro evento impede o que se observa (uma morte, outra pena), dá-se a incidência acumulada de cada causa, porque 1 menos a curva exagera. As razões de riscos são de Cox com os empates de Efron; os testes, log-rank e Gray. Não se publica nenhuma linha de uma pessoa: curvas em uma grade grossa e números arredondados.'
		],
		legend:
			'S: parte sem o evento até t. d: eventos em um momento; n: em risco. F: incidência acumulada da causa k.'
	},
	'impact-balance': {
		title: 'Os grupos se parecem?',
		paragraphs: [
			'Cada característica é comparada em desvios do grupo com o programa, os mesmos antes e depois de igualar; acima de 0,1 é assinalada. Iguala-se pela probabilidade estimada de ter o programa, ponderando ou pareando. Se os grupos não se sobrepõem, não se pondera e isso é dito.'
		],
		legend: 'd: diferença padronizada. s: desvio no grupo com o programa, sem ponderar.'
	},
	'impact-counts': {
		title: 'Poucos eventos',
		paragraphs: [
			'Com poucos eventos um intervalo normal mente. Abaixo de um número declarado ele é recusado, e usam-se razões de taxas exatas ou sorteia-se o programa repetidas vezes entre as unidades para ver quão rara é a diferença observada.'
		]
	},
	'impact-pooling': {
		title: 'Vários programas juntos',
		paragraphs: [
			'Só se somam resultados de uma mesma família, que possam ser lidos como efeitos e sejam ao menos três: efeitos aleatórios (REML) com o intervalo de Knapp e Hartung. O intervalo de predição diz onde cairia o efeito em um lugar novo; se cruza o 0, avisa-se.'
		],
		legend: 'θ: efeito de cada programa; s: seu erro; τ²: variância entre programas.'
	},
	'impact-power-and-cost': {
		title: 'O que poderia ter sido detectado e o que custou',
		paragraphs: [
			'O efeito detectável é o que teria sido visto quatro em cada cinco vezes, 2,80 erros padrão; não se ver nada menor não quer dizer que não exista. O custo por unidade de efeito leva o intervalo de Fieller, que não tem teto quando o efeito pode ser nulo. Os p de vários resultados são ajustados por Holm. As pessoas que uma mudança entre duas rodadas pede são as de duas amostras simples, pela comparação de duas proporções, vezes o efeito de desenho e 1 − 2·c·r·s₁·s₂ / (s₁² + s₂²), onde c é a parte a que se volta a perguntar e r a correlação das suas respostas.'
		],
		legend: 'z: quantis normais; α: nível; π: poder; s: erro padrão.'
	}
};
