import type { TopicText } from '../outline.ts';

export const boardsEs: TopicText<'boards'> = {
	'board-change': {
		title: 'Cuándo un tablero muestra una flecha',
		paragraphs: [
			'De una encuesta se toma la diferencia de las dos últimas mediciones que la regla de comparabilidad deja comparar, con su error y el solapamiento declarado de las muestras. Los valores p de todas las casillas del tablero se corrigen juntos (Benjamini y Hochberg, 5 %): agregar una casilla no regala una flecha. De una serie, desde doce valores se mira si el último sale de los límites de control de los anteriores (media ± 2,66 rangos móviles medios), y desde ocho si hay tendencia (Mann-Kendall, con autocorrelación). A las series mensuales se les quita antes la estacionalidad. Con menos valores, «serie corta para decirlo». Lo anterior a un corte y lo que está en curso no cuenta.',
			'La flecha dice hacia dónde fue el número; la palabra, si es mejor o peor según la dirección deseada. Sin cambio claro, se imprime el menor cambio que se habría podido ver: en encuestas, con una potencia del 80 %. Detenciones, incautaciones y registros policiales miden actividad: no tienen dirección deseada, ni color, ni meta. Un efecto de programa lleva el veredicto de su evaluación.'
		]
	},
	'board-status': {
		title: 'Cómo un tablero juzga el avance hacia una meta',
		paragraphs: [
			'El camino va recto del punto de partida a cada hito y a la meta. Se pregunta qué parte de lo que tocaba el día del último dato está cubierta: en camino desde el 95 %, hay que acelerar desde el 60 %, fuera de camino por debajo; un tablero puede declarar otros umbrales, y se imprimen. Vale solo si todo el intervalo del 95 % queda de un lado del umbral; el error del punto de partida también cuenta, menos cuanto más cerca está la meta. Si no, «demasiado incierto». Más de 100 % se muestra.',
			'Una fecha vencida se juzga con datos de ese día o posteriores; si no los hay, «sin datos». Sin meta o sin fecha, «no declarado», que no es cero. Lo suprimido y lo no confiable muestran la palabra y no el número. Un dato está vencido cuando pasó dos veces el ritmo de sus propios valores. La mediana de un bloque cuenta solo países con valor en todos los años que se muestran; de encuestas con años propios, el último de cada país. Otros países aparecen como puntos, sin puestos, y solo si la regla de comparabilidad deja comparar a todos entre sí.'
		]
	}
};
