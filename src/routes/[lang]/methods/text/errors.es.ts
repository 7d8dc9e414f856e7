import type { TopicText } from '../outline.ts';

export const errorsEs: TopicText<'errors'> = {
	variance: {
		title: 'El error estándar',
		paragraphs: [
			'El error estándar dice cuánto cambiaría la cifra si la encuesta se repitiera con otra muestra. Es la raíz cuadrada de la varianza, que se obtiene por linealización de Taylor: a cada persona se le asigna su influencia en la cifra, las influencias se suman dentro de cada UPM, y la varianza es la dispersión de esas sumas dentro de cada estrato.',
			'Se supone que las UPM se sortearon con reposición, lo que suele dar un error ligeramente mayor que el verdadero. Si el diseño declara cuántas UPM hay en la población, o qué fracción se sorteó, se aplica la corrección por población finita.'
		],
		legend:
			'V: varianza. s: error estándar. h: estrato. i: UPM. n: UPM sorteadas en el estrato. f: fracción sorteada, 0 si no se declara. z: suma de las influencias de una UPM; la primera expresión de z es para una media, la segunda para un total.'
	},
	'two-stages': {
		title: 'Dos etapas y población finita',
		paragraphs: [
			'Cuando una encuesta sortea primero barrios y después viviendas dentro de ellos, cada sorteo añade error. Mientras los barrios se tomen como sorteados con reposición, sus diferencias ya recogen todo. Si se declara la población de la primera etapa, se suma la varianza que hay dentro de las UPM, multiplicada por la fracción de UPM sorteadas. Quien declara el diseño puede pedir que se cuente solo la primera etapa.',
			'La población de cada etapa se declara como número de unidades o como fracción sorteada: si ningún valor de la columna pasa de 1, son fracciones. No se mezclan, y el valor es el mismo en todo el estrato; si no es así, no se calcula nada y se dice dónde está el fallo. Un estrato sorteado entero no añade error. Si el archivo no trae ponderadores, salen de estos tamaños.'
		],
		legend:
			'V: varianza; la V con 1, la de la primera etapa. h: estrato. i: UPM. f: fracción sorteada; con h, de las UPM del estrato; con hi, de las unidades de la UPM. m: unidades sorteadas dentro de la UPM. j: una de ellas. z: suma de sus influencias. w: ponderador deducido. N y n: unidades que hay y unidades sorteadas, en la etapa 1 y en la 2.'
	},
	'lonely-units': {
		title: 'Estratos de una sola UPM',
		paragraphs: [
			'Un estrato con una sola UPM no permite saber cuánto varían las UPM entre sí. Si el grupo tiene casos en un estrato así, la cifra no se da y se nombra el estrato; no se inventa una varianza ni se toma por cero. Quien declara el diseño puede elegir otra regla. Las cinco llevan los nombres de R.',
			'Una variante (adjustDomains) trata igual los estratos en los que el grupo tiene casos en una sola UPM, aunque se sortearan más; vale con adjust y con average. Sin ella, las UPM sin casos cuentan como cero. Un estrato sorteado entero no necesita ninguna regla.'
		],
		points: [
			'fail: no hay cifra. Es la regla si no se elige otra.',
			'remove: el estrato no añade varianza.',
			'certainty: tampoco añade; se declara así que la unidad entró con certeza.',
			'adjust: añade la distancia de su UPM a la media de todas las UPM sorteadas.',
			'average: añade lo que añaden en promedio los demás estratos.'
		],
		legend:
			'Primera expresión, adjust. V: varianza del estrato h. f: fracción sorteada. z: suma de las influencias de su UPM. z con barra: media de esas sumas en todas las UPM sorteadas, de todos los estratos. Segunda expresión, average. H: estratos con casos del grupo. L: los que tienen una sola UPM; la suma es de los demás.'
	},
	replicates: {
		title: 'Pesos replicados',
		paragraphs: [
			'Algunas encuestas entregan, además del ponderador, decenas de columnas de pesos: cada una imita otra muestra posible. La cifra se calcula una vez con cada columna, y la dispersión de los resultados es su error. No hacen falta los estratos ni las UPM.',
			'Se declara de qué tipo son los pesos, y el tipo fija los factores a y b. La dispersión se mide alrededor de la media de las réplicas o, con mse, alrededor de la estimación, como hacen otros programas. Una réplica en la que la cifra no existe se deja fuera.',
			'En un archivo de peticiones también se pueden crear, a partir de los estratos y las UPM. La jackknife quita una UPM cada vez y reparte su peso entre las demás de su estrato. El bootstrap de Rao y Wu sortea, con reposición, una UPM menos de las que tiene el estrato. El sorteo parte de una semilla que se declara: la misma semilla da los mismos pesos. Se crean antes de calibrar, y después se calibra cada réplica.'
		],
		points: [
			'JK1: a = (R − 1) / R. JK2: a = 1.',
			'JKn: a = 1, y un b para cada réplica, que da la institución productora.',
			'BRR: a = 1 / R. Fay: a = 1 / (R (1 − ρ)²).',
			'bootstrap y subbootstrap: a = 1 / (R − 1).',
			'ACS y successive-difference: a = 4 / R. other: los que se declaren.'
		],
		legend:
			'V: varianza. R: número de réplicas. θ con r: la cifra en la réplica r. c: media de las réplicas, o la estimación. a y b: factores; b es 1 si no se dice otra cosa. Segunda expresión, el b de una jackknife creada: f, fracción sorteada del estrato; n, sus UPM. Tercera, un peso del bootstrap creado: w, ponderador; m, veces que salió la UPM i.'
	},
	calibration: {
		title: 'Calibración y recorte de ponderadores',
		paragraphs: [
			'Si el censo dice cuántas personas hay de cada edad, los ponderadores se pueden ajustar para que la encuesta dé esas mismas cifras. Así se corrige parte de la falta de respuesta, y el error suele bajar. Los pasos se declaran en el diseño de un archivo de peticiones y se aplican en su orden.',
			'El error tiene en cuenta el ajuste: de cada influencia se quita antes lo que predice una regresión sobre las categorías o los números que se ajustaron, y el total que se fijó queda sin error. El recorte es la excepción: los ponderadores recortados se toman como dados. Con pesos replicados, cada réplica se ajusta por su cuenta. Si los totales no se pueden alcanzar, no hay cifra y se dice cuál falta y por cuánto.'
		],
		points: [
			'Posestratificación: los ponderadores de cada categoría se multiplican por un mismo factor hasta llegar a su total.',
			'Raking: lo mismo con varias clasificaciones, una tras otra, hasta que se cumplen todas.',
			'Calibración: los ponderadores que cumplen los totales y menos se apartan de los de partida; la distancia es lineal, de raking o logit, que mantiene el factor entre dos límites.',
			'Recorte: los ponderadores que pasan de un límite se llevan a él y la diferencia se reparte por igual entre los demás, una vez o hasta que ninguno quede fuera.'
		],
		legend:
			'w: ponderador de partida. g: factor. x: categorías o números de la persona k. T: sus totales en la población. λ: lo que se busca. Las tres expresiones de g: lineal, raking y logit; L y U: límites del factor; u: x·λ; a: (U − L) / ((1 − L)(U − 1)). z: suma de las influencias de una UPM tras calibrar. e: influencia de una persona por unidad de ponderador. β: coeficientes de la regresión de e sobre x.'
	},
	'degrees-of-freedom': {
		title: 'Grados de libertad',
		paragraphs: [
			'Dicen cuánta información hay para estimar el propio error. Son las UPM menos los estratos, y solo se cuentan los que tienen miembros del grupo: quienes están en el denominador y aquellas personas cuya respuesta se perdió. Un grupo repartido en pocas UPM recibe así un intervalo más ancho.',
			'Con pesos replicados son el rango de la matriz de pesos de los miembros, menos 1. En un archivo de peticiones se pueden pedir los de todo el diseño, o infinitos, que es la distribución normal.'
		],
		legend:
			'ν: grados de libertad. m: UPM con miembros del dominio d. h: estratos con miembros del dominio d. r: rango de los pesos replicados de los miembros.'
	},
	'design-effect': {
		title: 'Efecto de diseño',
		paragraphs: [
			'Cuánto mayor es la varianza que la de una muestra aleatoria simple, sin reposición, con el mismo número de entrevistas. Un efecto de 4 significa que mil entrevistas informan como 250. No se da cuando todas las respuestas son iguales, ni cuando los ponderadores no suman más que los casos. En un archivo de peticiones se puede pedir la comparación con una muestra con reposición.'
		],
		legend:
			'V: varianza según el diseño. V₀: la de la muestra aleatoria simple. N: suma de los ponderadores. n: casos. S²: varianza ponderada de la variable, con n − 1. Para un total, el denominador se multiplica por N². Con reposición, V₀ no lleva su segundo factor.'
	}
};
