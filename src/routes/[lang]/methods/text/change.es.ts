import type { TopicText } from '../outline.ts';

export const changeEs: TopicText<'change'> = {
	'series-signals': {
		title: 'Cuándo una serie cambió de verdad',
		paragraphs: [
			'Toda serie sube y baja aunque nada haya cambiado. Solo se habla de un cambio claro cuando supera ese ruido; si no, se dice «sin cambio claro» y qué cambio habría bastado. La flecha sigue el signo del cambio, no si es bueno o malo.',
			'La regla depende de cuántos puntos hay. En una serie que no cambia, toda regla se equivoca a veces: las pruebas miden cuántas, con series simuladas. Con 8 a 30 puntos independientes, la regla completa da una falsa alarma en 2 a 5 de cada 100 series; si cada punto se parece al anterior (correlación 0,5), en 7 a 14.'
		],
		points: [
			'Menos de 8 puntos: demasiado corta para decirlo; se dice cuántos hacen falta. Con estaciones, menos de tres años completos.',
			'De 8 a 11: prueba de tendencia de Mann y Kendall. Sin cambio claro, se da el menor cambio constante, del primer punto al último, que habría sido claro con el mismo ruido.',
			'Desde 12: primero, si el último punto sale de los límites naturales de los anteriores; si no sale, la prueba de tendencia. Sin cambio claro, se da a qué distancia de la media están los límites.',
			'Los puntos anteriores a una ruptura no cuentan, ni un último año o mes sin terminar. Una serie con estaciones empieza de nuevo después de un hueco: nada se rellena.',
			'Donde los valores no varían no se sabe cuánto ruido hay: sin cambio claro, y sin cambio mínimo.'
		]
	},
	'process-limits': {
		title: 'Límites naturales de una serie',
		paragraphs: [
			'El rango móvil es la distancia entre un valor y el anterior. Su media dice cuánto varía la serie de un punto a otro; 2,66 rangos a cada lado de la media (tres desviaciones estándar) son los límites dentro de los que cae casi todo punto si nada cambia. Se trazan con los puntos anteriores al último.',
			'Si las estaciones se quitaron con los mismos datos, los límites se ensanchan lo que esa operación suavizó la serie.'
		],
		legend:
			'x con barra: media. R con barra: media de los rangos móviles. n: puntos; x con t: valor en el momento t.'
	},
	trends: {
		title: 'Tendencia: Mann-Kendall y pendiente de Theil-Sen',
		paragraphs: [
			'Se cuentan los pares de puntos que suben y se restan los que bajan. Si la diferencia es mayor de lo que da el azar, hay tendencia, de la forma que sea; un valor extremo pesa como cualquier otro. La pendiente es la mediana de las de todos los pares, y su intervalo sale de las mismas pendientes ordenadas.',
			'Cuando cada punto se parece al anterior, el azar solo ya dibuja tendencias. La varianza se multiplica por un factor que se calcula con la autocorrelación de los rangos sin tendencia: el publicado por Hamed y Rao, que toma solo las autocorrelaciones significativas, o, si es mayor, el de la primera autocorrelación corregida de su sesgo. Nunca baja de 1.',
			'Con 30 puntos de correlación 0,5 y sin tendencia, la prueba sin corregir da una falsa alarma en 23 de cada 100 series; con el factor de Hamed y Rao, en 19; con el que usamos, en 7. El precio: en series cortas hace falta un cambio mayor.'
		],
		legend:
			'S: pares que suben menos pares que bajan. V: varianza de S; c: factor por autocorrelación; t con g: valores iguales de cada grupo. r con i: autocorrelación de los rangos a i pasos, 0 si no pasa de ±1,96/√n; o las potencias de φ, entre 0 y 1. b: pendiente, la mediana (med) de las de todos los pares; t: momentos.'
	},
	seasons: {
		title: 'Series con estaciones',
		paragraphs: [
			'De una serie mensual o trimestral se resta lo que añade cada mes o trimestre: la media de sus distancias a una media móvil de un año, menos la media de todas. Es la descomposición clásica; se puede rehacer a mano y no tiene parámetros que elegir, al contrario que STL. Con un valor ausente no se calcula.',
			'Como las estaciones se estiman con los mismos datos, queda menos ruido del que había. Los límites y la varianza de la tendencia se multiplican por lo que se perdió, que se deduce de los pesos de la descomposición. Con menos de tres años no basta, y no se juzga.'
		],
		legend:
			'm: media móvil de 12 meses (con trimestres, de 4). f con j: lo que añade la estación j, con n valores que tienen media móvil. d con barra: media de esos promedios.'
	},
	'survey-changes': {
		title: 'Cambios entre dos rondas de una encuesta',
		paragraphs: [
			'Cuando solo se tienen las dos cifras y sus errores, el error del cambio depende de qué parte de la muestra se repite y de cuánto se parecen las respuestas de una persona en las dos rondas. Ambas cosas se declaran. Si no se sabe, se cuenta como si nada se repitiera: el error es entonces más bien demasiado grande.',
			'El menor cambio detectable es el que se habría encontrado 4 veces de cada 5. Cuando se muestran muchos cambios juntos, se juzgan juntos con Benjamini y Hochberg: de los que se llaman claros se espera que como mucho el 5 % sea falso. El menor cambio de cada uno se calcula con el nivel que le habría bastado al lado de los demás.'
		],
		legend:
			's: error del cambio; s con 1 y 2: los de las rondas. P: parte de la muestra que se repite (si los tamaños difieren, entre su media geométrica). ρ: correlación entre las dos respuestas. Δ con asterisco: menor cambio detectable, con t de Student y potencia π = 0,8. α: nivel que basta; q: 5 %; m: cambios que se juzgan; k: los que serían claros con este.'
	}
};
