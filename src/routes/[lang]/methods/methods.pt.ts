import type { MethodsText } from './outline.ts';

export const methodsPt: MethodsText = {
	title: 'Métodos',
	lead: 'Como se calcula cada número desta publicação: a fórmula, em palavras e em símbolos; a fonte de onde vem; e o teste que a compara com algo que não foi escrito por nós.',
	contents: 'Nesta página',
	source: 'Fonte',
	test: 'Comprovado por',
	sections: {
		estimates: {
			title: 'O que se estima',
			paragraphs: [
				'Uma pesquisa entrevista poucas pessoas em nome de muitas. O peso diz quantas cada uma representa. Uma média é a soma dos valores multiplicados pelos pesos, dividida pela soma dos pesos. Uma porcentagem é a média de uma variável que vale 1 para quem tem o atributo e 0 para os demais. Um total é a soma ponderada, sem dividir.',
				'O denominador de uma porcentagem são todas as pessoas a quem a pergunta se aplica e que a responderam. A média de um número é tomada entre quem deu um número. Os pesos são os da instituição produtora e não são alterados.'
			],
			legend:
				'd: domínio, o grupo sobre o qual se pergunta. k: uma pessoa ou um domicílio. w: seu peso. y: seu valor.'
		},
		domains: {
			title: 'Um filtro é um domínio',
			paragraphs: [
				'Quando você limita uma pergunta a um grupo, nenhuma linha é apagada. A amostra foi desenhada para o país inteiro, e o número de pessoas de um grupo que caíram nela depende do acaso: essa parte do erro também é contada.',
				'Por isso, as unidades primárias de amostragem (UPA: bairros, quarteirões, setores) onde não há ninguém do grupo continuam no cálculo e contam como zero. Filtrar primeiro e declarar o desenho depois daria um erro incorreto.'
			]
		},
		variance: {
			title: 'O erro padrão',
			paragraphs: [
				'A variância vem da linearização de Taylor. A cada pessoa é atribuída sua influência no número; as influências são somadas dentro de cada UPA, e a variância é a dispersão dessas somas dentro de cada estrato. O erro padrão é sua raiz quadrada.',
				'Supõe-se que as UPA foram sorteadas com reposição, o que costuma dar um erro ligeiramente maior que o verdadeiro. Se a pesquisa declara a fração sorteada de cada estrato, ou seu número de UPA na população, aplica-se a correção para população finita.'
			],
			legend:
				'V: variância. s: erro padrão. h: estrato. i: UPA. n: UPA sorteadas no estrato. f: fração sorteada, 0 se não declarada. z: soma das influências de uma UPA; a primeira expressão de z é para uma média, a segunda para um total.'
		},
		'degrees-of-freedom': {
			title: 'Graus de liberdade',
			paragraphs: [
				'Dizem quanta informação há sobre o próprio erro. São as UPA menos os estratos, contando apenas os que têm membros do grupo: quem está no denominador e as pessoas cuja resposta se perdeu. Um grupo espalhado por poucas UPA recebe assim um intervalo mais largo.'
			],
			legend:
				'ν: graus de liberdade. m: UPA com membros do domínio d. h: estratos com membros do domínio d.'
		},
		intervals: {
			title: 'Intervalos',
			paragraphs: [
				'O nível é de 95 %. Uma média ou um total têm o intervalo da t de Student: a estimativa mais e menos o quantil da t vezes o erro padrão.',
				'Uma porcentagem tem o mesmo intervalo na escala de log-odds, devolvido depois à escala das porcentagens. Assim nunca fica abaixo de 0 nem acima de 100, e é assimétrico quando deve ser.'
			],
			legend:
				'θ: média ou total. t: quantil da t de Student com ν graus de liberdade. s: erro padrão. p: proporção.'
		},
		'small-shares': {
			title: 'Porcentagens muito baixas, muito altas ou com poucos casos',
			paragraphs: [
				'Abaixo de 5 %, acima de 95 % ou com menos de 10 casos que têm o atributo, usa-se o intervalo de Korn e Graubard: os limites exatos da binomial, calculados com o tamanho efetivo da amostra em vez do número de entrevistas.',
				'O tamanho efetivo é o de uma amostra aleatória simples que teria o mesmo erro, ajustado pelos graus de liberdade. Como no R, não é cortado no número de entrevistas.'
			],
			legend:
				'n: casos do domínio, com os de resposta perdida. n*: tamanho efetivo. α: 1 menos o nível, 0,05. p, s, t e ν: como nos intervalos. B: quantil da distribuição beta; a primeira expressão com B é o limite inferior, a segunda o superior.'
		},
		'nobody-or-everybody': {
			title: 'Quando ninguém tem, ou todas as pessoas têm',
			paragraphs: [
				'Uma amostra em que ninguém tem o atributo não prova que ele seja 0 % da população. O erro calculado seria zero, e isso seria falso. Usam-se os limites exatos de Clopper e Pearson, com um tamanho efetivo: os casos divididos pelo efeito de desenho, se este for maior que 1.',
				'O efeito de desenho é emprestado do grupo maior mais próximo em que há casos: primeiro a desagregação sem o segundo corte, depois o conjunto, depois a pesquisa sem filtros. Se nenhum os tem, vale 1. A página diz que método foi usado.'
			],
			legend: 'n: casos do domínio. deff: efeito de desenho emprestado.'
		},
		'design-effect': {
			title: 'Efeito de desenho',
			paragraphs: [
				'Quantas vezes a variância é maior que a de uma amostra aleatória simples, sem reposição, com o mesmo número de entrevistas. Um efeito de 4 significa que mil entrevistas informam como 250. Não é dado quando todas as respostas são iguais, nem quando os pesos não somam mais que os casos.'
			],
			legend:
				'V: variância segundo o desenho. V₀: a da amostra aleatória simples. N: soma dos pesos. n: casos. S²: variância ponderada da variável, com n − 1. Para um total, o denominador é multiplicado por N².'
		},
		refusals: {
			title: 'Quando não há resposta',
			paragraphs: [
				'Um estrato com uma só UPA não permite saber quanto as UPA variam entre si. Se o grupo tem casos em um estrato assim, o número não é dado e o estrato é nomeado. Não se inventa uma variância nem ela é tomada por zero.',
				'Também não há número sem casos ou sem graus de liberdade. Nos três casos, o motivo aparece no lugar do número.'
			]
		},
		'incomplete-designs': {
			title: 'Desenhos incompletos',
			paragraphs: [
				'Alguns arquivos públicos trazem o peso, mas não o estrato ou a UPA. A estimativa é então correta, mas o erro não pode ser calculado por inteiro: o que se obtém é, em geral, pequeno demais.',
				'Nesse caso, o intervalo é desenhado aberto, chama-se cota inferior, e a precisão aparece como não avaliável. Não se supõe nenhum efeito de desenho para completá-lo.'
			]
		},
		unsure: {
			title: 'Não sabe ou não responde',
			paragraphs: [
				'Deixar de fora quem não sabe equivale a supor que teria respondido como os demais. Se são poucos, quase não importa; se são muitos, decide o número. Quando passam de 5 % das pessoas a quem se perguntou, com pesos, as porcentagens as mantêm no denominador, como pessoas sem o atributo. Até 5 %, ficam de fora.',
				'Decide-se uma vez por pergunta, de modo igual para todos os grupos. A página diz o que foi feito e quantas pessoas são, e você pode escolher o contrário.'
			],
			legend:
				'u: parcela de não sabe ou não responde. U: quem não sabe ou não responde. Q: todas as pessoas a quem se perguntou. w: peso.'
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
		},
		synthetic: {
			title: 'Os dados de demonstração',
			paragraphs: [
				'As pesquisas de demonstração são sintéticas. Valdoria é um território fictício: nenhuma pessoa, domicílio ou lugar é real. Seus números não descrevem nenhum país, e a página o diz junto a cada um.',
				'Servem para comprovar o método. De uma população simulada, cujos valores exatos são conhecidos, sorteia-se uma amostra de dois estágios, com conglomerados e não resposta. As estimativas são comparadas com a verdade: em média acertam, e o erro que declaram é aproximadamente o que têm.'
			]
		},
		engines: {
			title: 'Dois motores, um estimador',
			paragraphs: [
				'Os números que já estão na página foram calculados quando ela foi construída; os que você pede são calculados no seu navegador. São as mesmas instruções SQL sobre as mesmas linhas, com DuckDB dos dois lados, e as somas são feitas na mesma ordem. Um teste exige que coincidam até o último bit.',
				'As instruções estão abaixo de cada resposta: qualquer pessoa pode repeti-las no DuckDB, fora desta página.'
			]
		},
		publication: {
			title: 'O que não se publica',
			paragraphs: [
				'Tudo o que está em um site estático é público. Por isso, cada pesquisa tem um nível, e o que não deve sair não chega à pasta que é publicada. As linhas publicadas levam apenas conceitos harmonizados e colunas do desenho, com os códigos de estrato e UPA embaralhados.'
			],
			points: [
				'Aberta: a licença permite publicar as linhas, e a edição pública as traz.',
				'Protegida: é o nível enquanto não há permissão escrita. A edição pública descreve a pesquisa e suas perguntas, sem linhas nem, nesta publicação, números.',
				'Local: nem as linhas nem os números saem do computador em que são calculados.'
			]
		},
		limits: {
			title: 'Limites',
			paragraphs: ['O que estes números não dizem, ou não levam em conta:'],
			points: [
				'Esta publicação não usa pesos replicados, mesmo que a pesquisa os traga.',
				'Não soma a variância do segundo estágio de amostragem. Com correção para população finita, o erro pode ficar um pouco curto.',
				'Não calibra, nem leva em conta que os pesos foram calibrados. Em uma pesquisa calibrada, o erro pode ficar um pouco longo.',
				'Não põe selos de qualidade nem oculta números imprecisos: é preciso ler o intervalo, os casos e os graus de liberdade.',
				'Não testa diferenças entre grupos, anos ou países. Dois intervalos se tocarem não é um teste.',
				'Não decide se duas pesquisas são comparáveis. Uma pergunta com outras palavras, outro universo ou outro período mede outra coisa.',
				'Não estima medianas, outros quantis, razões nem modelos.',
				'Não aplica controle estatístico de sigilo: por isso não publica números de pesquisas protegidas.',
				'Não mede os erros que não são de amostragem: quem falta no cadastro, quem não abre a porta, quem não diz a verdade.'
			]
		}
	}
};
