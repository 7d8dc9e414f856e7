import type { TopicText } from '../outline.ts';

export const qualityPt: TopicText<'quality'> = {
	quality: {
		title: 'Rótulos de qualidade',
		paragraphs: [
			'Um rótulo diz se um número é preciso o bastante para ser usado, segundo a norma de uma instituição. As regras são dados, um arquivo por norma: podem ser lidas, discutidas e mudadas sem tocar no programa. São aplicadas em sua ordem, e decide a primeira que se cumpre.',
			'O rótulo dá seu motivo: “não confiável (gl 6 < 9)”. Se falta um número que a regra pede, o número é não avaliável; calar não é aprovar. Abaixo de cada resposta está o nome da norma. O rótulo avisa e não oculta: o número aparece do mesmo modo.'
		],
		points: [
			'INE do Chile, domicílios, 2020. Menos de 60 casos ou de 9 gl: não confiável. Uma proporção com erro maior que E: pouco confiável. Médias e totais: cv maior que 15 %, pouco confiável; que 30 %, não confiável.',
			'INE do Chile, pesquisas econômicas, 2024. A mesma coisa com 30 casos e cv de 20 % e 30 %. Em um domínio planejado bastam os casos previstos.',
			'CEPAL 2020. Menos de 100 casos, de 50 com o atributo ou de 140 efetivos, ou c maior que 0,175: suprimir. Menos de 9 gl ou cv de 20 % ou mais: revisar.',
			'CEPAL 2023. Menos de 9 gl, de 30 casos com o atributo ou de 60 efetivos, ou efeito de desenho menor que 1: não confiável. Com c maior que 0,175: não confiável abaixo da metade, pouco confiável a partir dela. Menos de 50 casos com o atributo: pouco confiável. Médias e totais: cv maior que 20 %, pouco confiável; que 30 %, não confiável.',
			'NCHS, proporções, 2017. Menos de 30 casos ou de 30 efetivos, intervalo de 30 pontos ou mais, ou mais largo que 5 pontos e que 130 % do número: suprimir. Ninguém, todas as pessoas ou menos de 8 gl: revisar.',
			'NCHS, contagens, 2023. Menos de 10 casos efetivos ou intervalo mais largo que 160 % do número: suprimir. Menos de 8 gl: revisar.',
			'NSDUH. Arredonda a 0,0 ou a 100,0 %, c maior que 0,175, menos de 68 casos efetivos ou de 100 casos: suprimir.',
			'DHS. Menos de 25 casos: suprimir. De 25 a 49: com ressalva.',
			'DANE. Cv maior que 15 %: baixa precisão.',
			'INEGI. Cv de 15 % ou mais: precisão moderada; de 30 % ou mais: baixa.',
			'Nenhuma: sem rótulo.'
		],
		legend:
			'E: maior erro padrão de uma proporção confiável, segundo o INE. c: cv logarítmico, na forma publicada pela CEPAL e pela NSDUH. m: a menor entre p e 1 − p. s: erro padrão. cv: erro padrão dividido pelo número. gl: graus de liberdade. Casos efetivos: casos divididos pelo efeito de desenho; na NCHS, o tamanho de Korn e Graubard cortado ou, para contagens, os casos divididos pelo efeito dos pesos.'
	},
	'quality-readings': {
		title: 'Onde lemos uma norma de outro modo',
		paragraphs: [
			'Algumas normas se calam diante de certos casos, e o programa que as aplica, o pacote calidad 0.8.0 do R, dá então resultados que ninguém defenderia. Aí decidimos. Cada decisão está escrita no arquivo da norma, e um teste conta os casos em que diferimos.'
		],
		points: [
			'Erro padrão 0, porque ninguém tem o atributo ou todas as pessoas têm: não avaliável, nas normas que olham o erro. Para o pacote, um 0 % é confiável, e um 100 % é confiável ou fica sem rótulo, conforme a norma.',
			'CEPAL 2020: uma média com cv de 20 % ou mais é revisada, como uma proporção. O pacote a deixa sem rótulo.',
			'INE 2024: uma proporção com menos de 9 graus de liberdade é não confiável, como uma média. O pacote a chama de pouco confiável.',
			'Cv logarítmico acima da metade: a forma publicada julga do mesmo modo p e 1 − p; a do calidad 0.8.0 divide por p. Pode-se escolher; se nada for dito, é a publicada.'
		]
	},
	refusals: {
		title: 'Quando não há resposta',
		paragraphs: [
			'Há perguntas que uma amostra não pode responder. Então o motivo ocupa o lugar do número. Nunca se dá um número sem seu erro.'
		],
		points: [
			'O grupo não tem casos.',
			'O grupo tem casos em um estrato de uma só UPA, e o desenho não escolhe uma regra: o estrato é nomeado.',
			'Não restam graus de liberdade.',
			'O denominador de uma razão é zero.',
			'Uma variância de um só caso.',
			'Um quantil cujo intervalo sai dos dados.'
		]
	},
	'incomplete-designs': {
		title: 'Desenhos incompletos',
		paragraphs: [
			'Alguns arquivos públicos trazem o peso, mas não o estrato ou a UPA. A estimativa é então correta, mas o erro não pode ser calculado por inteiro: o que se obtém é, em geral, pequeno demais.',
			'Nesse caso, o intervalo é desenhado aberto, chama-se cota inferior, e a precisão aparece como não avaliável. Não se supõe nenhum efeito de desenho para completá-lo, e não há comparações, testes nem modelos.',
			'Se alguém mediu o efeito de desenho, em um relatório técnico por exemplo, ele pode ser declarado com sua fonte. Então multiplica as variâncias e figura em cada resposta; o número pode levar rótulo e ser comparado, mas continua sendo uma cota inferior, e os testes e os modelos continuam sem ser feitos.'
		],
		legend: 's: erro padrão. V: variância com o que o arquivo traz. D: efeito de desenho declarado.'
	},
	unsure: {
		title: 'Não sabe ou não responde',
		paragraphs: [
			'Deixar de fora quem não sabe equivale a supor que teria respondido como os demais. Se são poucos, quase não importa; se são muitos, decide o número. Quando passam de 5 % das pessoas a quem se perguntou, com pesos, as porcentagens as mantêm no denominador, como pessoas sem o atributo. Até 5 %, ficam de fora.',
			'Decide-se uma vez por pergunta, de modo igual para todos os grupos. A página diz o que foi feito e quantas pessoas são, e você pode escolher o contrário. Em uma média ou uma soma, “não sabe” nunca entra.',
			'A resposta dá também dois extremos: o que valeria a porcentagem se nenhuma dessas pessoas tivesse o atributo, e o que valeria se todas tivessem.'
		],
		legend:
			'u: parcela de não sabe ou não responde. U: quem não sabe ou não responde. Q: todas as pessoas a quem se perguntou. A: quem tem o atributo. w: peso. p₁ e p₂: os dois extremos.'
	},
	missing: {
		title: 'Cinco maneiras de não ter resposta',
		paragraphs: [
			'Nunca se misturam, porque cada uma muda o denominador de outra maneira. Quem tem resposta, mas não tem dado para a desagregação, conta apenas no conjunto, e a página diz quantos casos são.'
		],
		points: [
			'Não se perguntou: a pessoa não recebeu a pergunta. Fica fora do universo.',
			'Não se aplica: a pergunta não cabe à pessoa. Fica fora do universo.',
			'Não sabe: foi perguntada e não tomou partido. Segue a regra de 5 %.',
			'Não responde: foi perguntada e não quis responder. Segue a regra de 5 %.',
			'Perdida: houve resposta, mas o arquivo não a conserva ou traz um código que ninguém declarou. Sai do denominador, e a pessoa continua no desenho.'
		]
	},
	'several-answers': {
		title: 'Várias respostas de uma pessoa como uma só',
		paragraphs: [
			'Alguns números são do que se segue de várias respostas da mesma pessoa: quantos fatores de exclusão tem e em que âmbitos. Formam-se com as respostas já harmonizadas, e depois se estimam, protegem e comparam como qualquer outro.'
		],
		points: [
			'Contam-se as pessoas com resposta a todas as perguntas que lhes foram feitas. Uma só resposta que falte deixa a pessoa de fora: não saber não é zero. A parte que fica de fora está junto aos números.',
			'Uma pergunta que não se aplica à pessoa conta como não ter o fator.',
			'Uma combinação é exata: esses âmbitos e nenhum outro. Que combinações se nomeiam é declarado de antemão, igual em cada rodada; todas as demais vão juntas.',
			'As combinações são publicadas somente de toda a população: por grupos deixariam deduzir números suprimidos.',
			'As mudanças de vários fatores de uma vez levam valores p corrigidos por Holm; onde o intervalo contém o zero não há mudança clara.'
		]
	},
	'set-aside': {
		title: 'O que é posto de lado ao preparar os dados',
		paragraphs: [
			'Os arquivos de origem não são corrigidos. O que não pode ser usado é posto de lado e anotado com arquivo, linha, coluna, valor e motivo, em uma lista que não é publicada. Se as linhas postas de lado passam da parcela que a pesquisa declara, que é nenhuma se não disser outra coisa, a pesquisa não é construída e a publicação anterior fica como estava.'
		],
		points: [
			'Uma linha que não tem os campos do cabeçalho.',
			'Uma linha cuja chave já apareceu em outra anterior.',
			'Uma linha de um capítulo que não pertence a ninguém.',
			'Uma linha cujo peso não é um número positivo.',
			'Um código não declarado ou um número fora do intervalo declarado: põe-se de lado a resposta, não a pessoa.'
		]
	}
};
