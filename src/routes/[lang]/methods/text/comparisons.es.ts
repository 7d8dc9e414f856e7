import type { TopicText } from '../outline.ts';

export const comparisonsEs: TopicText<'comparisons'> = {
	comparisons: {
		title: 'Diferencias y otras comparaciones',
		paragraphs: [
			'Para saber si una cifra está por encima de otra no basta con mirar si sus intervalos se tocan: hay que calcular el error de la diferencia. Dos grupos que viven en los mismos barrios se parecen, y ese parecido, la covarianza, entra en el cálculo.',
			'La prueba es la t de Student de dos colas. La hipótesis es que la diferencia es 0 o, en una razón, que vale 1. Los grados de libertad son los de los grupos que se comparan, tomados juntos. Con un diseño incompleto no se compara, salvo que se declare su efecto de diseño; tampoco si la diferencia no tiene error.'
		],
		points: [
			'Diferencia: una cifra menos la otra.',
			'Razón: una cifra dividida por la otra; también su logaritmo.',
			'Cambio relativo: la diferencia dividida por la cifra de partida.',
			'Combinación lineal: varias cifras, cada una con su coeficiente; por ejemplo, cuánto más cambió un grupo que otro.'
		],
		legend:
			'Δ: comparación. θ: las cifras. c: sus coeficientes, como 1 y −1; en una razón o un cambio relativo, las derivadas (método delta). C: covarianza entre dos cifras. s: error estándar de la comparación. Δ con 0: su valor si no hubiera diferencia.'
	},
	waves: {
		title: 'Comparar años y países',
		paragraphs: [
			'El error de un cambio entre dos años depende de si las dos muestras comparten barrios o personas. El programa no lo adivina: lo dice el diseño de los datos que recibe.',
			'Dos países se comparan como muestras independientes, cada una con su diseño. Antes, las dos cifras se calculan de nuevo para las personas que ambas encuestas incluyen: las mismas edades y, si una es solo urbana o solo rural, la misma zona. Si los datos no permiten exactamente ese recorte, no se comparan, y se dice por qué. Quienes no saben o no responden cuentan igual en las dos.'
		],
		points: [
			'Muestras independientes: las filas de los dos años van juntas y el año es parte del estrato. La covarianza es 0 y las varianzas se suman.',
			'Las mismas UPM, otras personas: las UPM conservan su código y el año es un grupo más. La covarianza cuenta, y el error del cambio suele ser menor.',
			'Panel, las mismas personas: una fila por persona, con una columna para cada año.'
		]
	},
	'several-tests': {
		title: 'Muchas comparaciones a la vez',
		paragraphs: [
			'Quien compara veinte grupos que no difieren en nada encuentra, por azar, una diferencia «significativa». Por eso, los valores p se pueden corregir por el número de pruebas. Holm limita la probabilidad de dar por buena alguna diferencia falsa; Benjamini y Hochberg, qué parte de las halladas son falsas. Se dan el valor p y el corregido.'
		],
		legend:
			'm: número de pruebas. p: valores p, de menor a mayor; i y j: su lugar en ese orden. p*: valor corregido. Primera expresión, Holm; segunda, Benjamini y Hochberg.'
	},
	tests: {
		title: 'Pruebas de asociación y de diferencias',
		paragraphs: [
			'Una prueba dice si lo que se ve en la muestra podría deberse solo al azar. Las de los manuales suponen una muestra aleatoria simple; con barrios y estratos, encuentran diferencias donde no las hay. Estas tienen en cuenta el diseño.',
			'«No sabe» y «no responde» quedan fuera. Quien no tiene alguno de los datos sale como sale un dominio. Con un diseño incompleto no hay pruebas.'
		],
		points: [
			'Ji cuadrado de Rao y Scott, para saber si dos clasificaciones tienen que ver: la de Pearson, corregida con los efectos de diseño de la tabla. Si no se pide otra, la de segundo orden (F); también la de primer orden (Chisq), la distribución exacta de la suma (lincom), su aproximación (saddlepoint), Wald y Wald ajustada (adjWald).',
			'Prueba t: una media frente a un valor, o la diferencia entre dos grupos, con los grados de libertad del diseño menos 1.',
			'Pruebas de rangos: Wilcoxon, que con más de dos grupos es la de Kruskal y Wallis, van der Waerden y mediana.'
		],
		legend:
			'X²: Pearson. n: casos. p con rc, r y c: proporción de una casilla, de su fila y de su columna. δ: efectos de diseño de la tabla. F: estadístico, con d y d·ν grados de libertad; ν: los del diseño. r: rango de la persona k, entre 0 y 1; quienes empatan comparten la media de los suyos. N: suma de los ponderadores; l: las demás personas.'
	},
	models: {
		title: 'Modelos de regresión',
		paragraphs: [
			'Un modelo separa efectos que van juntos: dice, por ejemplo, cuánto cambia el consumo con la edad entre personas del mismo sexo y de la misma zona. Describe relaciones; no demuestra causas.',
			'Hay tres familias: lineal para números (gaussian), logística para sí o no (quasibinomial) y de Poisson para recuentos (quasipoisson). La primera categoría de una clasificación es la de referencia. El error sale del diseño, y los grados de libertad son los del diseño, más 1, menos el número de coeficientes.',
			'Una clasificación se prueba entera, con Wald o con la razón de verosimilitudes de Rao y Scott. Si un dato predice la respuesta sin ningún fallo, los coeficientes no existen y se dice. «No sabe» y los diseños incompletos se tratan como en las pruebas.'
		],
		legend:
			'g: la función de la familia; identidad, log-odds o logaritmo. μ: valor esperado de la persona k. x: sus datos. β: coeficientes. u: suma de los residuos y − μ, ponderados; V(u): su varianza según el diseño. A: información, la derivada de u cambiada de signo. F: prueba de Wald de q coeficientes, con V la varianza de ellos.'
	},
	'standardised-means': {
		title: 'Medias estandarizadas',
		paragraphs: [
			'Un país puede consumir más que otro solo porque es más joven. La media estandarizada da a todos los grupos la misma composición, la de una población de referencia que se declara, y así los hace comparables.',
			'Se calcula como una posestratificación dentro de cada grupo, y el error la tiene en cuenta. Si un grupo no tiene a nadie de alguna categoría, se dice cuál: su media no es comparable.'
		],
		legend:
			'Con asterisco: media estandarizada del grupo g. a: categoría, como un tramo de edad. P: su parte en la población de referencia. La última y con barra: media de esa categoría en el grupo.'
	}
};
