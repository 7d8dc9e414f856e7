import type { TopicText } from '../outline.ts';

export const errorsPt: TopicText<'errors'> = {
	variance: {
		title: 'O erro padrão',
		paragraphs: [
			'O erro padrão diz quanto o número mudaria se a pesquisa fosse repetida com outra amostra. É a raiz quadrada da variância, que vem da linearização de Taylor: a cada pessoa é atribuída sua influência no número, as influências são somadas dentro de cada UPA, e a variância é a dispersão dessas somas dentro de cada estrato.',
			'Supõe-se que as UPA foram sorteadas com reposição, o que costuma dar um erro ligeiramente maior que o verdadeiro. Se o desenho declara quantas UPA há na população, ou que fração foi sorteada, aplica-se a correção para população finita.'
		],
		legend:
			'V: variância. s: erro padrão. h: estrato. i: UPA. n: UPA sorteadas no estrato. f: fração sorteada, 0 se não declarada. z: soma das influências de uma UPA; a primeira expressão de z é para uma média, a segunda para um total.'
	},
	'two-stages': {
		title: 'Dois estágios e população finita',
		paragraphs: [
			'Quando uma pesquisa sorteia primeiro bairros e depois domicílios dentro deles, cada sorteio acrescenta erro. Enquanto os bairros são tomados como sorteados com reposição, suas diferenças já trazem tudo. Se a população do primeiro estágio é declarada, soma-se a variância que há dentro das UPA, multiplicada pela fração de UPA sorteadas. Quem declara o desenho pode pedir que se conte só o primeiro estágio.',
			'A população de cada estágio é declarada como número de unidades ou como fração sorteada: se nenhum valor da coluna passa de 1, são frações. Não se misturam, e o valor é o mesmo em todo o estrato; se não for assim, nada é calculado e a mensagem diz onde está a falha. Um estrato sorteado por inteiro não acrescenta erro. Se o arquivo não traz pesos, eles decorrem desses tamanhos.'
		],
		legend:
			'V: variância; com 1, a do primeiro estágio. h: estrato. i: UPA. f: fração sorteada; com h, das UPA do estrato; com hi, das unidades da UPA. m: unidades sorteadas dentro da UPA. j: uma delas. z: soma de suas influências. w: peso deduzido. N e n: unidades que há e unidades sorteadas, nos estágios 1 e 2.'
	},
	'lonely-units': {
		title: 'Estratos de uma só UPA',
		paragraphs: [
			'Um estrato com uma só UPA não permite saber quanto as UPA variam entre si. Se o grupo tem casos em um estrato assim, o número não é dado e o estrato é nomeado; não se inventa uma variância nem ela é tomada por zero. Quem declara o desenho pode escolher outra regra. As cinco têm o nome que têm no R.',
			'Uma variante (adjustDomains) trata do mesmo modo os estratos em que o grupo tem casos em uma só UPA, embora se tenham sorteado mais; vale com adjust e com average. Sem ela, as UPA sem casos contam como zero. Um estrato sorteado por inteiro não precisa de regra.'
		],
		points: [
			'fail: não há número. É a regra quando não se escolhe outra.',
			'remove: o estrato não acrescenta variância.',
			'certainty: também não acrescenta; declara-se assim que a unidade entrou com certeza.',
			'adjust: acrescenta a distância de sua UPA à média de todas as UPA sorteadas.',
			'average: acrescenta o que os demais estratos acrescentam em média.'
		],
		legend:
			'Primeira expressão, adjust. V: variância do estrato h. f: fração sorteada. z: soma das influências de sua UPA. z com barra: média dessas somas em todas as UPA sorteadas, de todos os estratos. Segunda expressão, average. H: estratos com casos do grupo. L: os que têm uma só UPA; a soma é dos demais.'
	},
	replicates: {
		title: 'Pesos replicados',
		paragraphs: [
			'Algumas pesquisas entregam, além do peso, dezenas de colunas de pesos: cada uma imita outra amostra possível. O número é calculado uma vez com cada coluna, e a dispersão dos resultados é seu erro. Não são necessários nem os estratos nem as UPA.',
			'Declara-se o tipo dos pesos, e o tipo fixa os fatores a e b. A dispersão é medida em torno da média das réplicas ou, com mse, em torno da estimativa, como fazem outros programas. Uma réplica em que o número não existe é deixada de fora.',
			'Em um arquivo de pedidos também podem ser criados, a partir dos estratos e das UPA. O jackknife retira uma UPA de cada vez e reparte seu peso entre as demais do estrato. O bootstrap de Rao e Wu sorteia, com reposição, uma UPA a menos do que o estrato tem. O sorteio parte de uma semente que se declara: a mesma semente dá os mesmos pesos. São criados antes da calibração, e depois cada réplica é calibrada.'
		],
		points: [
			'JK1: a = (R − 1) / R. JK2: a = 1.',
			'JKn: a = 1, e um b para cada réplica, que a instituição produtora dá.',
			'BRR: a = 1 / R. Fay: a = 1 / (R (1 − ρ)²).',
			'bootstrap e subbootstrap: a = 1 / (R − 1).',
			'ACS e successive-difference: a = 4 / R. other: os que se declaram.'
		],
		legend:
			'V: variância. R: número de réplicas. θ com r: o número na réplica r. c: média das réplicas, ou a estimativa. a e b: fatores; b é 1 se nada mais for dito. Segunda expressão, o b de um jackknife criado: f, fração sorteada do estrato; n, suas UPA. Terceira, um peso do bootstrap criado: w, peso; m, vezes que saiu a UPA i.'
	},
	calibration: {
		title: 'Calibração e corte de pesos',
		paragraphs: [
			'Se o censo diz quantas pessoas há de cada idade, os pesos podem ser ajustados para que a pesquisa dê esses mesmos números. Assim se corrige parte da não resposta, e o erro costuma diminuir. Os passos são declarados no desenho de um arquivo de pedidos e aplicados em sua ordem.',
			'O erro leva em conta o ajuste: de cada influência se tira antes o que prevê uma regressão sobre as categorias ou os números ajustados, e o total que foi fixado fica sem erro. O corte é a exceção: os pesos cortados são tomados como dados. Com pesos replicados, cada réplica é ajustada por sua conta. Se os totais não podem ser alcançados, não há número, e a mensagem diz qual falta e por quanto.'
		],
		points: [
			'Pós-estratificação: os pesos de cada categoria são multiplicados por um mesmo fator até chegar ao seu total.',
			'Raking: a mesma coisa com várias classificações, uma após a outra, até que todas se cumpram.',
			'Calibração: os pesos que cumprem os totais e menos se afastam dos de partida; a distância é linear, de raking ou logit, que mantém o fator entre dois limites.',
			'Corte: os pesos que passam de um limite são levados a ele, e a diferença é repartida por igual entre os demais, uma vez ou até que nenhum fique fora.'
		],
		legend:
			'w: peso de partida. g: fator. x: categorias ou números da pessoa k. T: seus totais na população. λ: o que se procura. As três expressões de g: linear, raking e logit; L e U: limites do fator; u: x·λ; a: (U − L) / ((1 − L)(U − 1)). z: soma das influências de uma UPA depois de calibrar. e: influência de uma pessoa por unidade de peso. β: coeficientes da regressão de e sobre x.'
	},
	'degrees-of-freedom': {
		title: 'Graus de liberdade',
		paragraphs: [
			'Dizem quanta informação há sobre o próprio erro. São as UPA menos os estratos, contando apenas os que têm membros do grupo: quem está no denominador e as pessoas cuja resposta se perdeu. Um grupo espalhado por poucas UPA recebe assim um intervalo mais largo.',
			'Com pesos replicados são o posto da matriz dos pesos dos membros, menos 1. Um arquivo de pedidos pode pedir os de todo o desenho, ou infinitos, que é a distribuição normal.'
		],
		legend:
			'ν: graus de liberdade. m: UPA com membros do domínio d. h: estratos com membros do domínio d. r: posto dos pesos replicados dos membros.'
	},
	'design-effect': {
		title: 'Efeito de desenho',
		paragraphs: [
			'Quantas vezes a variância é maior que a de uma amostra aleatória simples, sem reposição, com o mesmo número de entrevistas. Um efeito de 4 significa que mil entrevistas informam como 250. Não é dado quando todas as respostas são iguais, nem quando os pesos não somam mais que os casos. Um arquivo de pedidos pode pedir a comparação com uma amostra com reposição.'
		],
		legend:
			'V: variância segundo o desenho. V₀: a da amostra aleatória simples. N: soma dos pesos. n: casos. S²: variância ponderada da variável, com n − 1. Para um total, o denominador é multiplicado por N². Com reposição, V₀ fica sem seu segundo fator.'
	}
};
