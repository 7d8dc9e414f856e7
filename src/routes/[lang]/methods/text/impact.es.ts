import type { TopicText } from '../outline.ts';

export const impactEs: TopicText<'impact'> = {
	'impact-two-groups': {
		title: 'Qué cambió un programa: cuatro medias',
		paragraphs: [
			'El efecto es el cambio de quienes tuvieron el programa menos el cambio de quienes no lo tuvieron. Vale si, sin el programa, ambos habrían cambiado igual. El error cuenta que las observaciones de un mismo conglomerado se parecen; con menos de 40 conglomerados se dan también la corrección CR2 con los grados de libertad de Satterthwaite y un remuestreo que prueba todas las combinaciones de signos cuando son 12 o menos.'
		],
		legend:
			'T: con programa. C: comparación. 0 y 1: antes y después. V: varianza; c: corrección de muestra pequeña; s: suma de los residuos de un conglomerado g por sus regresores; B: inversa de la matriz de los regresores.'
	},
	'impact-staggered': {
		title: 'Inicios escalonados',
		paragraphs: [
			'Cuando el programa empieza en fechas distintas, cada cohorte de inicio se compara, periodo a periodo, solo con unidades sin programa; después se promedia con el peso de cada cohorte. Con covariables se usa por defecto la forma doblemente robusta. Las bandas conjuntas valen para todos los puntos a la vez (máximo de normales correlacionadas, con semilla).',
			'El coeficiente de efectos fijos de dos vías nunca es el resultado: compara también con unidades que ya tenían el programa. Se muestra solo junto a los pesos de Goodman-Bacon que dicen de qué está hecho.'
		],
		legend:
			'ATT: efecto en la cohorte g en el periodo t. g−1: último periodo antes del inicio. C: unidades sin programa. E: media.'
	},
	'impact-trends': {
		title: 'Si los grupos no iban a la par',
		paragraphs: [
			'Antes del inicio se prueba, con una prueba conjunta, si los grupos ya se separaban; con demasiadas casillas para tan pocas unidades se dice que la prueba no es fiable. Además se calcula cuánto podrían desviarse las tendencias, en veces la mayor desviación vista antes, hasta que el intervalo incluya el 0. Cuando el intervalo llega al borde de la rejilla buscada, se dice.'
		],
		legend:
			'δ: desviación de las tendencias entre dos periodos seguidos. M: cuántas veces la mayor de las anteriores.'
	},
	'impact-copies': {
		title: 'Una sola ciudad: copias sintéticas',
		paragraphs: [
			'La copia es una mezcla de unidades sin programa que se parece a la tratada antes del inicio; los pesos no son negativos y suman 1. El efecto es la diferencia después. La forma sintética de diferencias en diferencias pondera también los periodos y admite niveles distintos. Con una sola unidad tratada no hay intervalo normal: se dice qué puesto ocupa entre las demás, tratadas como si lo fueran.'
		],
		legend:
			'ω: pesos de las unidades; λ: pesos de los periodos. N, T: unidades y periodos; 1 los tratados y 0 los demás. Y: resultado.'
	},
	'impact-series': {
		title: 'Una reforma: series interrumpidas',
		paragraphs: [
			'Se ajusta una línea con un cambio de nivel y otro de pendiente, que cuenta desde 0 en la interrupción. El error es de Newey y West con su retardo a la vista, o de un modelo autorregresivo; los recuentos llevan exposición y dispersión. Una serie de control dice qué habría pasado de todos modos.'
		],
		legend: 't0: interrupción. b2: cambio de nivel. b3: cambio de pendiente. s: estación.'
	},
	'impact-threshold': {
		title: 'Una regla con umbral',
		paragraphs: [
			'A cada lado del umbral se ajusta una recta local, con más peso cerca de él y con el ancho de banda que hace menor el error cuadrático estimado. El intervalo corrige el sesgo de la recta y lo que cuesta corregirlo. Se mira además qué pasa con otros anchos, en umbrales falsos y si los casos se amontonan.'
		],
		legend: 'τ: salto en el umbral c. μ: límite de la media a la derecha (+) y a la izquierda (−).'
	},
	'impact-people': {
		title: 'Personas seguidas en el tiempo',
		paragraphs: [
			'La curva dice cuántas siguen sin el suceso; quienes dejan de observarse cuentan hasta ese día. Si otro suceso impide el que se mira (una muerte, otra pena), se da la incidencia acumulada de cada causa, porque 1 menos la curva exagera. Las razones de riesgos son de Cox con los empates de Efron; las pruebas, log-rank y Gray. No se publica ninguna fila de una persona: curvas en una rejilla gruesa y números redondeados.'
		],
		legend:
			'S: parte sin el suceso hasta t. d: sucesos en un momento; n: en riesgo. F: incidencia acumulada de la causa k.'
	},
	'impact-balance': {
		title: '¿Se parecen los grupos?',
		paragraphs: [
			'Cada característica se compara en desviaciones del grupo con programa, las mismas antes y después de igualar; por encima de 0,1 se señala. Se iguala por la probabilidad estimada de tener el programa, ponderando o emparejando. Si los grupos no se solapan, no se pondera y se dice.'
		],
		legend: 'd: diferencia estandarizada. s: desviación en el grupo con programa, sin ponderar.'
	},
	'impact-counts': {
		title: 'Pocos sucesos',
		paragraphs: [
			'Con pocos sucesos un intervalo normal miente. Por debajo de un número declarado se rehúsa, y se usan razones de tasas exactas o se reparte el programa al azar una y otra vez entre las unidades para ver cuán rara es la diferencia observada.'
		]
	},
	'impact-pooling': {
		title: 'Varios programas juntos',
		paragraphs: [
			'Solo se suman resultados de una misma familia, que puedan leerse como efectos y sean al menos tres: efectos aleatorios (REML) con el intervalo de Knapp y Hartung. El intervalo de predicción dice dónde caería el efecto en un lugar nuevo; si cruza el 0, se advierte.'
		],
		legend: 'θ: efecto de cada programa; s: su error; τ²: varianza entre programas.'
	},
	'impact-power-and-cost': {
		title: 'Lo que se pudo detectar y lo que costó',
		paragraphs: [
			'El efecto detectable es el que se habría visto cuatro de cada cinco veces, 2,80 errores estándar; si no se ve nada menor no quiere decir que no lo haya. El costo por unidad de efecto lleva el intervalo de Fieller, que no tiene tope cuando el efecto puede ser nulo. Los p de varios resultados se ajustan por Holm. Las personas que pide un cambio entre dos rondas son las de dos muestras simples, por la comparación de dos proporciones, por el efecto de diseño y por 1 − 2·c·r·s₁·s₂ / (s₁² + s₂²), donde c es la parte a la que se vuelve a preguntar y r la correlación de sus respuestas.'
		],
		legend: 'z: cuantiles normales; α: nivel; π: potencia; s: error estándar.'
	}
};
